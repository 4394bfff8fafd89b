"""What every game has to say, where its own texts are silent: refusals, units, yes and no."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "yes": "yes",
        "no": "no",
        "none": "none",
        "nothing": "nothing",
        "short": "Not enough: {lacking}.",
        "lacking": "{has} of {needs} {asset}",
        "params": "{value} will not do for {name}.",
        "bad_param": "{message}.",
        "limit": "Not yet: again in {wait}.",
        "limit_evenly": "Not yet: again in {wait} ({times} at once, then one every {apart}).",
        "limit_over": "Not now: you have done this as often as you may.",
        "cut": "There was no room for {amounts}.",
        "fault": "Something is wrong in the game itself. Nothing was changed.",
        "refused": "That is not possible now ({reason}).",
        "picture": "Picture: {of}",
        "page": "page {page} of {pages}",
        "week": "w",
        "day": "d",
        "hour": "h",
        "minute": "min",
        "second": "s",
    },
    "de": {
        "yes": "ja",
        "no": "nein",
        "none": "keine",
        "nothing": "nichts",
        "short": "Das reicht nicht: {lacking}.",
        "lacking": "{has} von {needs} {asset}",
        "params": "{value} geht hier nicht für {name}.",
        "bad_param": "{message}.",
        "limit": "Noch nicht: wieder in {wait}.",
        "limit_evenly": "Noch nicht: wieder in {wait} ({times} auf einmal, dann alle {apart} eins).",
        "limit_over": "Jetzt nicht: Das ging schon so oft, wie es geht.",
        "cut": "Dafür war kein Platz: {amounts}.",
        "fault": "Im Spiel selbst stimmt etwas nicht. Nichts wurde geändert.",
        "refused": "Das geht gerade nicht ({reason}).",
        "picture": "Bild: {of}",
        "page": "Seite {page} von {pages}",
        "week": "Wo",
        "day": "T",
        "hour": "Std",
        "minute": "Min",
        "second": "Sek",
    },
    "fr": {
        "yes": "oui",
        "no": "non",
        "none": "aucun",
        "nothing": "rien",
        "short": "Il n'y en a pas assez : {lacking}.",
        "lacking": "{has} sur {needs} {asset}",
        "params": "{value} ne convient pas pour {name}.",
        "bad_param": "{message}.",
        "limit": "Pas encore : de nouveau dans {wait}.",
        "limit_evenly": "Pas encore : de nouveau dans {wait} ({times} à la fois, puis une fois par {apart}).",
        "limit_over": "Pas maintenant : vous l'avez fait aussi souvent que possible.",
        "cut": "Il n'y avait pas de place pour {amounts}.",
        "fault": "Quelque chose cloche dans le jeu lui-même. Rien n'a changé.",
        "refused": "Ce n'est pas possible pour l'instant ({reason}).",
        "picture": "Image : {of}",
        "page": "page {page} sur {pages}",
        "week": "sem.",
        "day": "j",
        "hour": "h",
        "minute": "min",
        "second": "s",
    },
}


def word(locale: str, key: str) -> str | None:
    """Return what is said in *locale*, in its base language, or in English."""
    for each in (locale, locale.split("-", maxsplit=1)[0], "en"):
        if key in WORDS.get(each, {}):
            return WORDS[each][key]
    return None
