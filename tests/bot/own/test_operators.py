"""What operators do to players and to the game -> asked first, done once, noted with who did it and why."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.look import looking
from engine.live.command import Command
from engine.live.reload.child import Source
from engine.live.store.schema import audit, generation
from rules.load import load
from rules.pack import Texts
from rules.ruleset import Ruleset
from tests.bot.own.among import Among, among
from tests.bot.playing import Played
from tests.games import sound

POND = """
game: {id: pond, title: Pond, version: 1.0.0, language: 1}
actions: {wave: {summary: Wave, do: [{say: waved}]}}
texts: {en: {waved: You wave.}, de: {waved: Du winkst.}}
"""
ENGLISH, GERMAN = "en-US", "de"
BUTTONS = {ENGLISH: ("Yes, do it", "No"), GERMAN: ("Ja, mach das", "Nein")}


def run(ruleset: Ruleset, story: Callable[[Among], Awaitable[None]], locale: str = ENGLISH) -> None:
    """Tell one story among operators."""

    async def told() -> None:
        async with among(ruleset, locale) as all_:
            await story(all_)

    asyncio.run(told())


async def noted(played: Played) -> list[tuple[str, str, str]]:
    """Return who did what and why, the last first."""
    async with played.service.store.reader.connect() as line:
        rows = await line.execute(select(audit).order_by(audit.c.id.desc()))
        return [(row.actor, row.action, row.detail) for row in rows]


async def gold(played: Played, owner: int) -> int:
    """Return how much gold somebody has."""
    asked = Command("", 0, owner, "profile")
    return int(await looking(played.service, asked, lambda look: look.state.read("owned.currency", "gold")))


def pond(title: str = "Pond") -> Ruleset:
    """Return a small game, which is soon built anew, by a title."""
    return sound(Texts("pond", {"game.yaml": POND.replace("Pond", title)}))


@pytest.mark.system("M12", "G37", "G42")
@pytest.mark.parametrize("locale", [ENGLISH, GERMAN])
def test_what_is_granted_is_asked_first_given_once_and_noted(ruleset: Ruleset, locale: str) -> None:
    async def story(all_: Among) -> None:
        yes, no = BUTTONS[locale]
        ana = all_.played.discord.person("ana")
        command = f"/grant player:@{ana.id} what:gold amount:250 why:contest"
        missing = {ENGLISH: "does not play there", GERMAN: "spielt dort nicht"}[locale]
        assert missing in await all_.owner.type(command)
        await ana.type("/start")
        before = await gold(all_.played, ana.id)
        shown = await all_.owner.type(command)
        assert shown.splitlines()[0] == "(only you can see this)"
        assert "250 Gold" in shown
        assert "contest" in shown
        await all_.owner.click(no)
        assert await gold(all_.played, ana.id) == before
        await all_.owner.type(command)
        message = all_.owner.messages[-1]
        for told in await asyncio.gather(all_.owner.click(yes, message), all_.owner.click(yes, message)):
            assert "+250 Gold" in told
        assert await gold(all_.played, ana.id) == before + 250
        actor, action, detail = (await noted(all_.played))[0]
        assert (actor, action) == (f"discord:{all_.owner.id}", "system.grant")
        assert detail.endswith("contest")

    run(ruleset, story, locale)


@pytest.mark.system("G42")
@pytest.mark.parametrize("locale", [ENGLISH, GERMAN])
def test_who_is_kept_out_is_refused_until_he_is_let_in(ruleset: Ruleset, locale: str) -> None:
    async def story(all_: Among) -> None:
        yes, _ = BUTTONS[locale]
        ana = all_.played.discord.person("ana")
        await ana.type("/start")
        shown = await all_.moderator.type(f"/ban player:@{ana.id} length:7d why:sold frogs")
        assert {ENGLISH: "7 d", GERMAN: "7 T"}[locale] in shown
        await all_.moderator.click(yes)
        assert "Level" not in await ana.type("/profile")
        await all_.moderator.type(f"/unban player:@{ana.id} why:was sorry")
        await all_.moderator.click(yes)
        assert "Level" in await ana.type("/profile")
        assert [each[1] for each in await noted(all_.played)] == ["system.ban", "system.ban"]
        wrong = await all_.moderator.type(f"/ban player:@{ana.id} length:a`b why:nothing")
        assert "`a'b`" in wrong

    run(ruleset, story, locale)


@pytest.mark.system("M12")
def test_how_long_one_is_kept_out_is_suggested(ruleset: Ruleset) -> None:
    async def story(all_: Among) -> None:
        found = await all_.moderator.suggested(f"/ban player:@{all_.owner.id} length:3")
        assert found == ["3 d", "30 d", "365 d", "3650 d"]

    run(ruleset, story)


@pytest.mark.system("G42")
@pytest.mark.parametrize("locale", [ENGLISH, GERMAN])
def test_what_a_receipt_moved_flows_back(ruleset: Ruleset, locale: str) -> None:
    async def story(all_: Among) -> None:
        yes, _ = BUTTONS[locale]
        ana = all_.played.discord.person("ana")
        await ana.type("/start")
        before = await gold(all_.played, ana.id)
        await ana.type("/sell esprit:Beamlet count:1")
        await ana.click("Yes, do it")
        assert await gold(all_.played, ana.id) > before
        receipts = await all_.moderator.suggested(f"/revert player:@{ana.id} why:x receipt:sell")
        receipt = receipts[0].removeprefix("sell, ")
        shown = await all_.moderator.type(f"/revert player:@{ana.id} receipt:{receipt} why:a fault of ours")
        assert f"<@{ana.id}>" in shown
        assert "Beamlet" in shown
        told = await all_.moderator.click(yes)
        assert "+1 Beamlet" in told
        assert await gold(all_.played, ana.id) == before
        await all_.moderator.type(f"/revert receipt:{receipt} why:once more")
        reason = {ENGLISH: "it was reverted before", GERMAN: "das wurde schon zurückgenommen"}[locale]
        assert reason in await all_.moderator.click(yes)
        cannot = {ENGLISH: "That cannot be", GERMAN: "Das geht nicht"}[locale]
        assert cannot in await all_.moderator.type("/revert receipt:nothing why:try it")

    run(ruleset, story, locale)


@pytest.mark.system("M12", "P11")
@pytest.mark.parametrize("locale", [ENGLISH, GERMAN])
def test_one_goes_back_to_any_ruleset_that_was_active(locale: str) -> None:
    ruleset, other = pond(), pond("Otherwise")

    async def story(all_: Among) -> None:
        yes, _ = BUTTONS[locale]
        await all_.played.stage.reload(other)
        assert "Otherwise" in await all_.owner.type("/status")
        found = await all_.owner.suggested("/rollback why:it was better to:")
        assert len(found) == 1
        assert found[0].startswith(ruleset.hash[:12])
        assert ruleset.version in await all_.owner.type(f"/rollback to:{ruleset.hash[:12]} why:it was better")
        told = await all_.owner.click(yes)
        assert {ENGLISH: "Generation 3 is active", GERMAN: "Generation 3 ist aktiv"}[locale] in told
        assert all_.played.service.game.active.ruleset.hash == ruleset.hash
        actor, action, detail = (await noted(all_.played))[0]
        assert (actor, action) == (f"discord:{all_.owner.id}", "rollback")
        assert detail.endswith("it was better")
        for wrong in ("ffffffffffff", "%", "'"):
            assert yes not in await all_.owner.type(f"/rollback to:{wrong} why:anything")

    run(ruleset, story, locale)


@pytest.mark.system("M12", "P11")
@pytest.mark.parametrize("locale", [ENGLISH, GERMAN])
def test_the_pack_is_read_again_and_errors_change_nothing(locale: str, tmp_path: Path) -> None:
    (tmp_path / "game.yaml").write_text(POND)
    ruleset = load(tmp_path).ruleset
    assert ruleset is not None
    file = tmp_path / "more.yaml"

    async def story(all_: Among) -> None:
        yes, _ = BUTTONS[locale]
        assert yes not in await all_.owner.type("/reload why:nothing to read")
        service = all_.played.service
        all_.played.bot.answers.desk.source = Source(tmp_path)
        file.write_text("actions: {jump: {do: [{give: {nothing: 1}}]}}\n")
        await all_.owner.type("/reload why:new cards")
        told = await all_.owner.click(yes)
        assert "more.yaml:1:" in told
        assert "`nothing`" in told
        assert service.game.active.ruleset.hash == ruleset.hash
        file.write_text("actions: {jump: {do: [{say: waved}]}}\n")
        await all_.owner.type("/reload why:new cards")
        await all_.owner.click(yes)
        assert "jump" in service.game.active.ruleset.programs
        await all_.played.bot.register()
        waved = {ENGLISH: "You wave.", GERMAN: "Du winkst."}[locale]
        assert waved in await all_.owner.type("/jump")
        async with service.store.reader.connect() as line:
            last = select(generation.c.actor, generation.c.why).order_by(generation.c.generation.desc())
            assert (await line.execute(last)).first() == (f"discord:{all_.owner.id}", "new cards")

    run(ruleset, story, locale)


@pytest.mark.system("M12", "G42")
@pytest.mark.parametrize("locale", [ENGLISH, GERMAN])
def test_the_audit_tells_who_did_what_to_whom_page_by_page(ruleset: Ruleset, locale: str) -> None:
    async def story(all_: Among) -> None:
        yes, _ = BUTTONS[locale]
        back, next_ = {ENGLISH: ("Back", "Next"), GERMAN: ("Zurück", "Weiter")}[locale]
        ana, bob = (all_.played.discord.person(each) for each in ("ana", "bob"))
        for each in (ana, bob):
            await each.type("/start")
        assert "**" not in await all_.moderator.type("/audit")
        for number in range(9):
            await all_.owner.type(f"/grant player:@{ana.id} what:gold amount:1 why:number {number}")
            await all_.owner.click(yes)
        await all_.moderator.type(f"/ban player:@{bob.id} length:1d why:hey @everyone")
        await all_.moderator.click(yes)
        first = await all_.moderator.type("/audit")
        assert first.count("**system.") == 8
        assert "@everyone" in first  # which calls nobody: this Discord would object
        assert f"<@{bob.id}>" in first
        second = await all_.moderator.click(next_)
        assert second.count("**system.") == 2
        assert (await all_.moderator.click(back)).count("**system.") == 8
        assert (await all_.moderator.type(f"/audit about:@{bob.id}")).count("**system.") == 1
        by_owner = await all_.moderator.type(f"/audit by:@{all_.owner.id} about:@{ana.id}")
        assert by_owner.count("**system.grant**") == 8

    run(ruleset, story, locale)


@pytest.mark.system("M12")
@pytest.mark.parametrize("locale", [ENGLISH, GERMAN])
def test_who_is_served_is_listed_and_broken_off(ruleset: Ruleset, locale: str) -> None:
    async def story(all_: Among) -> None:
        yes, _ = BUTTONS[locale]
        ana, queue = all_.played.discord.person("ana"), all_.played.service.queue
        await ana.type("/start")
        idle = {ENGLISH: "Nobody is being served", GERMAN: "niemand bedient"}[locale]
        assert idle in await all_.moderator.type("/locks list")
        late = asyncio.Event()

        async def hold() -> None:
            async with queue.turn((0, ana.id), "profile"):
                late.set()
                await asyncio.sleep(60)

        holding = asyncio.create_task(hold())
        await late.wait()
        assert "profile" in await all_.moderator.type("/locks list")
        await all_.moderator.type(f"/locks clear player:@{ana.id} why:it hangs")
        cleared = {ENGLISH: "It was broken off.", GERMAN: "Es wurde abgebrochen."}[locale]
        assert cleared in await all_.moderator.click(yes)
        await asyncio.wait([holding])
        assert "LateError" in repr(holding.exception())
        assert (await noted(all_.played))[0][1:] == ("locks.clear", "it hangs")

    run(ruleset, story, locale)


@pytest.mark.system("M12")
@pytest.mark.parametrize("locale", [ENGLISH, GERMAN])
def test_operators_see_how_the_game_and_the_process_are(ruleset: Ruleset, locale: str) -> None:
    async def story(all_: Among) -> None:
        ana = all_.played.discord.person("ana")
        for _ in range(2):
            await ana.type("/start")
        stats = await all_.moderator.type("/stats")
        assert {ENGLISH: "Players: 1, in 24 hours: 1", GERMAN: "Spieler: 1, in 24 Stunden: 1"}[
            locale
        ] in stats
        assert {ENGLISH: "start: 2, refused 1", GERMAN: "start: 2, abgelehnt 1"}[locale] in stats
        health = await all_.moderator.type("/health")
        for what in ("database", "keys", "store", "jobs", "notices", "gateway", "loop", "memory", "cache"):
            assert f"**{what}**" in health
        status = await all_.moderator.type("/status")
        assert ruleset.hash[:12] in status
        config = await all_.owner.type("/config")
        assert "**REVE_STORE**" in config
        next_ = {ENGLISH: "Next", GERMAN: "Weiter"}[locale]
        pages = [config, await all_.owner.click(next_), await all_.owner.click(next_)]
        assert str(all_.owner.id) in "".join(pages)

    run(ruleset, story, locale)
