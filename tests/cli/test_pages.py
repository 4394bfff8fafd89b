"""Every sort of problem has a page; its wrong example has the problem, its right one does not."""

from __future__ import annotations

import re

import pytest

from cli.explain import page, pages
from rules.codes import CODES
from rules.load import compile_pack
from rules.pack import Texts
from rules.problem import Problems

BASE = {
    "game": "game: {id: mine, title: Mine, version: 1.0.0, language: 1}\n",
    "things": """
kinds:
  coin: {holdable: stack}
  rank: {ordered_by: order, fields: {order: {int: [1, 3]}}}
  beast: {holdable: stack, most: 99, fields: {rank: rank, power: {int: [0, 100]}}}
coin: {gold: {name: Gold}}
rank: {low: {order: 1}, mid: {order: 2}, high: {order: 3}}
beast: {griffin: {name: Griffin, rank: high, power: 60}, mouse: {name: Mouse, rank: low, power: 2}}
variables:
  wins: {type: int}
  losses: {type: int}
  level: {type: {int: [1, 50]}, default: 1}
  friend: {type: beast, optional: true}
limits: {once: {per: player, times: 1, each: day}}
actions:
  begin:
    limit: once
    require: [{that: wins + losses + level > 3 and (not has(friend) or friend.rank.order > 1), else: tired}]
    do:
      - {give: {gold: 9, griffin: 1, mouse: 1}}
      - {set: {friend: mouse, level: 2}}
      - {add: {wins: 1, losses: 1}}
    say: wave
texts: {en: {wave: "You wave.", tired: "Too tired."}}
""",
}
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
EXAMPLES = {code: text for code, text in pages().items() if "```yaml" in text}


def test_every_code_has_a_page_with_a_wrong_and_a_right_example() -> None:
    assert sorted(pages()) == [code.id for code in CODES]
    for text in pages().values():
        assert text.index("Wrong:") < text.index("Right:")


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_is_what_its_page_says(code: str) -> None:
    wrong, right = EXAMPLES[code].split("Right:")

    assert code in found(code, wrong)
    assert code not in found(code, right)
    assert not [other for other in found(code, right) if other[0] == "E"]


def test_a_page_begins_with_the_title() -> None:
    assert page("E102").startswith("error[E102]: a key is written twice\n\nA key may stand once")


def found(code: str, text: str) -> set[str]:
    """Return the codes of what is wrong with the files of an example, beside those of the base."""
    files = {f"{number}.yaml": body for number, body in enumerate(BLOCK.findall(text))}
    own = code == "E123" or any(body.startswith("game:") for body in files.values())
    kept = {f"{name}.yaml": body for name, body in BASE.items() if not (own and name == "game")}
    read = Texts("mine", {**kept, **files})

    def find(name: str, _: Texts) -> Texts | None:
        return read if name == "." else None

    return {problem.code for problem in compile_pack(read, Problems(), find).problems}
