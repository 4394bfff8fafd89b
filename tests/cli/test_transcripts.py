"""What commands print is what the transcripts say, to the last letter."""

from __future__ import annotations

import pytest

from tests.cli.transcript import TRANSCRIPTS, played


@pytest.mark.parametrize("name", sorted(path.stem for path in TRANSCRIPTS.glob("*.txt")))
def test_commands_print_what_their_transcript_says(name: str) -> None:
    expected = (TRANSCRIPTS / f"{name}.txt").read_text("utf-8")

    assert played(expected) == expected
