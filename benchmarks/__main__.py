"""`python -m benchmarks [NAME ...]` -> a line for each benchmark; exit code 0 if all goals are reached."""

from __future__ import annotations

import argparse
import sys

from benchmarks.frame import Modules, run

NAMES = (
    *("expressions", "interpreter", "draws", "columns", "odds", "validation", "startup", "fuzz", "mutants"),
    *("bank", "kill", "faults", "load", "replay", "cards", "reload", "interactions"),
)


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(NAMES)}; none: all")
    parser.add_argument(
        "--count",
        type=int,
        help="how many games `columns`, mutations `fuzz`, mutants `mutants`, operations `bank`, deaths of "
        "each kind `kill`, faults of each kind `faults`, commands `load` and `replay`, cards `cards`, "
        "seconds `interactions`, reloads `reload` try",
    )
    parser.add_argument(
        "--minutes",
        type=float,
        help="about how long each of `bank`, `kill`, `faults`, `load`, `replay`, `interactions`, `reload` "
        "may take instead",
    )
    arguments = parser.parse_intermixed_args()
    return run(arguments.names, Modules(NAMES, arguments.minutes), arguments.count)


if __name__ == "__main__":
    sys.exit(main())
