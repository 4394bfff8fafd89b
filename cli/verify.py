"""`reve verify`: the proof of a receipt -> whether its luck was promised, rolled and logged as it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.exit import FINDINGS, FINE, UsageProblem
from cli.options import FORMAT
from cli.out import Format, emit, emit_json
from cli.whole import write_whole

if TYPE_CHECKING:
    from engine.fair.proof import Proof
    from engine.fair.verify import Difference

_NO_SEED = "no seed of the player's own"


def verify(
    subject: str = typer.Argument(..., metavar="FILE|RECEIPT", help="A proof; with --store a receipt's id."),
    store: str = typer.Option("", "--store", metavar="URL", help="Where the receipt is kept."),
    checkpoint: str = typer.Option("", "--checkpoint", metavar="ROOT", help="The root that was published."),
    out: Path | None = typer.Option(None, "--write", metavar="FILE", help="Keep the proof in a file."),
    form: Format = FORMAT,
) -> int:
    """Work out again, from the seed that was promised, what a receipt says was rolled."""
    from engine.fair.verify import differences, is_open

    proof, when = _stored(store, subject) if store else (_kept(subject), "after its epoch has ended")
    root = _root(checkpoint)
    if out is not None:
        _write(out, proof)
    found = differences(proof, root)
    if not found and not is_open(proof):
        raise UsageProblem(
            f"promise and place in the log are right; its rolls can be verified with the seed of epoch "
            f"{proof.leaf.epoch}, which is revealed {when}"
        )
    if form is Format.JSON:
        emit_json(verified=not found, differences=[each._asdict() for each in found], **_plain(proof))
    else:
        emit("\n".join(_differing(proof, found) if found else _verified(proof)))
    return FINDINGS if found else FINE


def _kept(path: str) -> Proof:
    from engine.fair.proof import Unreadable, read

    try:
        text = Path(path).read_text("utf-8")
    except UnicodeDecodeError:
        raise UsageProblem(f"`{path}` is no proof: it is no text") from None
    found = read(text)
    if isinstance(found, Unreadable):
        raise UsageProblem(f"`{path}` is no proof: {found.why}")
    return found


def _stored(url: str, receipt: str) -> tuple[Proof, str]:
    """Return the proof of a receipt in a store, and when its seed is revealed."""
    from cli.storing import ask
    from cli.verifying import proven

    return ask(url, lambda store: proven(store, receipt))


def _root(spelt: str) -> bytes | None:
    try:
        root = bytes.fromhex(spelt)
    except ValueError:
        root = b"?"
    if len(root) not in {0, 32}:
        raise UsageProblem(f"`{spelt}` is no root of a checkpoint, which has 64 hexadecimal digits")
    return root or None


def _write(path: Path, proof: Proof) -> None:
    try:
        write_whole(path, proof.written().encode())
    except OSError as error:
        raise UsageProblem(f"`{path}` cannot be written: {error.strerror}") from error


def _plain(proof: Proof) -> dict[str, object]:
    leaf = proof.leaf
    return {
        "receipt": leaf.id,
        "player": leaf.player,
        "action": leaf.action,
        "outcome": leaf.outcome,
        "epoch": leaf.epoch,
        "ruleset": leaf.ruleset,
        "rolls": len(leaf.luck.rolls) if leaf.luck else 0,
        "size": proof.size,
        "root": proof.root.hex(),
    }


def _verified(proof: Proof) -> Iterator[str]:
    leaf = proof.leaf
    yield f"verified: receipt {leaf.id}, {leaf.action} of player {leaf.player}, {leaf.outcome}"
    if leaf.luck:
        seeds = [f"`{each.seed}`" if each.seed else _NO_SEED for each in leaf.luck.basis.holders]
        yield f"  rolled with {' and '.join(seeds)}, nonce {leaf.luck.basis.nonce}, under epoch {leaf.epoch}"
        yield f"    promised as {proof.commitment.hex()}"
        for roll in leaf.luck.rolls:
            yield f"    {roll.site}: {roll.value:,} of {roll.n:,}"
    yield f"  decided by rules {leaf.ruleset}"
    yield f"  leaf {proof.position:,} of the {proof.size:,} under {proof.root.hex()}"


def _differing(proof: Proof, found: list[Difference]) -> Iterator[str]:
    yield f"differs: receipt {proof.leaf.id}"
    for each in found:
        yield f"  {each.what}, {each.where}: {each.said}, but should be {each.expected}"
