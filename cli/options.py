"""What many commands ask for in the same words -> their options."""

from __future__ import annotations

import typer

from cli.out import Format

MOST = 2**63 - 1  # what a database takes for a number of Discord's
STORE = typer.Option("", "--store", metavar="URL", help="Where the state is; REVE_STORE, if left out.")
FORMAT = typer.Option(Format.HUMAN, "--format", help="How the result is written.")
