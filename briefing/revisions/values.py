"""Values as they are typed on the command line, as they stand in the file, and as machines write them."""

from briefing.diagnostics import UsageError
from briefing.facts import Fact, number_of_text, tree_of_value
from briefing.trees import Plain
from briefing.values import Qualifier, Quantity

__all__ = ["machine_of", "quantity_of_typed", "tree_of_typed", "tree_of_value"]


def tree_of_typed(typed: str) -> Plain:
    """Turn `31500`, `400..600` or `3/7` into what the file has; raises `UsageError` with what to type."""
    for sign, names in (("..", ("low", "high")), ("/", ("part", "of"))):
        if sign in typed:
            first, _, second = typed.partition(sign)
            return {names[0]: _number(first), names[1]: _number(second)}
    return _number(typed)


def quantity_of_typed(typed: str, qualifier: Qualifier | str, unit: str | None) -> Quantity:
    """Give the quantity that is typed. Whether qualifier and value fit is asked of the whole file later."""
    tree = tree_of_typed(typed)
    numbers = list(tree.values()) if isinstance(tree, dict) else [tree]
    low, *rest = [number_of_text(str(number)) for number in numbers]
    is_range = ".." in typed
    return Quantity(
        low=low,
        high=rest[0] if rest and is_range else None,
        of=rest[0] if rest and not is_range else None,
        qualifier=qualifier,  # type: ignore[arg-type]  # a wrong one is found when the file is read again
        unit=unit,
    )


def machine_of(fact: Fact) -> str:
    """Give the value of a fact as machines write it."""
    return fact.quantity.machine if fact.quantity is not None else ""


def _number(typed: str) -> str:
    try:
        number_of_text(typed.strip())
    except ValueError as error:
        message, hint = error.args
        raise UsageError(message, hint) from None
    return typed.strip()
