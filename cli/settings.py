"""`reve settings`: what is set outside of content, secrets masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.exit import UsageProblem
from cli.options import FORMAT
from cli.out import Format, emit, emit_json

if TYPE_CHECKING:
    from engine.live.settings import Settings


def settings(
    form: Format = FORMAT,
) -> None:
    """Show every setting, where it comes from, and what it is for."""
    from engine.live.read_settings import summary

    rows = summary(given())
    if form is Format.JSON:
        emit_json(
            settings={
                row.variable: {"value": row.value, "source": row.source, "summary": row.summary}
                for row in rows
            }
        )
        return
    shown = [(row.variable, _text(row.value), row.source) for row in rows]
    widths = [max(len(row[column]) for row in shown) for column in range(3)]
    emit(
        "\n".join(
            "  ".join((*(part.ljust(width) for part, width in zip(row, widths, strict=True)), each.summary))
            for row, each in zip(shown, rows, strict=True)
        )
    )


def given() -> Settings:
    """Return the settings; leave where any is wrong, naming the variable."""
    from engine.live.read_settings import SettingsError, read_settings

    try:
        return read_settings()
    except SettingsError as error:
        raise UsageProblem(
            "\n".join(["settings are wrong", *(f"  {line}" for line in str(error).splitlines())])
        ) from None


def _text(value: object) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return str(value).lower()
        case dict():
            return ", ".join(f"{name}={each:g}s" for name, each in value.items()) or "-"
        case float():
            return f"{value:g}"
        case _:
            return str(value)
