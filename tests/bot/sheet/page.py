"""Scenes in each language -> one page of HTML that needs nothing else: a phone for each, side by side."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape

from bot.local.judge.component import walk
from bot.wire import Component, Payload, Style
from tests.bot.sheet.scene import NOON, Scene, Shot

_STYLES: dict[int | None, str] = {Style.PRIMARY: "#5865f2", Style.SUCCESS: "#248046", Style.DANGER: "#da373c"}
_HEAD = """<!doctype html><meta charset="utf-8"><title>Every view</title><style>
body{background:#1a1b1e;color:#dbdee1;font:15px/1.35 "DejaVu Sans",sans-serif;margin:16px}
h2{font-size:13px;color:#949ba4;margin:22px 0 6px}
.row{display:flex;gap:16px;align-items:flex-start;flex-wrap:wrap}
.phone{background:#313338;width:38ch;box-sizing:border-box;padding:8px 10px;border-radius:8px}
.phone{overflow-wrap:anywhere}
.embed{background:#2b2d31;border-left:4px solid #4e5058;border-radius:4px;padding:8px 10px;margin:6px 0}
.title{font-weight:700}.foot{font-size:12px;color:#949ba4}.only{font-size:12px;color:#949ba4}
img{max-width:100%;border-radius:4px;margin-top:6px}.alt{font-size:11px;color:#949ba4}
.buttons{display:flex;flex-wrap:wrap;gap:6px;margin-top:6px}
.button{background:#4e5058;color:#fff;border-radius:4px;padding:5px 10px;font-size:14px}
.field{border:1px solid #4e5058;border-radius:4px;padding:4px;margin:2px 0 6px}
</style>"""


def page(shots: Mapping[str, Shot]) -> str:
    """Return the page."""
    every = zip(*(shot.scenes for shot in shots.values()), strict=True)
    return _HEAD + "".join(_row(scenes, [*shots.values()]) for scenes in every)


def _row(scenes: tuple[Scene, ...], shots: list[Shot]) -> str:
    did = escape(f"{scenes[0].who}: {scenes[0].did}")
    phones = "".join(_phone(scene, shot) for scene, shot in zip(scenes, shots, strict=True))
    return f'<h2>{did}</h2><div class="row">{phones}</div>'


def _phone(scene: Scene, shot: Shot) -> str:
    shown = [
        ('<div class="only">Only you can see this</div>' if only else "") + "".join(_message(each, shot))
        for each, only in zip(scene.messages, scene.only, strict=True)
    ]
    if scene.modal is not None:
        fields = "".join(
            f'<div>{escape(each["label"])}<div class="field">&nbsp;</div></div>'
            for each in scene.modal["components"]
        )
        shown.append(
            f'<div class="embed"><div class="title">{escape(scene.modal["title"])}</div>{fields}</div>'
        )
    return f'<div class="phone">{"<hr>".join(shown)}</div>'


def _message(payload: Payload, shot: Shot) -> Iterator[str]:
    yield _marked(payload.get("content") or "")
    files = {each["filename"]: each for each in payload.get("attachments") or ()}
    for embed in payload.get("embeds") or ():
        colour = f"#{embed['color']:06x}" if "color" in embed else "#4e5058"
        inside = "".join(_embed(embed, files, shot))
        yield f'<div class="embed" style="border-color:{colour}">{inside}</div>'
    for row in payload.get("components") or ():
        yield f'<div class="buttons">{"".join(_row_of(row))}</div>'


def _embed(embed: Payload, files: Mapping[str, Payload], shot: Shot) -> Iterator[str]:
    if embed.get("title"):
        yield f'<div class="title">{_marked(embed["title"])}</div>'
    yield _marked(embed.get("description") or "")
    for field in embed.get("fields") or ():
        yield f"<div><b>{_marked(field['name'])}</b><br>{_marked(field['value'])}</div>"
    if embed.get("image"):
        name = embed["image"]["url"].removeprefix("attachment://")
        drawn = b64encode(shot.files.get(name, b"")).decode()
        alt = escape(files[name]["description"])
        yield f'<img src="data:image/png;base64,{drawn}" alt="{alt}"><div class="alt">{alt}</div>'
    if embed.get("footer"):
        yield f'<div class="foot">{escape(embed["footer"]["text"])}</div>'


def _row_of(row: Payload) -> Iterator[str]:
    for each in walk([row]):
        if each["type"] == Component.BUTTON:
            colour = _STYLES.get(each.get("style"), "#4e5058")
            label = escape(each.get("label") or "?")
            yield f'<span class="button" style="background:{colour}">{label}</span>'
        elif each["type"] != Component.ROW:
            yield f'<span class="button">{escape(each.get("placeholder") or "")} &#9662;</span>'


def _marked(text: str) -> str:
    """Return a text with the marks that Discord knows."""
    text = re.sub(r"<t:(\d+):\w>", lambda found: f"[{_apart(int(found[1]))}]", text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text, quote=False))
    return "<br>".join(re.sub(r"^- ", "&bull; ", line) for line in text.splitlines())


def _apart(second: int) -> str:
    apart = second - NOON // 1000
    size, unit = (
        next(
            (size, unit)
            for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))
            if abs(apart) >= size
        )
        if apart
        else (1, "s")
    )
    return f"{apart / size:+.0f} {unit}"
