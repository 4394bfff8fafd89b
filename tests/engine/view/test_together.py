"""What players are told of others and of offers: names, reasons, and how an offer is after a command."""

from __future__ import annotations

from typing import Any

import pytest

from engine.chance import CounterChance
from engine.outcome import Accepted, Lack, Refused
from engine.player.run import Executor
from engine.state import State
from engine.together import World
from engine.view.ask import Situation
from engine.view.reply import Replier
from engine.view.voice import Value, Voice
from rules.expression.type import PLAYER, offer
from rules.program.moment import Moment
from tests.engine.scenario.market import market

MARKET = market()
EXECUTOR = Executor(MARKET.catalogue)
MOMENT = Moment(1_767_956_400_000, 20_462, 1)
NAMES = {2: "Ben"}


def replier(locale: str = "en") -> Replier:
    return Replier(Voice(MARKET, locale, lambda number: NAMES.get(number, "")), EXECUTOR)


PRINTED: tuple[tuple[str, Any, str], ...] = (
    ("en", Value(PLAYER, 2), "Ben"),
    ("en", Value(PLAYER, 3), "player 3"),
    ("de", Value(PLAYER, 3), "Spieler 3"),
    ("fr", Value(PLAYER, 3), "joueur 3"),
    ("en", Value(PLAYER.maybe(), None), "none"),
    ("en", Value(offer("guild_raid"), 40), "guild raid 40"),
)


@pytest.mark.parametrize(("locale", "value", "printed"), PRINTED)
def test_players_are_called_by_name_and_offers_by_number(locale: str, value: Value, printed: str) -> None:
    assert replier(locale).voice.print(value) == printed


def test_without_names_players_have_numbers() -> None:
    assert Voice(MARKET, "en").print(Value(PLAYER, 2)) == "player 2"


REASONS: tuple[tuple[str, str, str], ...] = (
    ("en", "offer.gone", "That is over."),
    ("en", "offer.not_yours", "That is not for you."),
    ("en", "one.drop", "There is one already."),
    ("en", "offer_full", "Nobody else can put anything in: there are too many already."),
    ("de", "offer_full", "Es kann niemand mehr etwas dazulegen: Es sind schon zu viele."),
    ("fr", "offer_full", "Personne d'autre ne peut rien ajouter : ils sont déjà trop nombreux."),
    ("en", "no_room", "There is only room for 1 of 2 Fox."),
    ("de", "no_room", "Platz ist nur für 1 von 2 Fox."),
    ("fr", "no_room", "Il n'y a de place que pour 1 sur 2 Fox."),
    ("en", "short", "Not enough: 1 of 2 Fox."),
)


@pytest.mark.parametrize(("locale", "reason", "told"), REASONS)
def test_why_an_offer_cannot_be_acted_on_is_told(locale: str, reason: str, told: str) -> None:
    lacking = (Lack("owned.card", "fox", 1, 2),) if reason in {"no_room", "short"} else ()
    state = State.empty(MARKET.catalogue)
    refused = Refused(reason, (reason,), state, "do", lacking)
    assert replier(locale).refusal("put", refused, Situation(state, MOMENT, {})) == told


def test_a_reply_sees_offers_and_others_as_the_command_left_them() -> None:
    world = World(MARKET, EXECUTOR)
    me, ben = (world.join(name, MOMENT) for name in ("me", "ben"))
    world.put(me, world.players[me].with_({"fox": 1}))
    before = world.moment(MOMENT)
    opened = world.play(MARKET.programs["trade"], {"partner": ben}, CounterChance(), MOMENT)
    assert isinstance(opened, Accepted)
    seen = world.kinds.after(before, opened)
    assert seen.offers[3] == world.offers[3].cells
    assert seen.offers[3][world.kinds.shapes["trade"].version] == 1
    rested = world.play(MARKET.programs["rest"], {}, CounterChance(), MOMENT)
    assert isinstance(rested, Accepted)
    assert world.kinds.after(before, rested) is before
