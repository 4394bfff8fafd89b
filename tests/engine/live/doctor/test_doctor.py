"""The doctor finds nothing where all is well, and names each fault that was planted, with what to do."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import asyncpg
import pytest
from sqlalchemy import func, make_url, select

from engine.live.doctor.beside import well_formed
from engine.live.doctor.database import database
from engine.live.doctor.examine import examine
from engine.live.doctor.finding import Finding
from engine.live.fair.seal import fresh_key
from engine.live.query import insert
from engine.live.read_settings import read_settings
from engine.live.rulesets import Rulesets
from engine.live.settings import Settings
from engine.live.store.connect import connect
from engine.live.store.schema import VERSION, ruleset
from engine.live.store.sqlite import SqliteStore
from tests.games import game
from tests.servers import Postgres, postgres, redis

TOKEN = ".".join((urlsafe_b64encode(b"123456789012345678").decode().rstrip("="), "Gabc12", "x" * 38))


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder without `.env`, and an environment in which nothing is set."""
    for name in [*os.environ]:
        if name.startswith("REVE_"):
            monkeypatch.delenv(name)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A PostgreSQL of our own, which asks `guest` for a password."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        with postgres() as found:
            assert found.data
            rules = found.data / "pg_hba.conf"
            rules.write_text(f"local all guest scram-sha-256\n{rules.read_text()}")
            asyncio.run(
                told(found.url(), "CREATE ROLE guest LOGIN PASSWORD 'right'", "SELECT pg_reload_conf()")
            )
            yield found


async def told(url: str, *statements: str) -> None:
    line = await asyncpg.connect(url.replace("+asyncpg", "", 1))
    for statement in statements:
        await line.execute(statement)
    await line.close()


def healthy(tmp_path: Path, **more: Any) -> Settings:
    """Settings with which all is well."""
    given = {"token": TOKEN, "seed_keys": fresh_key(), "disk_warning": 1, **more}
    return read_settings(**{"store": f"sqlite:///{tmp_path / 'game.db'}", **given})


async def begun(url: str, name: str = "banner") -> None:
    """Begin a game in a database."""
    store = connect(url)
    await store.open()
    assert isinstance(store, SqliteStore)
    number = await Rulesets(store.engine).keep(game(name), 0)
    await store.activate(number, "test")
    await store.close()


def examined(settings: Settings, **more: Any) -> dict[str, Finding]:
    return {each.what: each for each in asyncio.run(examine(settings, **more))}


def fault(found: dict[str, Finding], what: str) -> str:
    """Return what is said of the only thing that is wrong; that there is something to do."""
    wrong = {name: each.said for name, each in found.items() if each.state == "wrong"}
    assert list(wrong) == [what]
    assert found[what].todo
    return wrong[what]


@pytest.mark.system("P8")
def test_a_sound_place_has_no_fault(tmp_path: Path) -> None:
    asyncio.run(begun(f"sqlite:///{tmp_path / 'game.db'}"))
    with redis() as there:
        found = examined(healthy(tmp_path, redis=there.url))
    assert {name: each.state for name, each in found.items()} == dict.fromkeys(
        ("database", "clock", "schema", "game", "redis", "token", "disk", "keys"), "fine"
    )


def test_a_place_where_nothing_was_begun_has_no_fault_and_nothing_is_made_by_looking(tmp_path: Path) -> None:
    found = examined(healthy(tmp_path))
    assert {name for name, each in found.items() if each.state == "wrong"} == set()
    assert not (tmp_path / "game.db").exists()


def test_a_wrong_password_is_named_and_not_shown(tmp_path: Path, server: Postgres) -> None:
    url = make_url(server.url()).set(username="guest", password="wrong")  # noqa: S106 - it opens nothing
    found = examined(healthy(tmp_path, store=url.render_as_string(hide_password=False)))
    said = fault(found, "database")
    assert "refuses the name or the password" in said
    assert "wrong" not in said


def test_a_database_that_is_down_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql+asyncpg://me:secret@127.0.0.1:{taken.getsockname()[1]}/game"
        said = fault(examined(healthy(tmp_path, store=url)), "database")
    assert "nobody answers there" in said
    assert "secret" not in said


def test_a_database_that_does_not_answer_is_given_up_in_time(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql+asyncpg://me@127.0.0.1:{silent.getsockname()[1]}/game"
        found = examined(healthy(tmp_path, store=url), patience=0.2)
    assert fault(found, "database") == "no answer within 0.2 s"


def test_a_database_that_is_not_there_is_named(tmp_path: Path, server: Postgres) -> None:
    said = fault(examined(healthy(tmp_path, store=server.url("nowhere"))), "database")
    assert "no such database" in said


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "game.db").write_text("no database, but long enough to be taken for one" * 100)
    assert "file is not a database" in fault(examined(healthy(tmp_path)), "database")


