"""A step's file and a connection -> the statements beside it, for this kind of database, carried out."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection


def run(line: Connection, step: str) -> None:
    """Carry out `STEP.postgresql.sql` or `STEP.sqlite.sql`; a semicolon at a line's end ends a statement."""
    script = Path(step).with_suffix(f".{line.dialect.name}.sql").read_text("utf-8")
    for statement in script.split(";\n"):
        if statement.strip():
            line.exec_driver_sql(statement)
