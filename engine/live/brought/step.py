"""What a player wrote, and what somebody does with it -> what it is then, or that nobody can do that now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.live.brought.submission import Stage, Submission
from rules.pack.image import Plain
from rules.propose.legible import tidy
from rules.propose.template import NAME, Plains, Template
from rules.propose.written import Written, Wrong, likened, listed, wrong

MOST_NOTE = 300


class StepError(Exception):
    """That cannot be done with it as it is now."""


def edited(of: Submission, by: Template, fields: Mapping[str, str]) -> Submission:
    """Return its next version; *fields* has the name, each text, and the list with commas."""
    _only(of.stage is not Stage.DOWN)
    names = listed(fields.get(by.list, ""), of.written.names, of.used)
    texts = {name: tidy(fields.get(name, "")) for name in by.texts}
    pictures = {number: hash_ for number, hash_ in of.written.pictures.items() if number in names}
    likes = likened(by, names, of.live.likes if of.live is not None else {})
    written = Written(tidy(fields.get(NAME, "")), texts, names, likes, pictures)
    return replace(of, written=written, stage=Stage.DRAFT, used=max([of.used, *names]))


def pictured(of: Submission, number: int, hash_: str) -> Submission:
    """Return it with a picture for a name of its list, or without where the hash is empty."""
    _only(of.stage is not Stage.DOWN and number in of.written.names)
    others = {each: known for each, known in of.written.pictures.items() if each != number}
    pictures = {**others, number: hash_} if hash_ else others
    return replace(of, written=replace(of.written, pictures=pictures), stage=Stage.DRAFT)


def submitted(of: Submission, amiss: Iterable[Wrong]) -> Submission:
    """Return it as it waits for a moderator; nothing may be amiss."""
    _only(of.stage in {Stage.DRAFT, Stage.REFUSED} and not list(amiss))
    return replace(of, stage=Stage.SUBMITTED, note="")


def withdrawn(of: Submission) -> Submission:
    """Return it as its creator works on it again."""
    _only(of.stage is Stage.SUBMITTED)
    return replace(of, stage=Stage.DRAFT)


def approved(of: Submission, note: str) -> Submission:
    """Return it as it is in the game."""
    _only(of.stage is Stage.SUBMITTED)
    return replace(of, live=of.written, stage=Stage.LIVE, note=note[:MOST_NOTE])


def refused(of: Submission, why: str) -> Submission:
    """Return it as its creator is told why not; what is in the game of it stays."""
    _only(of.stage is Stage.SUBMITTED)
    return replace(of, stage=Stage.REFUSED, note=why[:MOST_NOTE])


def taken_down(of: Submission, why: str) -> Submission:
    """Return it as it is in the game no more."""
    _only(of.live is not None)
    return replace(of, live=None, stage=Stage.DOWN, note=why[:MOST_NOTE])


def amiss(of: Submission, by: Template, plains: Plains) -> list[Wrong]:
    """Return what is wrong with its newest version; a name is taken where something else has it."""
    others = [
        record[NAME]
        for kind in (by.kind, by.each)
        for id_, record in plains.get(kind, {}).items()
        if not _is_own(of, id_) and _is_named(record)
    ]
    return [*wrong(by, of.written, others)]


def _is_own(of: Submission, id_: str) -> bool:
    return id_ == of.name or id_.startswith(f"{of.name}_")


def _is_named(record: Plain) -> bool:
    return isinstance(record, dict) and isinstance(record.get(NAME), str)


def _only(can: bool) -> None:
    if not can:
        raise StepError
