"""Something that an operator wants to know about -> what was found, soon, whatever it does."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.own.health import in_time
from engine.live.doctor.finding import Finding, fine


async def _hangs() -> Sequence[Finding]:
    await asyncio.Event().wait()
    return ()


async def _breaks() -> Sequence[Finding]:
    raise ConnectionResetError("a password may stand here")


async def _works() -> Sequence[Finding]:
    return [fine("it", "works")]


@pytest.mark.system("M12")
def test_what_hangs_or_breaks_is_amiss_and_keeps_nothing_else_back() -> None:
    async def run() -> list[Finding]:
        looks = (in_time("it", each(), 0.05) for each in (_hangs, _breaks, _works))
        return [each for found in await asyncio.gather(*looks) for each in found]

    hung, broken, working = asyncio.run(run())
    assert (hung.state, hung.said) == ("wrong", "no answer within 0.05 s")
    assert (broken.state, broken.said) == ("wrong", "cannot be looked at: ConnectionResetError")
    assert working == fine("it", "works")