@pytest.mark.parametrize(("version", "todo"), [("0000", "reve db upgrade"), ("9999", "newer version")])
def test_an_old_schema_is_named_and_a_new_one(
    tmp_path: Path, server: Postgres, version: str, todo: str
) -> None:
    table = "CREATE TABLE schema_version (version_num text)"
    filled = f"INSERT INTO schema_version VALUES ('{version}')"  # noqa: S608 - of the case
    asyncio.run(told(server.url(), "DROP TABLE IF EXISTS schema_version", table, filled))
    found = examined(healthy(tmp_path, store=server.url()))
    assert f"has version {version} of the schema, and this program needs {VERSION}" in fault(found, "schema")
    assert todo in found["schema"].todo
    asyncio.run(told(server.url(), "DROP TABLE schema_version"))


def test_a_clock_that_is_wrong_is_named(tmp_path: Path, server: Postgres) -> None:
    settings = healthy(tmp_path, store=server.url())
    found = {each.what: each for each in asyncio.run(database(settings, lambda: 0))}
    assert "s apart" in fault(found, "clock")


def test_a_ruleset_that_cannot_be_played_is_named(tmp_path: Path) -> None:
    async def broken(url: str) -> None:
        await begun(url)
        store = connect(url)
        await store.open()
        assert isinstance(store, SqliteStore)
        async with store.engine.begin() as line:
            values = {"hash": "x", "language": 1, "semantics": 99, "game": "g", "content": b"", "created": 0}
            await line.execute(insert(line, ruleset).values(**values))
            number = await line.scalar(select(func.max(ruleset.c.id)))
        await store.activate(number or 0, "test")
        await store.close()

    asyncio.run(broken(f"sqlite:///{tmp_path / 'game.db'}"))
    assert "semantics 99" in fault(examined(healthy(tmp_path)), "game")


def test_a_redis_that_is_down_is_named(tmp_path: Path) -> None:
    settings = healthy(tmp_path, redis=f"unix://{tmp_path / 'nobody'}")
    assert "nobody answers there" in fault(examined(settings), "redis")


def test_processes_that_cannot_count_together_are_named(tmp_path: Path) -> None:
    assert "2 processes" in fault(examined(healthy(tmp_path, processes=2)), "redis")


TOKENS = [
    (None, "there is none"),
    ("abc", "does not look like one"),
    ("Bot " + TOKEN, "does not look like one"),
]


@pytest.mark.parametrize(("token", "said"), TOKENS)
def test_a_token_that_is_missing_or_malformed_is_named_and_not_shown(
    tmp_path: Path, token: str | None, said: str
) -> None:
    found = examined(healthy(tmp_path, token=token))
    assert said in fault(found, "token")
    assert not token or token not in found["token"].said


def test_a_tokens_first_part_is_a_number() -> None:
    assert well_formed(TOKEN)
    assert not well_formed("x" * 24 + TOKEN[24:])


class Discord(BaseHTTPRequestHandler):
    """Knows one token."""

    def do_GET(self) -> None:
        """Answer as Discord does."""
        known = self.headers["Authorization"] == f"Bot {TOKEN}"
        self.send_response(200 if known else 401)
        self.end_headers()
        self.wfile.write(b'{"username": "Reve"}' if known else b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_discord_is_asked_about_the_token_only_where_that_is_wanted(tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), Discord) as there:
        thread = Thread(target=there.serve_forever, args=(0.01,))
        thread.start()
        api = f"http://127.0.0.1:{there.server_port}/users/@me"
        known = examined(healthy(tmp_path), online=True, api=api)["token"]
        unknown = examined(healthy(tmp_path, token=TOKEN[:-1] + "y"), online=True, api=api)["token"]
        there.shutdown()
        thread.join()
    assert (known.state, known.said) == ("fine", "Discord knows it as Reve")
    assert unknown.state == "wrong"
    assert "does not know it" in unknown.said
    gone = examined(healthy(tmp_path), online=True, api=api)["token"]
    assert gone.said == "Discord cannot be reached"


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free // 1024**2
    assert "MB are free" in fault(examined(healthy(tmp_path, disk_warning=free + 10**6)), "disk")


@pytest.mark.parametrize("way", ["a file", "an .env"])
def test_a_key_beside_the_database_is_named_and_not_shown(
    plain: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    key = fresh_key()
    (plain / "here" / "seeds.key").write_text(key)
    (plain / "here" / ".env").write_text(f"REVE_SEED_KEYS={key}\n" if way == "an .env" else "")
    monkeypatch.setenv("REVE_TOKEN", TOKEN)
    if way == "a file":
        monkeypatch.setenv("REVE_SEED_KEYS_FILE", "seeds.key")
    said = fault(examined(read_settings(disk_warning=1)), "keys")
    assert "beside the database" in said
    assert key not in said
    (plain / "data").mkdir()
    elsewhere = read_settings(disk_warning=1, store=f"sqlite:///{plain / 'data' / 'away.db'}")
    assert examined(elsewhere)["keys"].state == "fine"


@pytest.mark.parametrize(("keys", "said"), [(None, "no key"), ("abc", "64 hexadecimal digits")])
def test_a_key_that_is_missing_or_none_is_named(tmp_path: Path, keys: str | None, said: str) -> None:
    assert said in fault(examined(healthy(tmp_path, seed_keys=keys)), "keys")
