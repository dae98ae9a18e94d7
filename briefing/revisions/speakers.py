"""Another speaker of a fact: its sentence has to name the new one, or be given anew with the act."""

from briefing.diagnostics import UsageError
from briefing.facts import NARRATOR, Desk, named_actors
from briefing.placeholders import ids_of
from briefing.revisions.model import Wish


def refuse_foreign_sentence(desk: Desk, id_: str, wish: Wish) -> None:
    """Refuse another speaker where the sentence or the summary stays and does not name this one by a placeholder.

    The source's own voice has no name: there the sentence may name nobody.
    """
    fact, speaker = desk.file.facts[id_], wish.said_by
    if speaker is None or speaker == fact.said_by:
        return
    kept = {"summary": fact.summary, **({"text": fact.text} if wish.text is None else {})}
    for name, text in kept.items():
        if text is None:
            continue
        named = named_actors(text, desk.file.actors)
        if speaker in ids_of(text) or (not named and (speaker == NARRATOR or name == "summary")):
            continue
        if speaker == NARRATOR:
            message, what = f"the {name} of `{id_}` says that somebody speaks", "a sentence without a speaker"
        else:
            message = f"the {name} of `{id_}` does not name its speaker `{speaker}`"
            what = f"a sentence that has `{{{speaker}}}`"
        hint = (
            f"add `--text` with {what}"
            if name == "text"
            else f"write {what} as its `summary` in the file first"
        )
        raise UsageError(message, hint)
