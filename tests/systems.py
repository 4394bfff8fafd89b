"""The marks on tests -> docs/systems.md: which test proves which system of the default game.

`python -m tests.systems` writes it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "systems.md"
SYSTEMS = {
    "G1": "player: registration, wallet, energy and stamina, level, skill points",
    "G2": "tiers: eighteen of them, each stronger and dearer than the last",
    "G3": "elements: eight of them, and what every two of them make",
    "G4": "esprits: stats, tier, element, rarity, abilities",
    "G5": "abilities: resolved from tier, element and stars",
    "G6": "awakening: stars for copies",
    "G7": "fusion: two esprits of a tier make one of the next",
    "G8": "fragments: what failure leaves, and what it buys",
    "G9": "leader: one esprit that helps with named actions",
    "G10": "echoes: a daily claim, opened from loot tables",
    "G11": "drops and grabs: the first to take one has it",
    "G12": "packs: drop tables with guarantees",
    "G13": "creator packs: written by players, through a gate, approved, reported, taken down",
    "G14": "daily streak",
    "G15": "battles: against opponents that content declares",
    "G16": "ranks",
    "G17": "selling",
    "G18": "trading: both agree to what they saw, a tenth of the gold is lost",
    "G19": "marketplace: listings, fees, ends and refunds",
    "G20": "experience and levels",
    "G25": "resources: generation, regeneration, limits",
    "G30": "power: everything that a player could bring to a fight",
    "G32": "rewards: one way to hand out anything",
    "G31": "leaderboards: of the world and of guilds, even scores share a place",
    "G33": "notifications: off until they are turned on, and kept where messages are closed",
    "G36": "purchases: granted once, taken back on refund, what is missing is owed",
    "G37": "roles: from settings, looked at in one place, never by what Discord permits",
    "G40": "menu: what can be done now, by topic, with a button for each",
    "G42": "user management: shown, set right, kept out, noted, moved, exported, erased; all of it audited",
    "G43": "first run and help: the next step is always said, and what each thing needs",
    "G44": "a server's owner: where, in what language, when and for whom; nothing stays when the bot goes",
    "P3": "action queue: one command of a player at a time, seen and cleared",
    "P5": "cache: told of changes by every process, and not needed",
    "P6": "rate limits: counted together, who goes on too long is blocked",
    "P7": "settings: one place, checked, secrets masked",
    "P8": "environment check: each part tried, each failure explained",
    "P10": "error recovery: tried again with patience, dropped when memory is short",
    "P11": "hot reload: by every process within a second, no command fails, what is bad changes nothing",
    "P13": "background jobs: they survive restarts and run once across processes",
    "P18": "safety and law: the odds of all that is drawn, and what it costs until it comes",
    "M12": "operators' commands: by role, confirmed, audited",
    "S6": "backups: taken while everybody plays, tried out each day, restored exactly",
}
HEAD = """# Systems and their proofs

What the product and its default game have, and the tests that prove it. Made from `@pytest.mark.system` by
`make systems`; a test holds it current. What each action does and refuses is also said in
`content/reve/scenarios`, which `reve test` runs.
"""


def page(tests: Path = ROOT / "tests") -> str:
    """Return the whole page for the marks in *tests*."""
    proofs = sorted(proof for path in tests.rglob("test_*.py") for proof in _proofs(path, tests.parent))
    return "\n".join([HEAD, *(line for name in SYSTEMS for line in _section(name, proofs))])


def _section(name: str, proofs: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    yield f"## {name} {SYSTEMS[name]}\n"
    lines = [f"- {test.replace('_', ' ')} (`{path}`)" for system, path, test in proofs if system == name]
    yield from lines or ["No test is marked for it; its scenarios prove it."]
    yield ""


def _proofs(path: Path, root: Path) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            for system in _marked(node):
                if system not in SYSTEMS:
                    message = f"{path.name}: `{system}` is no system; the systems are in tests/systems.py"
                    raise ValueError(message)
                yield system, path.relative_to(root).as_posix(), node.name.removeprefix("test_")


def _marked(test: ast.FunctionDef) -> Iterator[str]:
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.system":
            yield from (ast.literal_eval(argument) for argument in mark.args)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
