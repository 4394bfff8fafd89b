"""A family of shapes and somebody's traits -> the outline of a body, about 100 wide and high each way."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, exp, fabs, pi, pow, sin  # noqa: A004 - of floats, which `**` is not sure of

from bot.art.svg import Place, corners, curved, polar, straight
from bot.art.traits import Traits

FINE = 44  # places round a bent outline
Radius = Callable[[float], float]  # by how far round one is: 0 at the top, 1/2 at the bottom


def flame(traits: Traits) -> str:
    """Return tongues that lick upwards."""
    tongues, high = traits.count("tongues", 2, 4), traits.between("high", 30, 52)
    lean, broad = traits.between("lean", -0.5, 0.5), traits.between("broad", 56, 70)

    def radius(turn: float) -> float:
        up = pow(max(0.0, cos(2 * pi * turn)), 1.6)
        return broad + high * up * (0.55 + 0.45 * cos(2 * pi * turn * 2 * tongues + lean))

    return _round(radius, lean * 0.05)


def drop(traits: Traits) -> str:
    """Return what is round below and has a tip above."""
    tip, narrow = traits.between("tip", 38, 62), traits.between("narrow", 0.05, 0.11)
    plump, wave = traits.between("plump", 58, 72), traits.count("wave", 0, 5)

    def radius(turn: float) -> float:
        off = min(turn, 1 - turn)
        return plump + tip * exp(-((off / narrow) ** 2)) + 3 * cos(2 * pi * wave * turn)

    return _round(radius, traits.between("lean", -0.03, 0.03))


def crystal(traits: Traits) -> str:
    """Return a rock with few corners, the same left and right."""
    many = traits.count("corners", 3, 6)
    half = []
    for at in range(many + 1):
        turn = at / many / 2
        far = traits.between(f"far{at}", 62, 98)
        half.append(polar(min(0.5, turn), far))
    other = [(-x, y) for x, y in reversed(half[1:-1])]
    return straight([*half, *other])


def swirl(traits: Traits) -> str:
    """Return a gust that winds outwards, one way or the other."""
    start, grows = traits.between("start", 54, 66), traits.between("grows", 26, 44)
    way, turned = traits.one("way", (1, -1)), traits.between("turned", 0.3, 0.7)
    places = [polar(way * turn / FINE + turned, start + grows * (turn / FINE) ** 2) for turn in range(FINE)]
    tail = polar(way * 1.02 + turned, start + grows + traits.between("tail", 10, 34))
    return curved([*places, tail])


def ray(traits: Traits) -> str:
    """Return a sun: rays round a disc."""
    return corners(traits.count("rays", 5, 14), 100, inner=traits.between("inner", 0.55, 0.82))


def crescent(traits: Traits) -> str:
    """Return a moon that lies round its own shadow."""
    notch, way = traits.between("notch", 0.5, 0.8), traits.one("way", (1, -1))
    deep = traits.between("deep", 0.10, 0.22)

    def radius(turn: float) -> float:
        off = abs(((turn - 0.25 * way - deep * way) % 1) - 0.5) * 2  # 1 where it is cut
        return 92 - 92 * notch * pow(max(0.0, (off - 0.62) / 0.38), 1.3)

    return _round(radius, 0)


def petal(traits: Traits) -> str:
    """Return a flower with petals all round."""
    many, deep = traits.count("petals", 4, 9), traits.between("deep", 14, 34)
    pointed = traits.between("pointed", 0.6, 1.7)

    def radius(turn: float) -> float:
        return 96 - deep + deep * (2 * pow(fabs(cos(pi * many * turn)), pointed) - 1)

    return _round(radius, 0.5 / many if traits.likely("turned", 0.5) else 0)


def cloud(traits: Traits) -> str:
    """Return puffs above, and little below."""
    puffs, deep = traits.count("puffs", 4, 8), traits.between("deep", 8, 20)
    flat = traits.between("flat", 14, 34)

    def radius(turn: float) -> float:
        below = max(0.0, -cos(2 * pi * turn))
        return 84 + deep * abs(sin(pi * puffs * turn)) * (1 - below) - flat * below

    return _round(radius, 0)


FAMILIES: dict[str, Callable[[Traits], str]] = {
    each.__name__: each for each in (flame, drop, crystal, swirl, ray, crescent, petal, cloud)
}


def outline(figure: str, traits: Traits) -> str:
    """Return the body of a figure; one that is of no family gets one of its own."""
    draw = FAMILIES.get(figure) or traits.one(f"family {figure}", tuple(FAMILIES.values()))
    return draw(traits)


def _round(radius: Radius, shift: float) -> str:
    places: list[Place] = [polar(at / FINE + shift, radius(at / FINE)) for at in range(FINE)]
    return curved(places)
