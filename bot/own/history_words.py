"""What `/history` says, in every language that the bot knows."""

from __future__ import annotations

from bot.own.say import Words

WORDS = Words(
    "history",
    {
        "en": {
            "summary": "What you did, what came of it, and whether your luck was fair.",
            "title": "What you did",
            "line": "{number}. {when}: {what}{gained}",
            "gained": ": {amounts}",
            "refused": " (refused)",
            "rolled": " 🎲",
            "empty": "You have not done anything yet.",
            "choose": "Look at one of them",
            "when": "{when}, receipt `{receipt}`",
            "got": "What changed: {amounts}",
            "refused_alone": "It was refused, and nothing was changed.",
            "no_rolls": "Nothing was rolled.",
            "rolls": "What was rolled:",
            "came": "{number}. **{came}**, at a chance of {chance} ({value} of {n})",
            "alike": "{number}. one of {n}, all alike (number {value})",
            "chance": "{number}. {value} of 100: it succeeds below a chance of {chance}{came}",
            "so": ", so: {came}",
            "plain": "{number}. {value} of {n}",
            "more_rolls": "… and {count} more",
            "to": "{low} to {high}",
            "button.verify": "Verify",
            "verify_title": "Not yet",
            "later": "Your luck can be worked out again {when}, when the seed of that day is shown.",
            "promise": "The seed was promised before you rolled: the SHA-256 of seed {epoch} is "
            "`{commitment}`.",
            "why": "Nobody can change a seed that was promised, and nobody but the server knows it "
            "until then.",
            "no_luck": "Nothing was rolled, so there is no luck to work out.",
            "verified_title": "Worked out again",
            "verified": "All of it is as you were told.",
            "differs": "It does not agree. Keep the file, and show it to an operator:",
            "seed": "The SHA-256 of seed {epoch}, `{seed}`, is what was promised before you rolled: "
            "`{commitment}`.",
            "own_seed": "Together with your own seed ({seed}) and the number of the command ({nonce}) it "
            "gives:",
            "no_seed": "none",
            "rolled_again": "{number}. {value} of {n}, as you were told",
            "logged": "It is entry {place} of the {size} in the log under `{root}`.",
            "yourself": "You need not believe this bot: `reve verify proof.json` works it out from the "
            "file, and so does any program that follows the page *Fair luck* of the documentation.",
            "alt": "The proof, for programs",
        },
        "de": {
            "summary": "Was du getan hast, was daraus wurde, und ob dein Glück gerecht war.",
            "title": "Was du getan hast",
            "line": "{number}. {when}: {what}{gained}",
            "gained": ": {amounts}",
            "refused": " (abgelehnt)",
            "rolled": " 🎲",
            "empty": "Du hast noch nichts getan.",
            "choose": "Eins davon ansehen",
            "when": "{when}, Beleg `{receipt}`",
            "got": "Was sich geändert hat: {amounts}",
            "refused_alone": "Es wurde abgelehnt, und nichts wurde geändert.",
            "no_rolls": "Nichts wurde gewürfelt.",
            "rolls": "Was gewürfelt wurde:",
            "came": "{number}. **{came}**, bei einer Chance von {chance} ({value} von {n})",
            "alike": "{number}. eins von {n}, alle gleich (Nummer {value})",
            "chance": "{number}. {value} von 100: Es gelingt unter einer Chance von {chance}{came}",
            "so": ", also: {came}",
            "plain": "{number}. {value} von {n}",
            "more_rolls": "… und {count} weitere",
            "to": "{low} bis {high}",
            "button.verify": "Nachrechnen",
            "verify_title": "Noch nicht",
            "later": "Dein Glück lässt sich {when} nachrechnen, wenn der Startwert jenes Tages gezeigt wird.",
            "promise": "Der Startwert war versprochen, bevor du gewürfelt hast: SHA-256 von Startwert "
            "{epoch} ist `{commitment}`.",
            "why": "Niemand kann ändern, was versprochen ist, und bis dahin kennt es niemand als der Server.",
            "no_luck": "Nichts wurde gewürfelt, also gibt es nichts nachzurechnen.",
            "verified_title": "Nachgerechnet",
            "verified": "Alles ist so, wie es dir gesagt wurde.",
            "differs": "Das passt nicht zusammen. Behalt die Datei und zeig sie den Betreibern:",
            "seed": "SHA-256 von Startwert {epoch}, `{seed}`, ist, was versprochen war, bevor du "
            "gewürfelt hast: `{commitment}`.",
            "own_seed": "Mit deinem eigenen Startwert ({seed}) und der Nummer des Befehls ({nonce}) "
            "ergibt er:",
            "no_seed": "keinem",
            "rolled_again": "{number}. {value} von {n}, wie dir gesagt wurde",
            "logged": "Es ist Eintrag {place} der {size} im Protokoll unter `{root}`.",
            "yourself": "Du musst diesem Bot nicht glauben: `reve verify proof.json` rechnet es aus der "
            "Datei nach, und jedes Programm kann es, das der Seite *Fair luck* der Dokumentation folgt.",
            "alt": "Der Beweis, für Programme",
        },
    },
)
