"""`/leaderboard`: who is ahead, everywhere or on this server; whoever does not want to be named is not."""

from __future__ import annotations

from collections.abc import Iterator

from bot.asked import Asked
from bot.message import Button, Card, Message, Select
from bot.own.own import Desk, Own, Param
from bot.own.say import Words
from bot.own.tap import Tap
from bot.press import DeadError
from bot.wire import Option
from bot.words import mention, word
from engine.live.people.find import PLAYER
from engine.live.rank.boards import EVERYWHERE, PAGE, Boards, Line, Page
from engine.live.rank.score import board_of
from engine.live.store.protocol import Name
from engine.view import measure
from engine.view.voice import Value, Voice
from rules.define.form import entry, scalar_text
from rules.expression.scalar import ScalarCode
from rules.expression.type import COUNT, NONE, TEXT
from rules.program.catalogue import Catalogue
from rules.program.moment import Moment
from rules.program.ranking import Ranking

SHOW, EVERYBODY, HERE = "show", "everybody", "here"
_WORDS = Words(
    "leaderboard",
    {
        "en": {
            "summary": "Who is ahead.",
            "option.ranking": "In what.",
            "title": "{ranking}, {where}",
            "everybody": "everywhere",
            "here": "on this server",
            "choose": "Another ranking",
            "button.everybody": "Everywhere",
            "button.here": "This server",
            "you": "You: {line}",
            "somebody": "somebody",
            "empty": "Nobody stands here yet. Scores come every few minutes.",
            "none": "Nobody is ranked in this game.",
            "unknown": "There is no ranking that is called so.",
            "page": "page {page} of {pages}",
        },
        "de": {
            "summary": "Wer vorn liegt.",
            "option.ranking": "Worin.",
            "title": "{ranking}, {where}",
            "everybody": "überall",
            "here": "auf diesem Server",
            "choose": "Eine andere Rangliste",
            "button.everybody": "Überall",
            "button.here": "Dieser Server",
            "you": "Du: {line}",
            "somebody": "jemand",
            "empty": "Hier steht noch niemand. Alle paar Minuten wird gezählt.",
            "none": "In diesem Spiel gibt es keine Rangliste.",
            "unknown": "Es gibt keine Rangliste, die so heißt.",
            "page": "Seite {page} von {pages}",
        },
    },
)


async def _answer(desk: Desk, asked: Asked) -> Message:
    rankings, voice = desk.service.game.active.ruleset.rankings, desk.voice(asked)
    wanted = str(asked.options.get("ranking") or "").strip().casefold()
    found = [each for each in rankings if wanted in {"", each, _called(voice, each).casefold()}]
    if not found:
        return Message(_WORDS.say(voice, "unknown" if rankings else "none"))
    return await _shown(desk, asked, found[0], EVERYBODY, 0)


async def _pressed(desk: Desk, asked: Asked, tap: Tap) -> Message:
    wanted = asked.values[0] if asked.values else tap.word("of")
    where = tap.word("in")
    if (
        tap.step != SHOW
        or wanted not in desk.service.game.active.ruleset.rankings
        or where not in {EVERYBODY, HERE}
    ):
        raise DeadError(wanted)
    return await _shown(desk, asked, wanted, where, max(0, tap.number("page")))


async def _suggests(desk: Desk, asked: Asked) -> list[tuple[str, str]]:
    voice, typed = desk.voice(asked), str(asked.options.get("ranking") or "").casefold()
    named = ((_called(voice, each), each) for each in desk.service.game.active.ruleset.rankings)
    return [each for each in named if typed in each[0].casefold()]


