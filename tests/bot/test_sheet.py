"""Every view of the default game, as it is read on a phone in each language: as it was looked at last.

`REVE_ACCEPT=1` writes it anew; `python -m tests.bot.sheet FOLDER` shows it with pictures.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from bot.local.judge.component import walk
from bot.wire import Component, Payload
from tests.bot.sheet.play import CASTS, LOCALES, patched, script, shots
from tests.bot.sheet.scene import Shot
from tests.bot.sheet.text import ANOTHER, COLUMNS, lines

GOLDEN = Path(__file__).parent / "golden"
LABEL = 20
_TIME = re.compile(r"(\d+ ?(minutes?|hours?|days?|Minuten?|Stunden?|Tagen?)\b|\d\d?:\d\d)")
_CUT = "…"


@cache
def played(walk: str) -> Mapping[str, Shot]:
    """Return a walk in each language."""
    return asyncio.run(shots(walk=walk))


def all_played() -> Iterator[Shot]:
    """Yield every walk in every language."""
    for name in CASTS:
        yield from played(name).values()


def texts(payload: Payload) -> Iterator[str]:
    """Yield all words of a message but those on buttons."""
    yield payload.get("content") or ""
    for embed in payload.get("embeds") or ():
        yield embed.get("title") or ""
        yield embed.get("description") or ""
        yield (embed.get("footer") or {}).get("text") or ""


def messages() -> Iterator[tuple[str, Payload]]:
    """Yield every message that anybody saw."""
    for shot in all_played():
        for scene in shot.scenes:
            yield from ((scene.did, each) for each in scene.messages)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("name", CASTS)
def test_everything_is_as_it_was_looked_at(name: str, language: str) -> None:
    shown = "\n".join("\n".join([*lines(scene), ""]) for scene in played(name)[language].scenes)
    path = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("REVE_ACCEPT"):
        path.write_text(shown, "utf-8")

    assert shown == path.read_text("utf-8")


def test_every_view_is_shown_in_every_language() -> None:
    views = {*patched(script()).views}

    assert {language: sorted(views - shot.views) for language, shot in played("reve").items()} == {
        "en": [],
        "de": [],
    }


def test_discord_takes_all_of_it() -> None:
    assert [wrong for shot in all_played() for wrong in shot.violations] == []


def test_nothing_needs_a_broad_screen() -> None:
    for did, payload in messages():
        said = "\n".join(texts(payload))
        assert "```" not in said, did
        assert not any(
            field.get("inline") for each in payload["embeds"] for field in each.get("fields") or ()
        )
        long = [word for word in said.split() if len(word) > COLUMNS and not ANOTHER.search(word)]
        assert all(word.startswith("http") for word in long), (did, long)


def test_buttons_say_what_they_do_in_few_letters() -> None:
    for did, payload in messages():
        for each in walk(payload["components"]):
            if each["type"] == Component.BUTTON and "sku_id" not in each:  # Discord labels those that sell
                assert each["label"].strip(), did
                assert len(each["label"]) <= LABEL, (did, each["label"])
                assert any(map(str.isalnum, each["label"])), (did, each["label"])


def test_pictures_are_told_in_words_and_colours_say_nothing_alone() -> None:
    for did, payload in messages():
        assert all(each["description"] for each in payload["attachments"]), did
        assert all(each.get("title") or each.get("description") for each in payload["embeds"]), did
        for line in "\n".join(texts(payload)).splitlines():
            assert not line or any(map(str.isalnum, line)), (did, line)


def test_languages_do_not_mix() -> None:
    english, german = (
        {
            text
            for walk in CASTS
            for scene in played(walk)[name].scenes
            for each in scene.messages
            for text in texts(each)
        }
        for name in ("en", "de")
    )

    assert {text for text in english & german if len(text.split()) > 1 and not _is_name(text)} == set()


def _is_name(text: str) -> bool:
    """Tell whether a text is made of names alone, which are the same in every language."""
    return all(word[:1].isupper() or not word.isalpha() for word in text.split())
