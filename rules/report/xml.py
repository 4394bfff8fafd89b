"""Any text -> what XML 1.0 can say of it, as an attribute or between tags."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

# What XML 1.0 cannot say at all, not even escaped.
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def quoted(text: str) -> str:
    """Return *text* as an attribute, quotes included."""
    return quoteattr(_said(text))


def body(text: str) -> str:
    """Return *text* as it stands between tags."""
    return escape(_said(text))


def _said(text: str) -> str:
    return _UNSAYABLE.sub("\ufffd", text)
