"""A number and a locale -> which form of a plural is read (Unicode CLDR, whole numbers)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_FEW = range(2, 5)
_TEENS = range(11, 15)


def form(locale: str, number: float, forms: Mapping[str, str]) -> str:
    """Return the text among *forms* that fits *number*; a form that is missing is read as `other`."""
    if number == 0 and "zero" in forms:
        return forms["zero"]
    rule = _RULES.get(locale.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0], _one)
    whole = int(number) if number == int(number) else None
    name = rule(abs(whole)) if whole is not None else "other"
    return forms.get(name) or forms.get("other") or next(iter(forms.values()), "")


def _one(number: int) -> str:
    return "one" if number == 1 else "other"


def _up_to_one(number: int) -> str:
    return "one" if number <= 1 else "other"


def _none(_: int) -> str:
    return "other"


def _slavic(number: int) -> str:
    if number % 10 == 1 and number % 100 != _TEENS.start:
        return "one"
    return "few" if number % 10 in _FEW and number % 100 not in _TEENS else "many"


def _polish(number: int) -> str:
    if number == 1:
        return "one"
    return "few" if number % 10 in _FEW and number % 100 not in _TEENS else "many"


def _czech(number: int) -> str:
    return "one" if number == 1 else "few" if number in _FEW else "other"


_RULES: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("fr", "pt", "hi", "fa"), _up_to_one),
    **dict.fromkeys(("ja", "ko", "zh", "th", "vi", "id"), _none),
    **dict.fromkeys(("ru", "uk", "be"), _slavic),
    **dict.fromkeys(("cs", "sk"), _czech),
    "pl": _polish,
}
