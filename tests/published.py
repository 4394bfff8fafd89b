"""The schemas that others published, in tests/schemas -> what holds our reports to them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator
from xmlschema import XMLSchema10

SCHEMAS = Path(__file__).parent / "schemas"


@cache
def sarif() -> Any:
    """Return the validator of SARIF 2.1.0."""
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)


@cache
def junit() -> XMLSchema10:
    """Return the validator of JUnit XML, as the xUnit plugin of Jenkins reads it."""
    return XMLSchema10(SCHEMAS / "junit-10.xsd")
