"""The rules of SARIF 2.1.0 for the objects that our reports use, as a JSON Schema written from the standard.

Stricter than the standard in one way: properties that we do not write are refused.
"""

from typing import Any

TEXT = {"type": "string"}
POSITIVE = {"type": "integer", "minimum": 1}


def thing(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def many(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


MESSAGE = thing(["text"], text={"type": "string", "minLength": 1})
REGION = thing(  # 3.30: text regions count from 1; columns need their lines
    ["startLine"], startLine=POSITIVE, startColumn=POSITIVE, endLine=POSITIVE, endColumn=POSITIVE
)
ARTIFACT = thing(
    ["uri"], uri={"type": "string", "format": "uri-reference", "pattern": r"^[!#-;=?-\[\]_a-z~]*$"}
)
PHYSICAL = thing(["artifactLocation"], artifactLocation=ARTIFACT, region=REGION)
LOGICAL = thing([], fullyQualifiedName=TEXT)
LOCATION = thing(
    ["physicalLocation"],
    id={"type": "integer", "minimum": 0},
    physicalLocation=PHYSICAL,
    logicalLocations=many(LOGICAL, uniqueItems=True),
    message=MESSAGE,
)
RULE = thing(["id"], id=TEXT, shortDescription=MESSAGE)
RESULT = thing(
    ["message"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level={"enum": ["none", "note", "warning", "error"]},
    message=MESSAGE,
    locations=many(LOCATION),
    relatedLocations=many(LOCATION, uniqueItems=True),
)
TOOL = thing(["driver"], driver=thing(["name"], name=TEXT, version=TEXT, rules=many(RULE, uniqueItems=True)))
RUN = thing(
    ["tool"], tool=TOOL, columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]}, results=many(RESULT)
)
LOG = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **thing(
        ["version", "runs"],
        **{"$schema": {"type": "string", "format": "uri"}},
        version={"const": "2.1.0"},
        runs=many(RUN),
    ),
}
