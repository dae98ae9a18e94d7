"""Translation: what a catalogue has for a message that is wanted, and whether it may be used."""

from dataclasses import dataclass

from briefing.catalogs.model import Catalog, Message, State, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The state of a wanted message, its texts by plural form, and the entry they come from, if any.

    `stale` is a translation of an earlier English; `fuzzy` one that waits for a translator's word. Only the
    texts of the state `translated` may be printed.
    """

    state: State
    texts: tuple[str, ...] = ()
    message: Message | None = None


def translation_of(catalog: Catalog | None, wanted: Wanted) -> Translation:
    """Look up a wanted message; no catalogue at all is as good as an empty one."""
    if catalog is None:
        return Translation(state="missing")
    message = catalog.messages.get(wanted.key)
    if message is None:
        message = _of_old_english(catalog, wanted)
        state: State = "stale" if message is not None and any(message.translations) else "missing"
    else:
        state = _state(message, wanted)
    return Translation(state=state, texts=message.translations if message else (), message=message)


def _of_old_english(catalog: Catalog, wanted: Wanted) -> Message | None:
    """Give the entry that stands in the message's context with another English."""
    found = catalog.in_context(wanted.context) if wanted.has_id else ()
    return next((m for m in found if any(m.translations)), found[0] if found else None)


def _state(message: Message, wanted: Wanted) -> State:
    if not all(message.translations):
        return "missing"
    if wanted.plural is not None and message.plural != wanted.plural:
        return "stale"
    if message.is_fuzzy:
        is_reworded = message.previous not in (None, wanted.msgid)
        return "stale" if is_reworded or message.previous_plural not in (None, wanted.plural) else "fuzzy"
    return "translated"
