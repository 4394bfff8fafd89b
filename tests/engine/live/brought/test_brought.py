"""What a player wrote -> looked through, in the game, drawn from, reported, taken down; over every store."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from engine.live.activate import Activated, activate, roll_back
from engine.live.brought import step
from engine.live.brought.pictures import MOST_BYTES, Pictures
from engine.live.brought.publish import Publisher
from engine.live.brought.reports import Reports
from engine.live.brought.sheaf import sheaf_of
from engine.live.brought.submission import Stage, Submission
from engine.live.brought.submissions import MOST, ChangedError, ManyError, Submissions
from engine.live.command import Command
from engine.live.fair.seal import fresh_key, ring
from engine.live.game import Game
from engine.live.people.erase import erase
from engine.live.people.export import export
from engine.live.reload.apart import Refusal
from engine.live.reload.reload import reload
from engine.live.reply import Reply
from engine.live.rulesets import Rulesets
from engine.live.service import Service, serving
from engine.live.store.connect import connect
from engine.live.store.schema import audit, picture
from rules.propose.template import template
from tests.shows import GAME, SHOWS, by, shows

KEY = fresh_key()
FIELDS = {"name": "Macbeth", "genre": "Tragedy", "actors": "Banquo, Lady M, Duncan"}


@dataclass
class Players:
    """A live game of shows."""

    service: Service
    count: int = 0

    @property
    def game(self) -> Game:
        """Return what is played."""
        return self.service.game

    async def do(self, owner: int, action: str, **params: object) -> Reply:
        """Carry out one action of a player."""
        self.count += 1
        return await self.game.submit(Command(f"c{self.count}", 0, owner, action, params))


def play(url: str, body: Callable[[Players], Awaitable[None]]) -> None:
    async def run() -> None:
        store = connect(url)
        await store.open()
        try:
            await activate(store, Rulesets(store.engine), shows(), "first")
            async with serving(store, ring(KEY)) as service:
                await body(Players(service))
        finally:
            await store.close()

    asyncio.run(run())


def publisher(players: Players) -> Publisher:
    return Publisher(players.service)


async def waiting(players: Players, fields: dict[str, str] = FIELDS) -> Submission:
    """Return what somebody wrote and submitted."""
    kept = Submissions(players.game.store)
    made = step.edited(await kept.begin(0, 7, "show"), by(), fields)
    made = await kept.put(made, "7", "write")
    plains = players.game.active.ruleset.definitions.resolved.plain
    return await kept.put(step.submitted(made, step.amiss(made, by(), plains)), "7", "submit")


async def published(players: Players) -> Submission:
    made = await waiting(players)
    assert isinstance(await publisher(players).put(step.approved(made, "Nice."), "9", "approve"), Activated)
    await players.game.refresh()
    found = await Submissions(players.game.store).one(made.id)
    assert found is not None
    return found


async def held(players: Players, owner: int) -> dict[str, int]:
    """Return how much of each record somebody holds."""
    exported = (await export(players.game.store, owner))[0]
    amounts = [(each["asset"][1].partition(".")[2], each["amount"]) for each in exported["holds"]]
    return {name: amount for name, amount in amounts if amount}


@pytest.mark.system("G13")
def test_what_is_approved_is_drawn_by_others_and_what_is_taken_down_becomes_its_worth(store_url: str) -> None:
    async def body(players: Players) -> None:
        made = await published(players)
        assert (made.state, made.stage, made.note) == (Stage.LIVE, Stage.LIVE, "Nice.")
        for _ in range(20):
            assert (await players.do(1, "watch", show=made.name)).outcome == "accepted"
        has = await held(players, 1)
        assert sum(has.values()) == 20
        assert set(has) <= {f"{made.name}_{number}" for number in (1, 2, 3)}

        down = step.taken_down(made, "It was another's.")
        assert isinstance(await publisher(players).put(down, "9", "take_down"), Activated)
        await players.game.refresh()
        assert (await players.do(1, "watch", show=made.name)).outcome == "refused"
        await players.do(1, "watch", show="hamlet")
        worth = {f"{made.name}_1": 5, f"{made.name}_2": 5, f"{made.name}_3": 50}
        assert (await held(players, 1))["gold"] == sum(worth[name] * count for name, count in has.items())

    play(store_url, body)


def test_a_pack_that_is_loaded_anew_keeps_what_players_wrote(store_url: str) -> None:
    async def body(players: Players) -> None:
        made = await published(players)
        store = players.game.store
        sheaf = await sheaf_of(store, players.game.active.ruleset)
        anew = shows(sheaf, SHOWS.replace("weight: 10.5", "weight: 30"))
        assert isinstance(await activate(store, players.service.rulesets, anew, "reload"), Activated)
        await players.game.refresh()
        assert (await players.do(1, "watch", show=made.name)).outcome == "accepted"
        assert isinstance(await publisher(players).put(step.taken_down(made, "-"), "9", "down"), Activated)
        await players.game.refresh()
        again = shows(await sheaf_of(store, players.game.active.ruleset))
        assert ("actor", f"{made.name}_1") in again.retired

    play(store_url, body)


def test_a_folder_that_is_read_again_keeps_what_players_wrote(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_text(GAME + SHOWS.replace("weight: 10.5", "weight: 30"), "utf-8")

    async def body(players: Players) -> None:
        made = await published(players)
        assert isinstance(await reload(players.service, tmp_path, "9"), Activated)
        assert (await players.do(1, "watch", show=made.name)).outcome == "accepted"
        down = step.taken_down(made, "")
        assert isinstance(await publisher(players).put(down, "9", "down"), Activated)
        assert isinstance(await reload(players.service, tmp_path, "9"), Activated)
        await players.do(1, "watch", show="hamlet")
        assert (await held(players, 1))["gold"] in {5, 50}

    play("memory://", body)


def test_a_template_that_something_live_does_not_fit_stops_a_reload(tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_text(GAME + SHOWS.replace("count: [2, 5]", "count: [4, 5]"), "utf-8")

    async def body(players: Players) -> None:
        made = await published(players)
        found = await reload(players.service, tmp_path, "9")
        assert isinstance(found, Refusal)
        assert f"`actors` of `{made.name}`" in found.lines[0]
        assert (await players.do(1, "watch", show=made.name)).outcome == "accepted"

    play("memory://", body)


def test_a_new_version_keeps_the_ids_of_those_who_stay_and_pays_for_those_who_go(store_url: str) -> None:
    async def body(players: Players) -> None:
        made = await published(players)
        kept = Submissions(players.game.store)
        later = step.edited(made, by(), {**FIELDS, "actors": "Duncan, Hecate, Banquo"})
        assert later.written.names == {3: "Duncan", 4: "Hecate", 1: "Banquo"}
        assert later.state is Stage.LIVE
        later = await kept.put(later, "7", "write")
        assert [each.name for each in await kept.waiting()] == []
        later = await kept.put(step.submitted(later, []), "7", "submit")
        assert [each.name for each in await kept.waiting()] == [made.name]
        assert isinstance(await publisher(players).put(step.approved(later, ""), "9", "approve"), Activated)
        await players.game.refresh()
        rules = players.game.active.ruleset
        assert {name for name in rules.catalogue.kinds["actor"].ids if name.startswith(made.name)} == {
            f"{made.name}_{number}" for number in (1, 3, 4)
        }
        assert rules.retired[("actor", f"{made.name}_2")] == (("coin", "gold", 5),)

    play(store_url, body)


def test_a_version_that_was_refused_is_written_again_and_the_live_one_stays() -> None:
    async def body(players: Players) -> None:
        made, kept = await published(players), Submissions(players.game.store)
        later = await kept.put(step.edited(made, by(), {**FIELDS, "genre": "Farce"}), "7", "write")
        later = await kept.put(step.submitted(later, []), "7", "submit")
        later = await kept.put(step.refused(later, "It is none."), "9", "refuse")
        assert (later.state, later.stage, later.note) == (Stage.LIVE, Stage.REFUSED, "It is none.")
        assert later.live is not None
        assert later.live.texts == {"genre": "Tragedy"}
        with pytest.raises(step.StepError):
            step.approved(later, "")

    play("memory://", body)


def test_nothing_is_written_where_the_gate_lets_nothing_through() -> None:
    async def body(players: Players) -> None:
        made = await waiting(players)
        forged = replace(step.approved(made, ""), live=replace(made.written, names={1: "${gold}", 2: "x"}))
        before = players.game.active.number
        found = await publisher(players).put(forged, "9", "approve")
        assert isinstance(found, Refusal)
        assert "E633" in found.lines[0]
        await players.game.refresh()
        assert players.game.active.number == before
        after = await Submissions(players.game.store).one(made.id)
        assert after is not None
        assert after.state is Stage.SUBMITTED

    play("memory://", body)


def test_two_who_decide_at_once_decide_once() -> None:
    async def body(players: Players) -> None:
        made = await waiting(players)
        await publisher(players).put(step.approved(made, ""), "9", "approve")
        with pytest.raises(ChangedError):
            await publisher(players).put(step.approved(made, ""), "8", "approve")

    play("memory://", body)


def test_two_processes_that_publish_at_once_publish_both(shared_url: str) -> None:
    async def body(players: Players) -> None:
        one = await waiting(players)
        two = await waiting(players, {**FIELDS, "name": "Lear", "actors": "Fool, Kent"})
        async with serving(players.service.store, ring(KEY)) as other:
            found = await asyncio.gather(
                publisher(players).put(step.approved(one, ""), "9", "approve"),
                Publisher(other).put(step.approved(two, ""), "8", "approve"),
            )
        assert [type(each) for each in found] == [Activated, Activated]
        await players.game.refresh()
        there = players.game.active.ruleset.catalogue.kinds["show"].ids
        assert {one.name, two.name} < {*there}

    play(shared_url, body)


def test_nobody_has_more_than_so_many() -> None:
    async def body(players: Players) -> None:
        kept = Submissions(players.game.store)
        for _ in range(MOST):
            await kept.begin(0, 7, "show")
        with pytest.raises(ManyError):
            await kept.begin(0, 7, "show")
        first = (await kept.of(0, 7))[0]
        await kept.drop(first, "7")
        assert await kept.one(first.id) is None

    play("memory://", body)


def test_a_report_is_one_of_each_player_until_it_is_closed(store_url: str) -> None:
    async def body(players: Players) -> None:
        made, reports = await published(players), Reports(players.game.store)
        await reports.take(made, 0, 3, "rude")
        await reports.take(made, 0, 3, "very rude")
        await reports.take(made, 0, 4, "x" * 5000)
        assert await reports.open() == [(made.id, 2)]
        assert {(each.owner, len(each.text)) for each in await reports.about(made.id)} == {(3, 9), (4, 300)}
        await reports.close(made, "9")
        assert await reports.open() == []

    play(store_url, body)


def test_pictures_are_kept_as_long_as_they_are_meant(store_url: str) -> None:
    async def body(players: Players) -> None:
        store = players.service.store
        pictures, kept = Pictures(store), Submissions(store)
        meant, unmeant = await pictures.put(b"png"), await pictures.put(b"another")
        assert await pictures.put(b"png") == meant
        made = await waiting(players)
        made = await kept.put(step.pictured(made, 1, meant), "7", "picture")
        assert await pictures.sweep() == 0  # they are new
        async with store.engine.begin() as line:
            await line.execute(update(picture).values(at=0))
        await pictures.sweep()  # unless the job of the day has done it by now
        assert [await pictures.get(each) for each in (meant, unmeant)] == [b"png", None]
        with pytest.raises(ValueError, match="at most"):
            await pictures.put(b"x" * (MOST_BYTES + 1))

    play(store_url, body)


def test_whoever_is_forgotten_leaves_what_is_live_and_nothing_else() -> None:
    async def body(players: Players) -> None:
        store = players.game.store
        made = await published(players)
        draft = await waiting(players, {**FIELDS, "name": "Secret", "actors": "Me, Myself"})
        exported = (await export(store, 7))[0]["submissions"]
        assert {each["name"] for each in exported} == {made.name, draft.name}
        await erase(store, 7, "9")
        kept = Submissions(store)
        live, gone = await kept.one(made.id), await kept.one(draft.id)
        assert live is not None
        assert gone is not None
        assert (live.state, gone.state) == (Stage.LIVE, Stage.DOWN)
        assert gone.written.name == ""
        assert isinstance(await publisher(players).put(step.taken_down(live, ""), "9", "down"), Activated)

    play("memory://", body)


def test_who_did_what_stands_in_the_audit() -> None:
    async def body(players: Players) -> None:
        await published(players)
        async with players.game.store.reader.connect() as line:
            rows = (await line.execute(select(audit.c.actor, audit.c.action).order_by(audit.c.id))).all()
        did = [(row.actor, row.action) for row in rows if row.action.startswith("brought.")]
        assert did == [("7", "brought.write"), ("7", "brought.submit"), ("9", "brought.approve")]

    play("memory://", body)


def test_what_was_rolled_back_is_in_the_game_again_with_the_next_that_is_approved() -> None:
    async def body(players: Players) -> None:
        made = await published(players)
        await roll_back(players.game.store, players.service.rulesets, shows().hash)
        await waiting(players, {**FIELDS, "name": "Lear", "actors": "Fool, Kent"})
        kept = Submissions(players.game.store)
        other = (await kept.waiting())[0]
        assert isinstance(await publisher(players).put(step.approved(other, ""), "9", "approve"), Activated)
        await players.game.refresh()
        assert {made.name, other.name} < {*players.game.active.ruleset.catalogue.kinds["show"].ids}

    play("memory://", body)


def test_the_template_of_a_trial_is_that_of_the_game() -> None:
    async def body(players: Players) -> None:
        made = await waiting(players)
        found = await publisher(players).trial(made)
        assert not isinstance(found, Refusal)
        assert template(found.definitions.resolved.plain, "show") == by()
        assert made.name in found.catalogue.kinds["show"].ids
        assert made.name not in players.game.active.ruleset.catalogue.kinds["show"].ids

    play("memory://", body)
