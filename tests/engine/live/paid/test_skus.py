"""`REVE_SKUS` -> the shop's numbers of products, or what is wrong with it."""

from __future__ import annotations

import pytest

from engine.live.read_settings import SettingsError, read_settings


def test_each_product_has_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVE_SKUS", " purse = 12, cards=1019475255913222144 ")
    assert read_settings().skus == {"purse": 12, "cards": 1019475255913222144}
    monkeypatch.setenv("REVE_SKUS", "")
    assert read_settings().skus == {}


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("purse", "write `purse=NUMBER`"),
        ("=12", "write `NAME=NUMBER`"),
        ("purse=gold", "is no number of Discord's"),
        ("purse=1,cards=1", "stands there twice"),
        ("purse=1,purse=2", "stands there twice"),
    ],
)
def test_what_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch, written: str, wrong: str) -> None:
    monkeypatch.setenv("REVE_SKUS", written)
    with pytest.raises(SettingsError, match=wrong):
        read_settings()
