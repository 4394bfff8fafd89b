"""Reports for other programs, of every pack with mistakes, against the schemas that those programs have."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.packs import reve
from tests.published import sarif
from tests.rules.report.test_junit import check

PROBLEMS = Path(__file__).parents[1] / "problems"
PACKS = sorted(path.name for path in PROBLEMS.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", PACKS)
def test_a_report_is_what_its_readers_expect(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    log, suites, plain = (
        reve(capsys, "validate", PROBLEMS / name, "--format", form) for form in ("sarif", "junit", "json")
    )
    found = json.loads(plain.out)["problems"]

    sarif().validate(json.loads(log.out))
    root = ET.fromstring(suites.out)  # noqa: S314 - of our own making
    check(root)
    assert len(json.loads(log.out)["runs"][0]["results"]) == len(found)
    assert len(root.findall(".//failure")) == len(found)
    assert log.code == suites.code == plain.code
