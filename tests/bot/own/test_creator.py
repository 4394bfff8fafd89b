"""What a player writes -> from the form to a draw by another, and all that is in its way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.art.album import Album
from bot.art.gallery import Gallery
from bot.art.paint import Painter
from bot.local.discord import LocalDiscord
from bot.local.exchange import Message
from bot.local.person import Person
from bot.local.stage import staged
from bot.own.tap import Tap
from bot.upload import is_discords
from engine.live.people.export import export
from engine.live.read_settings import read_settings
from engine.live.settings import Settings
from engine.live.store.schema import audit, picture
from tests.bot.art.test_own import png
from tests.bot.playing import Played, playing
from tests.shows import shows

ACTORS = "Actors, with commas (2-5)"
FILLED = {"Name": "Macbeth", "Genre": "Tragedy", ACTORS: "Banquo, Lady M, Duncan"}
RIGHTS = {"Whose is it?": "Mine, or I may use all of it"}


@dataclass(frozen=True, slots=True)
class Stage:
    """A game, one who writes, one who looks it through, and one who plays."""

    played: Played
    creator: Person
    moderator: Person
    player: Person

    async def submitted(self) -> None:
        """Have something submitted."""
        await self.creator.type("/creator")
        await self.creator.click("New show")
        await self.creator.fill(FILLED)
        await self.creator.click("Submit")
        assert "Waiting for a moderator" in await self.creator.fill(RIGHTS)

    async def approved(self, note: str = "") -> None:
        """Have it approved."""
        await self.moderator.type("/moderate")
        await self.moderator.click("Approve")
        said = await self.moderator.fill({"A word to the creator": note})
        assert "**Macbeth** is in the game." in said
        await self.played.bot.register()

    async def holds(self) -> dict[str, int]:
        """Return what the player holds."""
        rows = (await export(self.played.service.store, self.player.id))[0]["holds"]
        return {each["asset"][1]: each["amount"] for each in rows if each["amount"]}


@asynccontextmanager
async def creating(url: str = "memory://", gallery: Gallery | None = None) -> AsyncIterator[Stage]:
    """Play a game of shows."""
    persons: list[Person] = []

    def settings(discord: LocalDiscord) -> Settings:
        persons.extend(discord.person(name, permissions="0") for name in ("cleo", "mo"))
        return read_settings(
            operator_guilds=(int(discord.guilds[0]["id"]),),
            creators=(str(persons[0].id),),
            moderators=(str(persons[1].id),),
        )

    async with playing(shows(), url, guilds=2, settings=settings, gallery=gallery) as played:
        player = played.discord.person("pia", guild=1)
        yield Stage(played, persons[0], persons[1], player)


async def drawing(folder: Path, body: Callable[[Gallery], Awaitable[None]]) -> None:
    """Do something with a gallery."""
    painter = Painter(Album(folder, 1 << 24))
    try:
        await body(Gallery(painter))
    finally:
        await painter.close()


async def _write(stage: Stage) -> None:
    """Write with mistakes, be told of them, write again; upload a picture and look at a preview."""
    creator = stage.creator
    assert "You have not written anything yet." in await creator.type("/creator")
    await creator.click("New show")
    said = await creator.fill({**FILLED, ACTORS: "Banquo, {gold}, banquo"})
    assert "Actors: `{` cannot stand there" in said
    assert "Actors: `banquo` is there twice." in said
    with pytest.raises(LookupError, match="no button `Submit`"):
        await creator.click("Submit")
    await creator.click("Edit")
    assert "A draft, version 2." in await creator.fill(FILLED)

    creator.files["lady.png"] = png(300, 200)
    said = await creator.type("/creator of:Macbeth name:Lady M picture:lady.png")
    assert "Lady M has a picture now." in said
    assert "Lady M (with a picture)" in said
    said = await creator.click("Preview")
    assert "Exact odds of each draw:" in said
    odds = ["**Banquo**: 44.78%", "**Lady M**: 44.78%", "**Duncan**: 10.45%"]
    assert [line for line in said.splitlines() if "%" in line] == odds
    assert creator.messages[-1].payload["attachments"]
    await creator.click("Back")


async def _decide(stage: Stage) -> None:
    """Submit, be refused with a reason, edit, submit again, be approved with a note."""
    creator, moderator = stage.creator, stage.moderator
    await creator.click("Submit")
    assert "Waiting for a moderator, version 4." in await creator.fill(RIGHTS)
    assert "Macbeth" in await moderator.type("/moderate")
    await moderator.click("Refuse")
    assert "was refused" in await moderator.fill({"Why, for the creator": "Never say that name."})
    said = await creator.click("Refresh")
    assert "Refused" in said
    assert "Never say that name." in said
    await creator.click("Edit")
    await creator.fill({**FILLED, ACTORS: "Banquo, Duncan, Hecate, Lady M"})
    await creator.click("Submit")
    await creator.fill(RIGHTS)
    before = stage.played.service.game.active.number
    await stage.approved("Lovely.")
    assert stage.played.service.game.active.number != before
    said = await creator.click("Refresh")
    assert "Live." in said
    assert "Lovely." in said


async def _draw(stage: Stage) -> dict[str, int]:
    """Draw from it, and return what came."""
    for _ in range(3):
        await stage.player.type("/watch show:Macbeth")
    held = await stage.holds()
    assert sum(held.values()) == 3
    assert {name.rpartition("_")[0] for name in held} == {"actor.show_1"}
    return held


async def _take_down(stage: Stage) -> None:
    """Report it, and have it taken down."""
    said = await stage.player.type("/report of:Macbeth why:It is full of blood.")
    assert "Moderators will look at **Macbeth**." in said
    assert "It is full of blood." in await stage.moderator.type("/moderate")
    await stage.moderator.click("Take down")
    said = await stage.moderator.fill({"Why, for the creator": "Blood."})
    assert "is in the game no more" in said
    await stage.played.bot.register()


@pytest.mark.system("G13")
def test_a_show_goes_from_the_form_to_a_draw_by_another_and_is_taken_down_with_compensation(
    tmp_path: Path,
) -> None:
    async def run(gallery: Gallery) -> None:
        async with creating(gallery=gallery) as stage:
            await _write(stage)
            await _decide(stage)
            held = await _draw(stage)
            becomes = stage.played.service.game.active.ruleset.definitions.resolved.brought["actor"]
            worth = {f"actor.{name}": int(assets["gold"]) for name, assets in becomes.items()}
            await _take_down(stage)
            await stage.player.type("/watch show:Hamlet")
            now = await stage.holds()
            assert now["coin.gold"] == sum(worth[name] * amount for name, amount in held.items())
            assert not set(held) & set(now)

            async with stage.played.service.store.reader.connect() as line:
                did = (await line.execute(select(audit.c.action).order_by(audit.c.id))).scalars().all()
                kept = (await line.execute(select(picture.c.media))).scalars().all()
            words = [each.removeprefix("brought.") for each in did if each.startswith("brought.")]
            assert words[:5] == ["write", "write", "picture", "submit", "refuse"]
            assert words[5:] == ["write", "submit", "approve", "down", "reports_closed"]
            assert kept == ["image/png"]

    asyncio.run(drawing(tmp_path, run))


def test_the_dashboard_works_after_a_restart(tmp_path: Path) -> None:
    async def run() -> None:
        discord, url = LocalDiscord(), f"sqlite:///{tmp_path / 'game.db'}"
        cleo = discord.person("cleo")
        settings = read_settings(creators=(str(cleo.id),))
        async with staged(shows(), url, discord, settings=settings):
            await cleo.type("/creator")
            await cleo.click("New show")
            await cleo.fill(FILLED)
        async with staged(shows(), url, discord, settings=settings):
            await cleo.click("Submit")
            assert "Waiting for a moderator" in await cleo.fill(RIGHTS)
        assert discord.violations == []

    asyncio.run(run())


def test_creators_are_spoken_to_in_their_own_language() -> None:
    async def run() -> None:
        async with creating() as stage:
            creator, stage.moderator.locale = stage.creator, "de"
            creator.locale = "de"
            assert "Du hast noch nichts geschrieben." in await creator.type("/creator")
            await creator.click("Neu: show")
            said = await creator.fill({"Name": "Macbeth", "Genre": "@", "Actors, mit Kommas (2-5)": "A, B"})
            assert "Das stimmt noch nicht:" in said
            assert "Genre: `@` darf da nicht stehen" in said
            assert "Nichts wartet, und nichts ist gemeldet." in await stage.moderator.type("/moderate")

    asyncio.run(run())


def test_only_creators_write_and_only_moderators_decide() -> None:
    async def run() -> None:
        async with creating() as stage:
            await stage.submitted()
            message = stage.creator.messages[-1]
            refused = await stage.player.type("/creator")
            for person in (stage.player, stage.creator):
                forged = Tap(person.id, "moderate", "approve", {"n": 1, "v": 2}).custom_id
                assert await person.answer(await person.send(forged, message)) == refused
            forged = Tap(stage.player.id, "creator", "gone", {"n": 1, "v": 2}).custom_id
            assert await stage.player.answer(await stage.player.send(forged, message)) == refused
            theirs = custom_id(message, "Withdraw")
            assert "is for" in await stage.player.answer(await stage.player.send(theirs, message))
            assert "Waiting for a moderator" in await stage.creator.click("Refresh")

    asyncio.run(run())


def test_one_creator_cannot_touch_what_another_wrote() -> None:
    async def run() -> None:
        async with creating() as stage:
            await stage.submitted()
            await stage.moderator.type("/creator")
            for step in ("edit", "submit", "withdraw", "gone", "preview"):
                forged = Tap(stage.moderator.id, "creator", step, {"n": 1, "v": 2}).custom_id
                said = await stage.moderator.answer(
                    await stage.moderator.send(forged, stage.moderator.messages[0])
                )
                assert "earlier time" in said
            assert "Waiting for a moderator" in await stage.creator.click("Refresh")

    asyncio.run(run())


def test_a_decision_about_another_version_than_the_one_that_was_seen_is_none() -> None:
    async def run() -> None:
        async with creating() as stage:
            await stage.submitted()
            await stage.moderator.type("/moderate")
            seen = stage.moderator.messages[-1]
            await stage.creator.click("Edit")
            await stage.creator.fill({**FILLED, "Genre": "Farce"})
            await stage.creator.click("Submit")
            await stage.creator.fill(RIGHTS)
            assert "earlier time" in await stage.moderator.click("Approve", seen)
            assert "Nothing waits" not in await stage.moderator.click("Refresh", seen)

    asyncio.run(run())


def test_what_was_submitted_is_withdrawn_and_thrown_away_after_a_question() -> None:
    async def run() -> None:
        async with creating() as stage:
            await stage.submitted()
            assert "A draft" in await stage.creator.click("Withdraw")
            assert "Throw **Macbeth** away?" in await stage.creator.click("Withdraw")
            assert "A draft" in await stage.creator.click("No")
            await stage.creator.click("Withdraw")
            said = await stage.creator.click("Yes, do it")
            assert "Thrown away." in said
            assert "You have not written anything yet." in said

    asyncio.run(run())


def test_a_draft_that_is_another_by_now_is_not_thrown_away() -> None:
    async def run() -> None:
        async with creating() as stage:
            await stage.submitted()
            await stage.creator.click("Withdraw")
            await stage.creator.click("Withdraw")
            asked = stage.creator.messages[-1]
            await stage.creator.type("/creator")
            await stage.creator.click("Edit")
            await stage.creator.fill({**FILLED, "Genre": "Farce"})
            said = await stage.creator.click("Yes, do it", asked)
            assert "Thrown away." not in said
            assert "Farce" in await stage.creator.type("/creator")

    asyncio.run(run())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cat.png", b"GIF89a"),
        ("cat.png", b""),
        ("cat.png", b"\x89PNG\r\n\x1a\n" + b"x" * 100),
        ("cat.svg", b"<svg/>"),
    ],
)
def test_what_is_no_picture_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    async def run(gallery: Gallery) -> None:
        async with creating(gallery=gallery) as stage:
            await stage.submitted()
            stage.creator.files[name] = content
            said = await stage.creator.type(f"/creator of:Macbeth name:Banquo picture:{name}")
            assert "No picture that can be shown" in said

    asyncio.run(drawing(tmp_path, run))


def test_a_picture_needs_somebody_whose_it_is(tmp_path: Path) -> None:
    async def run(gallery: Gallery) -> None:
        async with creating(gallery=gallery) as stage:
            await stage.submitted()
            stage.creator.files["cat.png"] = png(30, 20)
            assert "Say which" in await stage.creator.type("/creator name:Nobody picture:cat.png")
            assert stage.played.discord.files.fetched == []

    asyncio.run(drawing(tmp_path, run))


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://cdn.discordapp.com/attachments/1/2/cat.png?ex=1", True),
        ("https://media.discordapp.net/attachments/1/2/cat.png", True),
        ("http://cdn.discordapp.com/attachments/1/2/cat.png", False),
        ("https://cdn.discordapp.com.evil.example/attachments/1/2/cat.png", False),
        ("https://cdn.discordapp.com@evil.example/attachments/1/2/cat.png", False),
        ("https://evil.example/attachments/1/2/cat.png", False),
        ("https://127.0.0.1/attachments/1", False),
        ("https://cdn.discordapp.com/icons/1", False),
        ("https://[", False),
        ("file:///attachments/x", False),
        ("", False),
    ],
)
def test_files_are_fetched_from_discord_alone(url: str, *, is_one: bool) -> None:
    assert is_discords(url) is is_one


def test_a_player_reports_only_what_is_there() -> None:
    async def run() -> None:
        async with creating() as stage:
            said = await stage.player.type("/report of:hamlet why:Too long.")
            assert "There is nothing of that name" in said
            assert "Nothing waits" in await stage.moderator.type("/moderate")

    asyncio.run(run())


def custom_id(message: Message, label: str) -> str:
    """Return what a button of a message does."""
    buttons = [each for row in message.payload["components"] for each in row["components"]]
    return str(next(each["custom_id"] for each in buttons if each["label"] == label))
