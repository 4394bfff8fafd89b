"""What commands of the bot's own say -> as long as Discord takes, in both languages, or as a game has it."""

from __future__ import annotations

import pytest

from bot.local.judge.command import wrong_commands
from bot.own.own import Own
from bot.own.payload import payloads
from bot.own.registry import OWN
from bot.own.status import STATUS
from bot.wire import MOST_LABEL
from engine.view.voice import PLACEHOLDER, Voice
from rules.check.commands import OWN as HIDDEN
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.games import sound

SHIPPED = ("en", "de")
WORDY = """
game: {id: mine, title: Mine, version: 1.0.0, language: 1, locales: [en, de]}
actions: {wave: {summary: Wave, do: [{say: waved}]}}
texts:
  en: {waved: You wave., bot.status.summary: How are we?, bot.confirm: Do it}
  de: {waved: Du winkst., bot.status.summary: Wie geht es uns?, bot.confirm: Los}
"""


@pytest.mark.parametrize("own", OWN, ids=lambda own: own.name)
def test_each_says_all_of_it_in_both_languages(own: Own) -> None:
    english, german = (own.words.by_language[each] for each in SHIPPED)
    assert english.keys() == german.keys()
    for key, text in english.items():
        assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(german[key])), key
        assert len(german[key]) < 4 * MOST_LABEL


def test_discord_takes_them_all(ruleset: Ruleset) -> None:
    made = payloads(ruleset, OWN)
    assert [*wrong_commands([*made])] == []
    described = [each for each in made if "de" not in each.get("description_localizations", {})]
    assert described == []


def test_a_game_says_it_in_its_own_words() -> None:
    ruleset = sound(Texts("mine", {"game.yaml": WORDY}))
    (made,) = payloads(ruleset, [STATUS])
    assert made["description"] == "How are we?"
    assert made["description_localizations"] == {"de": "Wie geht es uns?"}
    assert STATUS.words.say(Voice(ruleset, "de"), "summary") == "Wie geht es uns?"


def test_what_hides_a_command_of_the_bot_is_warned_of() -> None:
    players = {own.name for own in OWN if not own.for_operators}
    assert players == HIDDEN
