"""The kinds of columns, and how constraints and indexes are named, in both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Identity, Integer, MetaData, Table, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# SQLite numbers rows by itself only where the type is its own.
Number = BigInteger().with_variant(Integer(), "sqlite")
# Compared byte by byte, as SQLite does: ids and names of content are no words of a language.
Word = Text().with_variant(Text(collation="C"), "postgresql")
# Room for new versions of a row on its own page: then no index has to be told.
ROOMY: dict[str, Any] = {"postgresql_with": {"fillfactor": "80"}}


def whole(name: str, *more: Any, default: int | None = None, **options: Any) -> Column[int]:
    """A whole number that is always there."""
    given: dict[str, Any] = {} if default is None else {"server_default": str(default)}
    return Column(name, BigInteger(), *more, nullable=False, **given, **options)


def word(name: str, *more: Any, default: str | None = None, **options: Any) -> Column[str]:
    """A text that is always there."""
    given: dict[str, Any] = {} if default is None else {"server_default": default}
    return Column(name, Word, *more, nullable=False, **given, **options)


def numbered(name: str = "id") -> Column[int]:
    """A number that the database gives, in the order of its rows."""
    return Column(name, Number, Identity(always=False), primary_key=True)


def one_of(name: str, *words: str) -> CheckConstraint:
    """Hold the column *name* to some words."""
    return CheckConstraint(f"{name} IN ({', '.join(map(repr, words))})", name=name)


def where(condition: Any) -> dict[str, Any]:
    """Return the options of an index over the rows of that *condition*, in both databases."""
    return {"postgresql_where": condition, "sqlite_where": condition}


__all__ = ["ROOMY", "Number", "Table", "Word", "metadata", "numbered", "one_of", "where", "whole", "word"]
