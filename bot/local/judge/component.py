"""The components of a message or a modal -> what Discord would refuse in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot import wire
from bot.local.judge.text import bounded, counted, unique
from bot.wire import Component, Payload, Style

_MOST_OPTIONS = 25
_MOST_PLACEHOLDER = 150
_MOST_MODAL_TITLE = 45
_MOST_MODAL_PARTS = 5
_OFFERED = {Component.USERS, Component.ROLES, Component.CHANNELS}


def walk(components: Any) -> Iterator[Payload]:
    """Yield every component, those inside others too."""
    for each in components or ():
        yield each
        yield from walk(each.get("components"))
        if isinstance(each.get("component"), dict):
            yield from walk([each["component"]])


def wrong_components(rows: list[Payload]) -> Iterator[str]:
    """Yield what is wrong with the components below a message."""
    yield from counted("components", rows, wire.MOST_ROWS)
    yield from counted("components", list(walk(rows)), wire.MOST_COMPONENTS)
    yield from _custom_ids(rows)
    for row in rows:
        if row.get("type") != Component.ROW:
            yield f"components: {row.get('type')!r} stands in no row"
        yield from _row(row.get("components") or [])


def wrong_modal(modal: Payload) -> Iterator[str]:
    """Yield what is wrong with a modal."""
    yield from bounded("modal.title", modal.get("title"), 1, _MOST_MODAL_TITLE)
    yield from bounded("modal.custom_id", modal.get("custom_id"), 1, wire.MOST_CUSTOM_ID)
    parts = modal.get("components") or []
    yield from counted("modal.components", parts, _MOST_MODAL_PARTS, least=1)
    yield from _custom_ids(parts)
    for part in parts:
        if part.get("type") == Component.LABEL:
            yield from bounded("modal.label", part.get("label"), 1, 45)
    for each in walk(parts):
        if each.get("type") == Component.INPUT:
            yield from bounded("modal.value", each.get("value") or "", 0, wire.MOST_INPUT)
        elif each.get("type") == Component.SELECT:
            yield from _select(each)


def _custom_ids(rows: list[Payload]) -> Iterator[str]:
    ids = [each["custom_id"] for each in walk(rows) if each.get("custom_id") is not None]
    yield from unique("custom_id", ids)
    for each in ids:
        yield from bounded("custom_id", each, 1, wire.MOST_CUSTOM_ID)


def _row(parts: list[Payload]) -> Iterator[str]:
    yield from counted("row", parts, wire.MOST_BUTTONS, least=1)
    if len(parts) > 1 and any(each.get("type") != Component.BUTTON for each in parts):
        yield "row: what is no button stands alone"
    for each in parts:
        if each.get("type") == Component.BUTTON:
            yield from _button(each)
        elif each.get("type") == Component.SELECT:
            yield from _select(each)
        elif each.get("type") in _OFFERED:
            yield from _offered(each)


def _button(button: Payload) -> Iterator[str]:
    if button.get("style") == Style.PREMIUM:
        yield from _premium(button)
        return
    if button.get("style") not in set(Style):
        yield f"button: no style is {button.get('style')!r}"
    if not button.get("label") and not button.get("emoji"):
        yield "button: has neither label nor emoji"
    if button.get("label"):
        yield from bounded("button.label", button["label"], 1, wire.MOST_LABEL)
    if button.get("sku_id"):
        yield "button: nothing but what is bought has an SKU"
    if (button.get("style") == Style.LINK) != bool(button.get("url")):
        yield "button: a link has an address, and nothing else has one"
    if (button.get("style") == Style.LINK) == bool(button.get("custom_id")):
        yield "button: what is no link has a custom_id"


def _premium(button: Payload) -> Iterator[str]:
    """Yield what is wrong with a button to buy with: Discord writes on it what it says."""
    if not button.get("sku_id"):
        yield "button: nothing is bought with it"
    for key in ("label", "emoji", "url", "custom_id"):
        if button.get(key):
            yield f"button: to buy with one needs no `{key}`"


def _offered(select: Payload) -> Iterator[str]:
    """Yield what is wrong with a list of which Discord knows what is in it."""
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if select.get("options"):
        yield "select: has options, and Discord offers its own"
    if not 0 <= least <= most <= _MOST_OPTIONS:
        yield f"select: from {least} to {most} can be chosen"
    yield from counted("select.default_values", select.get("default_values") or [], most)
    if select.get("placeholder"):
        yield from bounded("select.placeholder", select["placeholder"], 1, _MOST_PLACEHOLDER)


def _select(select: Payload) -> Iterator[str]:
    options = select.get("options") or []
    yield from counted("select.options", options, _MOST_OPTIONS, least=1)
    yield from unique("select.options", [each.get("value") for each in options])
    for each in options:
        for key in ("label", "value"):
            yield from bounded(f"select.{key}", each.get(key), 1, 100)
    if select.get("placeholder"):
        yield from bounded("select.placeholder", select["placeholder"], 1, _MOST_PLACEHOLDER)
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not 0 <= least <= most <= max(1, len(options)):
        yield f"select: from {least} to {most} of {len(options)} can be chosen"
