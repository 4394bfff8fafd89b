"""`reve player`: one player of a live game -> what he has and did; set right, kept out, forgotten."""

from __future__ import annotations

from pathlib import Path

import typer

from cli.exit import FINDINGS, FINE, UsageProblem
from cli.options import FORMAT, MOST, STORE
from cli.out import Format, emit, emit_json, interactive, note
from cli.people.carry import amounts_of, carried, changed, fresh_id, nobody, operator, reported

player = typer.Typer(
    help="See to a player of a live game; whatever is done stands in the audit.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
OWNER = typer.Argument(..., min=0, max=MOST, metavar="OWNER", help="The number that Discord gave the player.")
AS = typer.Option("", "--as", metavar="NAME", help="Who does it; the user of the system, if left out.")
WHY = typer.Option("", "--why", metavar="TEXT", help="The reason, which is kept.")
ID = typer.Option("", "--id", metavar="ID", help="Repeated under the same id, it is done once.")
WORLD = typer.Option(0, "--world", min=0, max=MOST, metavar="NUMBER", help="The world in which he plays.")


@player.command()
def show(owner: int = OWNER, store: str = STORE, form: Format = FORMAT) -> int:
    """Show what a player has and owes, and what operators did about him."""
    from cli.people.shown import seen
    from cli.storing import ask
    from engine.live.people.look import look

    found = ask(store, lambda opened: look(opened, owner))
    if form is Format.JSON:
        from dataclasses import asdict

        emit_json(worlds=[asdict(each) for each in found])
    else:
        emit("\n".join(line for each in found for line in seen(each)) or nobody(owner))
    return FINE if found else FINDINGS


@player.command()
def find(
    name: str = typer.Argument(..., metavar="NAME", help="What he is called, or how that begins."),
    store: str = STORE,
    form: Format = FORMAT,
) -> int:
    """Find players by what they are called."""
    from cli.storing import ask
    from engine.live.people.find import called

    found = ask(store, lambda opened: called(opened, name))
    if form is Format.JSON:
        emit_json(players=[each._asdict() for each in found])
    else:
        lines = (f"{each.owner}  {each.name}  (world {each.world}, player {each.number})" for each in found)
        emit("\n".join(lines) or f"nobody is called `{name}`")
    return FINE if found else FINDINGS


@player.command()
def receipts(
    owner: int = OWNER,
    last: int = typer.Option(20, "--last", min=1, max=10_000, help="How many."),
    store: str = STORE,
    form: Format = FORMAT,
) -> int:
    """List a player's receipts, the last first."""
    from cli.people.shown import told
    from cli.storing import ask
    from engine.live.people.look import receipts as last_of

    found = ask(store, lambda opened: last_of(opened, owner, last))
    if form is Format.JSON:
        from dataclasses import asdict

        emit_json(receipts=[asdict(each) for each in found])
    else:
        emit("\n".join(map(told, found)) or nobody(owner))
    return FINE


@player.command()
def grant(
    owner: int = OWNER,
    amounts: list[str] = typer.Argument(..., metavar="ID=AMOUNT...", help="What he is given."),
    why: str = WHY,
    actor: str = AS,
    id_: str = ID,
    world: int = WORLD,
    store: str = STORE,
    form: Format = FORMAT,
) -> int:
    """Give a player something."""
    from engine.live.system import GRANT

    return carried(store, form, (world, owner, GRANT, amounts_of(amounts)), (actor, why, id_))


@player.command()
def revert(
    receipt: str = typer.Argument(..., metavar="RECEIPT", help="The receipt's id."),
    debt: bool = typer.Option(False, "--debt", help="What is spent stays owed until it is there."),
    why: str = WHY,
    actor: str = AS,
    id_: str = ID,
    store: str = STORE,
    form: Format = FORMAT,
) -> int:
    """Let all that a receipt moved flow back, of everybody who had a part in it; once."""
    from cli.storing import ask
    from engine.live.correct.flow import FlowError
    from engine.live.operate import revert as reverted

    by, new = operator(actor), id_ or fresh_id()
    try:
        return reported(ask(store, lambda opened: reverted(opened, receipt, new, by, why, debt=debt)), form)
    except FlowError as problem:
        raise UsageProblem(str(problem)) from None


@player.command()
def ban(
    owner: int = OWNER,
    length: str = typer.Option(..., "--for", metavar="TIME", help="For how long: 30m, 12h, 7d, 3650d."),
    why: str = WHY,
    actor: str = AS,
    id_: str = ID,
    world: int = WORLD,
    store: str = STORE,
    form: Format = FORMAT,
) -> int:
    """Keep a player out; what he has stays his."""
    from engine.live.correct.word import BAN
    from rules.define.literal import duration

    found = duration(length)
    if not found or found < 0:
        raise UsageProblem(f"`{length}` is no time; write `--for 7d`")
    return carried(store, form, (world, owner, BAN, {"for": found}), (actor, why, id_))


@player.command()
def unban(
    owner: int = OWNER,
    why: str = WHY,
    actor: str = AS,
    id_: str = ID,
    world: int = WORLD,
    store: str = STORE,
    form: Format = FORMAT,
) -> int:
    """Let a player in again."""
    from engine.live.correct.word import BAN

    return carried(store, form, (world, owner, BAN, {"until": 0}), (actor, why, id_))


@player.command("note")
def remark(
    owner: int = OWNER,
    text: str = typer.Argument(..., metavar="TEXT", help="What is to be remembered of him."),
    actor: str = AS,
    store: str = STORE,
) -> int:
    """Note something about a player, which operators read."""
    from cli.people.done import remarked
    from cli.storing import ask

    by = operator(actor)
    if not ask(store, lambda opened: remarked(opened, owner, by, text)):
        raise UsageProblem(nobody(owner))
    return FINE


@player.command()
def export(
    owner: int = OWNER,
    file: Path | None = typer.Option(None, "--write", metavar="FILE", help="Write it to a file."),
    actor: str = AS,
    store: str = STORE,
) -> int:
    """Write all that is kept of a player, as JSON."""
    from cli.out import as_json
    from cli.people.done import exported
    from cli.storing import ask
    from cli.whole import write_whole

    by = operator(actor)
    found = ask(store, lambda opened: exported(opened, owner, by))
    text = as_json(owner=owner, worlds=found)
    if file is not None:
        write_whole(file, f"{text}\n".encode())
    else:
        print(text)
    if not found:
        note(f"reve: {nobody(owner)}")
    return FINE


@player.command()
def erase(
    owner: int = OWNER,
    sure: bool = typer.Option(False, "--yes", help="Do not ask; there is no way back but a backup."),
    actor: str = AS,
    store: str = STORE,
    form: Format = FORMAT,
) -> int:
    """Forget a player: name, settings, notices and places; what he did stays, and leads to nobody."""
    from cli.storing import ask
    from engine.live.people.erase import erase as forgotten

    if not sure and not (interactive() and typer.confirm(f"forget {owner} for ever?")):
        raise UsageProblem("nobody was forgotten; say `--yes` where nobody can be asked")
    by = operator(actor)
    found = ask(store, lambda opened: forgotten(opened, owner, by))
    return changed(owner, [each._asdict() for each in found], "forgotten", form)


@player.command()
def move(
    owner: int = OWNER,
    account: int = typer.Argument(
        ..., min=1, max=MOST, metavar="ACCOUNT", help="The number of the account he has now."
    ),
    actor: str = AS,
    store: str = STORE,
    form: Format = FORMAT,
) -> int:
    """Let a player go on under another account."""
    from cli.storing import ask
    from engine.live.people.erase import TakenError
    from engine.live.people.erase import move as moved

    by = operator(actor)
    try:
        found = ask(store, lambda opened: moved(opened, owner, account, by))
    except TakenError as problem:
        raise UsageProblem(str(problem)) from None
    return changed(owner, [each._asdict() for each in found], f"is {account} now", form)
