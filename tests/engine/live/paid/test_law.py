"""Whatever players and the shop do: what was bought is with its buyer, and never more than he has."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.live.held import Held
from engine.live.paid.purse import bought_of
from tests.engine.live.correct.bank import stored
from tests.engine.live.paid.shop import Shop, open_shop

BUYER, FRIEND = 1, 2
_COUNTS = st.integers(1, 120)
_STEPS = st.one_of(
    st.tuples(st.just("earn"), st.sampled_from([BUYER, FRIEND]), _COUNTS),
    st.tuples(st.just("gift"), st.sampled_from([BUYER, FRIEND]), _COUNTS),
    st.tuples(st.just("buy"), st.sampled_from([BUYER, FRIEND]), st.just(0)),
    st.tuples(st.just("pays"), st.just(BUYER), st.integers(0, 3)),
    st.tuples(st.just("back"), st.just(BUYER), st.integers(0, 3)),
    st.tuples(st.just("lay"), st.sampled_from([BUYER, FRIEND]), _COUNTS),
    st.tuples(st.just("agree"), st.just(BUYER), st.just(0)),
)


async def _step(shop: Shop, swap: int, what: str, who: int, count: int) -> None:
    do = shop.players.do
    if what == "earn":
        await do(who, "earn", count=count)
    elif what == "gift":
        await do(who, "gift", friend=BUYER + FRIEND - who, count=count)
    elif what == "buy":
        await do(who, "buy")
    elif what == "lay":
        await do(who, "lay_gold", swap=swap, count=count)
    elif what == "agree":
        await do(who, "agree", swap=swap)
    else:
        await (shop.pays if what == "pays" else shop.back)(who, "purse", f"e{count}")


async def _bought(shop: Shop, owner: int) -> dict[str, tuple[int, int]]:
    """Return how much of each thing is bought, and how much there is."""
    active = shop.players.game.active
    names = {number: name for (_, name), number in active.codec.numbers.items()}
    found = await stored(shop.players, owner)
    has = {row.key: row.amount for row in found.holdings}
    held = Held(active.codec, found, locked=False)
    return {names[key]: (amount, has.get(key, 0)) for (_, key), amount in bought_of(active, held).items()}


@given(st.lists(_STEPS, max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_bought_is_with_its_buyer_and_no_more_than_he_has(steps: list[tuple[str, int, int]]) -> None:
    async def body(shop: Shop) -> None:
        (swap,) = (await shop.players.do(BUYER, "swap", partner=FRIEND)).opened
        await shop.players.do(FRIEND, "earn", count=1)
        for each in steps:
            await _step(shop, swap, *each)
            mine = await _bought(shop, BUYER)
            assert all(0 < bought <= has for bought, has in mine.values()), mine
            assert await _bought(shop, FRIEND) == {}

    open_shop("memory://", body)
