"""`reve revenue`: a live game -> what was sold for money on each day, what went back, and what waits."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import typer

from cli.exit import FINDINGS, FINE, UsageProblem
from cli.options import STORE
from cli.out import emit, emit_as_it_is, emit_json

if TYPE_CHECKING:
    from engine.live.paid.purchases import Purchase
    from engine.live.paid.revenue import Line
    from engine.live.store.protocol import Store

_DAY = 86_400_000
_CENTS = 100


class Format(StrEnum):
    """How revenue is written."""

    HUMAN = "human"
    CSV = "csv"
    JSON = "json"


def revenue(
    store: str = STORE,
    since: str = typer.Option("", "--since", metavar="DAY", help="The first day, such as 2026-10-25 (UTC)."),
    until: str = typer.Option("", "--until", metavar="DAY", help="The last day."),
    form: Format = typer.Option(Format.HUMAN, "--format", help="How it is written."),
) -> int:
    """Show what was sold for money, by day, product and currency; exit 1 where something paid still waits."""
    from cli.storing import ask

    first, last = _day(since), _day(until)
    lines, waiting = ask(store, lambda opened: _read(opened, first, last))
    if form is Format.CSV:
        emit_as_it_is(_csv(lines))
    elif form is Format.JSON:
        from dataclasses import asdict

        shown = [{**asdict(line), "net": line.net} for line in lines]
        emit_json(days=shown, pending=[asdict(each) for each in waiting])
    else:
        emit("\n".join((*_table(lines), *_waiting(waiting))))
    return FINDINGS if waiting else FINE


async def _read(store: Store, first: int | None, last: int | None) -> tuple[list[Line], list[Purchase]]:
    from engine.live.paid.purchases import Purchases
    from engine.live.paid.revenue import LATEST
    from engine.live.paid.revenue import revenue as read

    until = LATEST if last is None else last + _DAY
    return await read(store, first or 0, until), await Purchases(store).pending()


def _day(written: str) -> int | None:
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise UsageProblem(f"`{written}` is no day; write such as `2026-10-25`") from None
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def _csv(lines: list[Line]) -> str:
    """Return rows with a head; amounts in hundredths, so that nothing is rounded."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(
        ("day", "product", "currency", "sold", "cents", "refunds", "refunded", "net", "tests", "pending")
    )
    for each in lines:
        paid = each.sold, each.cents, each.refunds, each.refunded, each.net, each.tests, each.pending
        rows.writerow((each.day, each.product, each.currency, *paid))
    return written.getvalue()


def _table(lines: list[Line]) -> list[str]:
    sold = [each for each in lines if each.sold]
    if not sold:
        return ["nothing was sold"]
    rows = [_row(each) for each in sold]
    for currency in sorted({each.currency for each in sold}):
        net = sum(each.net for each in sold if each.currency == currency)
        rows.append(f"all: {_money(net, currency)}")
    tests = sum(each.tests for each in lines)
    return [*rows, *([f"for tests: {tests}"] if tests else [])]


def _row(line: Line) -> str:
    back = f", {line.refunds} went back" if line.refunds else ""
    return f"{line.day}  {line.product}: {line.sold} sold{back}, {_money(line.net, line.currency)}"


def _waiting(waiting: list[Purchase]) -> list[str]:
    if not waiting:
        return []
    rows = [f"  {each.id}: SKU {each.details.get('sku', '?')}, account {each.account}" for each in waiting]
    return ["paid, and not granted; does `REVE_SKUS` name the SKU?", *rows]


def _money(cents: int, currency: str) -> str:
    return f"{'-' * (cents < 0)}{abs(cents) // _CENTS}.{abs(cents) % _CENTS:02d} {currency}"
