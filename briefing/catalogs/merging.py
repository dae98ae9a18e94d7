"""Catalog brought up to date with what is wanted: nothing translated is lost, nothing is guessed.

By context, which names the message: Babel's and gettext's own merging look for similar English anywhere, so
that a new fact can inherit the translation of another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from briefing.catalogs.headers import Maintainer, complete_headers
from briefing.catalogs.model import Catalog, Message, MessageKey, Wanted
from briefing.catalogs.plurals import plural_count
from briefing.catalogs.writing import message_of


def merge_catalog(
    old: Catalog,
    wanted: Sequence[Wanted],
    *,
    plural_header: str,
    maintainer: Maintainer | None = None,
    is_withheld: Callable[[str], bool] = lambda _: False,
) -> Catalog:
    """Bring a catalogue up to date. Doing it twice changes nothing.

    The same English keeps its translation. Changed English keeps it too, marked fuzzy, with what it was
    translated from. What nothing asks for any more goes to the obsolete ones, from where it can return.
    What a context that `is_withheld` had is dropped whole: it must not lie in a file that goes to translators.
    """
    merging = _Merging(old=old, wanted=frozenset(w.key for w in wanted), forms=plural_count(plural_header))
    messages = {w.key: merging.take(w) for w in wanted}
    return replace(
        old,
        messages=messages,
        obsolete=tuple(m for m in merging.obsolete() if not is_withheld(m.context)),
        headers=complete_headers(
            old.headers,
            domain=old.domain,
            language=old.locale.replace("-", "_"),
            plurals=plural_header,
            maintainer=maintainer,
        ),
    )


@dataclass(slots=True, kw_only=True)
class _Merging:
    """One merge: the old catalogue, the keys that are wanted, and which old entries were taken over."""

    old: Catalog
    wanted: frozenset[MessageKey]
    forms: int
    taken: set[int] = field(default_factory=set)
    returning: dict[MessageKey, Message] = field(init=False)
    former: dict[str, list[Message]] = field(init=False)
    current: dict[str, list[Message]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the old messages: a catalogue of many thousands is looked up as often."""
        self.returning = {message.key: message for message in self.old.obsolete}
        self.former, self.current = {}, {}
        for message in reversed(self.old.obsolete):
            self.former.setdefault(message.context, []).append(message)
        for message in self.old.messages.values():
            self.current.setdefault(message.context, []).append(message)

    def take(self, wanted: Wanted) -> Message:
        """Give the message for what is wanted, with the translation of the old one that is the same."""
        new = message_of(wanted, self.forms)
        old = self._same(wanted) or self._reworded(wanted)
        if old is None:
            return new
        self.taken.add(id(old))
        is_same = (old.msgid, old.plural) == (new.msgid, new.plural)
        if not any(old.translations):
            return replace(new, comments=old.comments, flags=old.flags)
        kept = replace(
            new,
            translations=_fitted(old.translations, new),
            comments=old.comments,
            flags=old.flags,
            is_fuzzy=old.is_fuzzy or not is_same,
        )
        return _with_previous(kept, old, is_same=is_same)

    def obsolete(self) -> tuple[Message, ...]:
        """Give the obsolete messages: the old ones that did not return, and those nothing asks for now."""
        vanished = [m for m in self.old.messages.values() if not self._is_taken(m) and any(m.translations)]
        keys = {m.key for m in vanished}
        stayed = [m for m in self.old.obsolete if not self._is_taken(m) and m.key not in keys]
        return tuple(replace(m, extracted=(), places=()) for m in (*stayed, *vanished))

    def _is_taken(self, message: Message) -> bool:
        return id(message) in self.taken

    def _same(self, wanted: Wanted) -> Message | None:
        found = self.old.messages.get(wanted.key)
        if found is not None and any(found.translations):
            return found
        returned = self.returning.get(wanted.key)
        return returned or (found if self._reworded(wanted) is None else None)

    def _reworded(self, wanted: Wanted) -> Message | None:
        """Give the message of the same context that was translated from another English."""
        if not wanted.has_id:
            return None
        current = [m for m in self.current.get(wanted.context, ()) if m.key not in self.wanted]
        former = self.former.get(wanted.context, ())
        return next((m for m in (*current, *former) if any(m.translations)), None)


def _fitted(translations: tuple[str, ...], new: Message) -> tuple[str, ...]:
    if new.plural is None:
        return translations[:1]
    # Never cut: a form too many is a finding (BR314), a lost one would be a translator's work gone.
    return (*translations, *("" for _ in range(len(new.translations) - len(translations))))


def _with_previous(message: Message, old: Message, *, is_same: bool) -> Message:
    """Say what a fuzzy message was translated from."""
    if not message.is_fuzzy:
        return message
    previous, plural = old.previous, old.previous_plural
    if previous is None and not is_same:
        previous, plural = old.msgid, old.plural
    if previous == message.msgid and plural in (None, message.plural):
        return message
    return replace(message, previous=previous, previous_plural=plural)
