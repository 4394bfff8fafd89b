"""The arguments of `reve` -> one command, run to its exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import typer

from cli.exit import ended

# In the order in which a designer meets them. Each is the function of that name in the module of that name.
COMMANDS = (
    "new",
    "validate",
    "show",
    "explain",
    "card",
    "odds",
    "roll",
    "play",
    "simulate",
    "test",
    "plan",
    "schema",
    "migrate",
    "verify",
    "replay",
    "rulesets",
    "reload",
    "rollback",
    "backup",
    "restore",
    "revenue",
    "settings",
    "doctor",
)
# Commands of commands: each is the application of that name in the module of that name.
GROUPS = ("bot", "db", "player")

ABOUT = """A game engine whose games are YAML.

A pack is a folder with a game.yaml. Every command takes it as its first word or by --pack; where none is
named, it is that of the current folder or of one above it, else the default game.

Exit codes: 0 fine, 1 findings, 2 usage, 3 changes (plan --detailed-exitcode), 70 internal error,
130 interrupted.
"""


def application() -> typer.Typer:
    """Return the command line, its commands in order."""
    app = typer.Typer(
        help=ABOUT,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(version)
    for name in COMMANDS:
        app.command(name)(getattr(import_module(f"cli.{name}"), name))
    for name in GROUPS:
        app.add_typer(getattr(import_module(f"cli.{name}"), name), name=name)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version as installed

        print(installed("reve"))
        raise typer.Exit


def version(
    _: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Show the version."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    command = typer.main.get_command(application())
    return ended(lambda: command(args=list(arguments), prog_name="reve", standalone_mode=False))


def _open() -> None:
    """Give nothing to read, and nowhere to write, where the shell closed a stream."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - for good


def main() -> None:
    """Run the command that the shell was given; what its terminal cannot show is shown as `?`."""
    _open()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
