"""A new pack -> what stands around it: editor settings, a README, checks for a build server."""

from __future__ import annotations

import json

from cli.beginning.copy import SCHEMA

_SETTINGS = {
    "yaml.schemas": {SCHEMA: ["*.yaml", "**/*.yaml"]},
    "yaml.schemaStore.enable": False,
    "yaml.format.enable": False,
    "editor.quickSuggestions": {"strings": True},
}
_README = """# {title}

A game for REVE, which plays, checks and simulates it. It is YAML: no program needs to be written.

    reve validate     every mistake, with its place and what to do
    reve play         the game in the terminal
    reve test         the scenarios: given this, when that, then those
    reve odds         the exact odds of every table
    reve simulate     a month of players
    reve plan         what changed since the last commit, and what that does

Begin with `reve play`, change a number, and play again. `reve explain PATH` says where a value comes from,
`reve explain CODE` what a problem means. `reve schema --out .vscode` tells new ids to your editor.
"""
_CHECKS = """name: check
on: [push, pull_request]
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: {fetch-depth: 0}
      - uses: actions/setup-python@v5
        with: {python-version: "3.12"}
      # Say in this repository's variable REVE where it comes from: a wheel, or git+https://… at a commit.
      - run: pip install "$REVE"
        env: {REVE: "${{ vars.REVE }}"}
      - run: reve validate --strict --format github
      - run: reve test
      - name: what the change does
        if: github.event_name == 'pull_request'
        env: {BASE: "origin/${{ github.base_ref }}"}
        run: reve plan --base "$BASE" --format markdown >> "$GITHUB_STEP_SUMMARY"
"""
_RECOMMENDED = {"recommendations": ["redhat.vscode-yaml"]}


def around(title: str) -> dict[str, str]:
    """Return the files by their paths; the editor's schema is made of the pack itself."""
    return {
        "README.md": _README.format(title=title),
        ".vscode/settings.json": json.dumps(_SETTINGS, indent=2) + "\n",
        ".vscode/extensions.json": json.dumps(_RECOMMENDED, indent=2) + "\n",
        ".github/workflows/check.yml": _CHECKS,
    }