async def _shown(desk: Desk, asked: Asked, ranking: str, where: str, page: int) -> Message:
    voice = desk.voice(asked)
    found = await _page(desk, asked, ranking, where, page)
    if found is None or not found.lines:
        lines = [_WORDS.say(voice, "empty")]
    else:
        lines = await _lines(desk, asked, ranking, found)
    pages = max(1, -(-found.total // PAGE)) if found is not None else 1
    title = _WORDS.say(voice, "title", ranking=_called(voice, ranking), where=_WORDS.say(voice, where))
    footer = _WORDS.say(voice, "page", page=page + 1, pages=pages) if pages > 1 else ""
    card = Card(title, "\n".join(filter(None, (_summary(voice, ranking), *lines))), footer)
    buttons = tuple(_buttons(desk, asked, (ranking, where, page), pages))
    return Message(cards=(card,), buttons=buttons, selects=(_select(desk, asked, ranking, where),))


async def _page(desk: Desk, asked: Asked, name: str, where: str, page: int) -> Page | None:
    """Return a page of a ranking as it is now; None between two of its periods."""
    active, store = desk.service.game.active, desk.service.store
    world = active.ruleset.world(asked.guild)
    board = _board(active.ruleset.rankings[name], await desk.service.now(), active.ruleset.catalogue)
    who = [Name(world, PLAYER, asked.user), Name(world, "guild", asked.guild)]
    numbers = await store.resolve(who)
    guild = numbers[who[1]] if where == HERE else EVERYWHERE
    if not board:
        return None
    return await Boards(store.engine).page(world, board, guild, page, numbers[who[0]])


def _board(ranking: Ranking, now: int, catalogue: Catalogue) -> str:
    if ranking.period is None:
        return board_of(ranking.name, 0, keeps=False)
    period = ScalarCode(catalogue).function(ranking.period, ())
    number = period([], Moment(now, catalogue.calendar.day_of(now)))
    return board_of(ranking.name, number, keeps=True) if number != NONE else ""


async def _lines(desk: Desk, asked: Asked, ranking: str, page: Page) -> list[str]:
    voice, shown = desk.voice(asked), page.lines
    known = [*shown, *([page.own] if page.own is not None else ())]
    hidden = await desk.service.preferences.hidden({each.player for each in known})
    words = desk.service.game.active.ruleset.rankings[ranking].line
    lines = [_line(voice, words.key, each, named=each.player not in hidden) for each in shown]
    own = page.own
    if own is not None and all(each.player != own.player for each in shown):
        lines.append(
            _WORDS.say(voice, "you", line=_line(voice, words.key, own, named=own.player not in hidden))
        )
    return lines


def _line(voice: Voice, key: str, line: Line, *, named: bool) -> str:
    whom = mention(line.owner) if named else _WORDS.say(voice, "somebody")
    values = {
        "place": Value(COUNT, line.place),
        "player": Value(TEXT, whom),
        "score": Value(COUNT, line.score),
    }
    if voice.has(key):
        return voice.say(key, values)
    return f"{line.place}. {whom}: {measure.whole(voice.locale, line.score)}"


def _select(desk: Desk, asked: Asked, ranking: str, where: str) -> Select:
    voice = desk.voice(asked)
    named = tuple((_called(voice, each), each) for each in desk.service.game.active.ruleset.rankings)
    does = LEADERBOARD.tap(asked, SHOW, of=ranking, page=0, **{"in": where})
    return Select(does, named, _WORDS.say(voice, "choose"), (ranking,))


def _buttons(desk: Desk, asked: Asked, at: tuple[str, str, int], pages: int) -> Iterator[Button]:
    voice, (ranking, where, page) = desk.voice(asked), at

    def to(number: int, place: str) -> str:
        return LEADERBOARD.tap(asked, SHOW, of=ranking, page=number, **{"in": place, "b": "b"})

    if page:
        yield Button(word(voice, "back"), to(page - 1, where))
    if page + 1 < pages:
        yield Button(word(voice, "next"), to(page + 1, where))
    other = HERE if where == EVERYBODY else EVERYBODY
    yield Button(_WORDS.say(voice, f"button.{other}"), to(0, other))


def _called(voice: Voice, ranking: str) -> str:
    return voice.own(f"rankings.{ranking}.name", ranking.replace("_", " ").capitalize())


def _summary(voice: Voice, ranking: str) -> str:
    node = voice.ruleset.definitions.declared("rankings").get(ranking)
    return voice.own(f"rankings.{ranking}.summary", scalar_text(entry(node, "summary")))


LEADERBOARD = Own(
    "leaderboard",
    _WORDS,
    _answer,
    params=(Param("ranking", Option.STRING, completed=True, hi=100),),
    pressed=_pressed,
    suggests=_suggests,
    hidden=False,
)
