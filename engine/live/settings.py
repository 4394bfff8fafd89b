"""The environment, a `.env` file and files of secrets -> settings, or every variable that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from engine.live.secret_file import SecretFiles
from rules.define.literal import duration

if TYPE_CHECKING:
    from engine.live.store.postgres.store import Pool

PREFIX = "REVE_"
DOTENV = ".env"
REDIS = ("redis", "rediss", "unix")
_DIGITS = 20  # of a number of Discord's

Seconds = Annotated[float, Field(gt=0, le=3600)]
Percent = Annotated[float, Field(gt=0, le=100)]
Who = Annotated[tuple[str, ...], NoDecode]  # users by number, and roles of Discord as `role:NUMBER`


class Settings(BaseSettings):
    """All that is set outside of content: by `REVE_NAME`, or by the file that `REVE_NAME_FILE` names."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=DOTENV, extra="ignore", frozen=True)

    store: SecretStr = Field(SecretStr("sqlite:///reve.db"), description="Where state lasts.")
    store_pool: int = Field(12, ge=1, le=1000, description="Connections that are kept.")
    store_overflow: int = Field(0, ge=0, le=1000, description="Connections that may be added for a moment.")
    store_wait: Seconds = Field(2.0, description="Seconds to wait for a connection.")
    store_lock: Seconds = Field(2.0, description="Seconds to wait for a lock.")
    store_statement: Seconds = Field(5.0, description="Seconds that a statement may take.")
    store_idle: Seconds = Field(5.0, description="Seconds that a transaction may be idle.")
    store_connect: Seconds = Field(5.0, description="Seconds to connect.")
    redis: SecretStr | None = Field(None, description="What processes count and remember together in.")
    redis_timeout: float = Field(0.08, gt=0, le=0.1, description="Seconds that Redis may take.")
    redis_pool: int = Field(64, ge=1, le=10_000, description="Connections to Redis at most.")
    redis_prefix: str = Field("reve", pattern=r"^[A-Za-z0-9_.-]{1,40}$", description="Keeps games apart.")
    processes: int = Field(1, ge=1, le=1000, description="How many processes share the game.")
    cache_size: int = Field(10_000, ge=1, le=10**8, description="Values that a process keeps.")
    cache_times: Annotated[dict[str, float], NoDecode] = Field(
        {}, description="How long values are kept, such as `NAME=30m,OTHER=5m`; content says the rest."
    )
    token: SecretStr | None = Field(None, description="The bot's token.")
    seed_keys: SecretStr | None = Field(None, description="Keys to the seeds, the present one first.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="What is logged.")
    memory_warning: Percent = Field(
        80.0, description="Per cent of the memory, above which caches are emptied."
    )
    disk_warning: int = Field(512, ge=1, description="Megabytes that must be free.")
    backups: Path | None = Field(None, description="The folder for a backup each day.")
    backups_kept: int = Field(7, ge=1, le=10_000, description="How many of them stay.")
    reload_seconds: Seconds = Field(60.0, description="Seconds that reading a changed pack may take.")
    reload_memory: int = Field(2048, ge=128, description="Megabytes of memory that it may take.")
    operator_guilds: Annotated[tuple[int, ...], NoDecode] = Field(
        (), description="Servers in which operators have their commands, by number."
    )
    owners: Who = Field((), description="Who may do everything: users, or `role:` and a role there.")
    designers: Who = Field((), description="Who may change the game, and give.")
    moderators: Who = Field((), description="Who may keep out, set right, and look.")
    skus: Annotated[dict[str, int], NoDecode] = Field(
        {}, description="Discord's number of each product that is sold, such as `NAME=123,OTHER=456`."
    )
    creators: Who = Field((), description="Who may offer packs of his own.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the library's name for folders
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take what is given, then the environment, then `.env`, then files of secrets."""
        return (init_settings, env_settings, dotenv_settings, SecretFiles(settings_cls))

    @field_validator("*", mode="before")
    @classmethod
    def _nothing(cls, value: Any, known: Any) -> Any:
        """Take a variable that is empty as one that is not there."""
        return cls.model_fields[known.field_name].get_default() if value == "" else value

    @field_validator("redis")
    @classmethod
    def _is_redis(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and urlsplit(value.get_secret_value()).scheme not in REDIS:
            raise ValueError("write `redis://host:6379`, `rediss://` for TLS, or `unix:///path`")
        return value

    @field_validator("store")
    @classmethod
    def _is_store(cls, value: SecretStr) -> SecretStr:
        from engine.live.store.connect import connect

        connect(value.get_secret_value())
        return value

    @field_validator("cache_times", mode="before")
    @classmethod
    def _times(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        pairs = [pair.partition("=") for pair in value.split(",") if pair.strip()]
        found = {name.strip(): duration(time.strip()) for name, _, time in pairs}
        wrong = [name for name, time in found.items() if not time]
        if wrong:
            raise ValueError(f"write `{wrong[0]}=30m`, and a comma before the next")
        return {name: (time or 0) / 1000 for name, time in found.items()}

    @field_validator("skus", mode="before")
    @classmethod
    def _skus(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        pairs = [each.partition("=") for each in _listed(value)]
        wrong = [name for name, equals, _ in pairs if not (name.strip() and equals)]
        if wrong:
            raise ValueError(f"write `{wrong[0].strip() or 'NAME'}=NUMBER`, and a comma before the next")
        found = {name.strip(): _number(number.strip()) for name, _, number in pairs}
        if len({*found.values()}) < len(pairs) or len(found) < len(pairs):
            raise ValueError("a product or a number stands there twice")
        return found

    @field_validator("operator_guilds", mode="before")
    @classmethod
    def _guilds(cls, value: Any) -> Any:
        return tuple(map(_number, _listed(value))) if isinstance(value, str) else value

    @field_validator("owners", "designers", "moderators", "creators", mode="before")
    @classmethod
    def _who(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        for each in _listed(value):
            _number(each.removeprefix("role:"))
        return _listed(value)

    @property
    def pool(self) -> Pool:
        """Return how a store is connected to."""
        from engine.live.store.postgres.store import Pool

        return Pool(
            self.store_pool,
            self.store_overflow,
            self.store_wait,
            self.store_lock,
            self.store_statement,
            self.store_idle,
            self.store_connect,
        )

    @property
    def store_file(self) -> Path | None:
        """Return the file of the database, where it is one."""
        from sqlalchemy import make_url

        url = self.store.get_secret_value()
        if not url.startswith("sqlite"):
            return None
        name = make_url(url).database
        return Path(name) if name and name != ":memory:" else None


def _listed(written: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in written.split(",") if each.strip())


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) <= _DIGITS):
        raise ValueError(f"`{written}` is no number of Discord's; write such as `80351110224678912`")
    return int(written)
