"""What the bot itself says, in every language that it knows; a game says it otherwise under `bot.KEY`."""

from __future__ import annotations

from engine.view.voice import PLACEHOLDER, Voice

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "done": "Done.",
        "back": "Back",
        "next": "Next",
        "confirm": "Yes, do it",
        "cancel": "No",
        "cancelled": "Nothing was changed.",
        "changed": "It is not as it was shown. Look again:",
        "long": "That says too much for a button, so it cannot be confirmed here.",
        "dead": "This button is of an earlier time. Type the command again.",
        "not_yours": "This button is for {whose}.",
        "failed": "Something went wrong, and nothing was changed. Tell an operator: {id}",
        "busy": "Too much is going on. Try again {when}.",
        "slow": "Slow down. Try again {when}.",
        "unknown": "There is no such command any more.",
        "until": "Ends {when}",
        "empty": "Nothing lies here yet.",
        "of": "{whose}: {amounts}",
        "not_allowed": "That is not for you.",
        "no_permission": "Whoever manages this server can do that.",
        "elsewhere": "In this server the game is played in {where}.",
        "for_roles": "In this server the game is for {who}.",
    },
    "de": {
        "done": "Erledigt.",
        "back": "Zurück",
        "next": "Weiter",
        "confirm": "Ja, mach das",
        "cancel": "Nein",
        "cancelled": "Nichts wurde geändert.",
        "changed": "Es ist nicht mehr wie gezeigt. Sieh noch einmal hin:",
        "long": "Das ist zu lang für einen Knopf und lässt sich hier nicht bestätigen.",
        "dead": "Dieser Knopf ist von früher. Tippe den Befehl noch einmal.",
        "not_yours": "Dieser Knopf ist für {whose}.",
        "failed": "Etwas ging schief, und nichts wurde geändert. Sag es den Betreibern: {id}",
        "busy": "Es ist zu viel los. Versuch es {when} wieder.",
        "slow": "Langsamer. Versuch es {when} wieder.",
        "unknown": "Diesen Befehl gibt es nicht mehr.",
        "until": "Endet {when}",
        "empty": "Hier liegt noch nichts.",
        "of": "{whose}: {amounts}",
        "not_allowed": "Das ist nicht für dich.",
        "no_permission": "Das kann, wer diesen Server verwaltet.",
        "elsewhere": "Auf diesem Server wird in {where} gespielt.",
        "for_roles": "Auf diesem Server ist das Spiel für {who}.",
    },
    "fr": {
        "done": "C'est fait.",
        "back": "Retour",
        "next": "Suite",
        "confirm": "Oui, vas-y",
        "cancel": "Non",
        "cancelled": "Rien n'a changé.",
        "changed": "Ce n'est plus ce qui était affiché. Regarde encore :",
        "long": "C'est trop long pour un bouton : cela ne peut pas être confirmé ici.",
        "dead": "Ce bouton est d'un autre temps. Retape la commande.",
        "not_yours": "Ce bouton est pour {whose}.",
        "failed": "Quelque chose a échoué, et rien n'a changé. Dis-le aux opérateurs : {id}",
        "busy": "Il y a trop de monde. Réessaie {when}.",
        "slow": "Plus doucement. Réessaie {when}.",
        "unknown": "Cette commande n'existe plus.",
        "until": "Se termine {when}",
        "empty": "Il n'y a encore rien ici.",
        "of": "{whose} : {amounts}",
        "not_allowed": "Ce n'est pas pour toi.",
        "no_permission": "Cela revient à qui gère ce serveur.",
        "elsewhere": "Sur ce serveur, on joue dans {where}.",
        "for_roles": "Sur ce serveur, le jeu est pour {who}.",
    },
}


def word(voice: Voice, key: str, **values: str) -> str:
    """Return what is said under a key."""
    text = voice.text(f"bot.{key}")
    spoken = WORDS.get(voice.locale.split("-", maxsplit=1)[0], WORDS["en"])
    written = next(iter(text.forms.values())) if text is not None else spoken[key]
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), written)


def moment(milliseconds: int) -> str:
    """Return a time as each reader's own clock shows it."""
    return f"<t:{-(-milliseconds // 1000)}:R>"


def ago(milliseconds: int) -> str:
    """Return a time that is past, in the same way."""
    return f"<t:{milliseconds // 1000}:R>"


def mention(account: int) -> str:
    """Return an account as readers see its name; nobody is called by it."""
    return f"<@{account}>"
