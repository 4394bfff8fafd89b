"""Variables, holdings, limits and choices -> the slots of a state."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass

from rules.define.form import Form, entry, items, parameters, read_form, scalar_text
from rules.define.kind import KindForm
from rules.define.literal import day, duration, truth, whole
from rules.document import Mapping, Node, Scalar
from rules.expression.type import COUNT, DATE, INTEGER_MOST, NONE, TIME, Type, integer, record
from rules.program.slot import Scope, Slot

WAITING = "waiting"
SINCE = ".since"  # what the slot that regeneration is counted from ends with
RESET = "reset."  # what the slots begin with that hold the period of the last reset
REACTIONS = "reactions"  # a noun and so no kind; by it `waiting` is kept
CALENDAR_PERIODS = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class VariableForm:
    """A variable as an author declared it."""

    name: str
    node: Node
    form: Form
    per: str = ""
    scope: Scope = "player"
    spendable: bool = False
    resets: tuple[str, ...] = ()

    @property
    def default(self) -> int | None:
        """Return the constant it starts with, or None where an expression says so."""
        written = self.form.default
        if written is None:
            return NONE if self.form.optional else int(max(0, self.form.type.lo))
        return constant(written, self.form)


def constant(node: Node, form: Form) -> int | None:
    """Return a written constant as a cell holds it, or None where it is none."""
    text = scalar_text(node)
    if text == "none":
        return NONE
    readers = {"bool": truth, "day": day, "duration": duration}
    value = readers.get(form.type.name, whole)(text)
    return None if value is None else int(value)


def variable_forms(root: Dict[str, Node], kinds: dict[str, KindForm]) -> dict[str, VariableForm]:
    """Return every variable of the pack whose type can be read."""
    declared = root.get("variables")
    nodes = declared.entries if isinstance(declared, Mapping) else {}
    forms = {name: _variable(name, node, kinds) for name, node in sorted(nodes.items())}
    return {name: form for name, form in forms.items() if form}


def _variable(name: str, node: Node, kinds: dict[str, KindForm]) -> VariableForm | None:
    form = read_form(entry(node, "type") or node, kinds)
    per = scalar_text(entry(node, "per"))
    if form is None or not isinstance(node, Mapping) or (per and per not in kinds):
        return None
    outer = Form(form.type, node, scalar_text(entry(node, "optional")) == "true", entry(node, "default"))
    return VariableForm(
        name,
        node,
        outer,
        per=per,
        scope=scalar_text(entry(node, "belongs_to")) or "player",
        spendable=scalar_text(entry(node, "spendable")) == "true",
        resets=_words(entry(node, "resets")),
    )


def _words(node: Node | None) -> tuple[str, ...]:
    return (node.text,) if isinstance(node, Scalar) else tuple(scalar_text(part) for part in items(node))


def slots_of(
    root: Dict[str, Node],
    kinds: dict[str, KindForm],
    variables: dict[str, VariableForm],
    more: Iterable[Slot] = (),
) -> tuple[Slot, ...]:
    """Return every slot of a state, in canonical order; what an expression starts is filled in later."""
    found = [
        *more,
        *(
            Slot(0, f"owned.{kind.name}", COUNT.within(0, kind.most), kind.name, asset=True)
            for kind in kinds.values()
            if kind.holdable
        ),
        *(slot for variable in variables.values() for slot in _variable_slots(variable, kinds)),
        *(slot for name, node in _declared(root, "limits") for slot in _limit_slots(name, node)),
        *(slot for name, node in _declared(root, "choices") for slot in _choice_slots(name, node)),
        *(Slot(0, f"taken.{kind}", integer(0, 1), kind, "draw") for kind in kinds),
        Slot(0, WAITING, integer(0, 1), REACTIONS),
    ]
    found.sort(key=lambda slot: slot.name)
    return tuple(
        Slot(index, slot.name, slot.type, slot.kind, slot.scope, slot.default, slot.initial, slot.asset)
        for index, slot in enumerate({slot.name: slot for slot in found}.values())
    )


def old_slots(slots: tuple[Slot, ...], renamed: Dict[str, Dict[str, str]]) -> dict[str, str]:
    """Return what slots were called before their variable, limit or choice got another id."""
    found = {}
    prefixes = (
        ("variables", ""),
        ("limits", "limit."),
        ("choices", "choice."),
        ("offers", ""),
        ("offers", "one."),
    )
    for noun, prefix in prefixes:
        for old, new in renamed.get(noun, {}).items():
            before, after = f"{prefix}{old}", f"{prefix}{new}"
            names = (slot.name for slot in slots if slot.name == after or slot.name.startswith(f"{after}."))
            found.update({before + name.removeprefix(after): name for name in names})
    return found


def _declared(root: Dict[str, Node], noun: str) -> list[tuple[str, Node]]:
    node = root.get(noun)
    return sorted(node.entries.items()) if isinstance(node, Mapping) else []


def _variable_slots(variable: VariableForm, kinds: dict[str, KindForm]) -> list[Slot]:
    name, type_, scope = variable.name, variable.form.told, variable.scope
    default = initial_code(variable, kinds)
    slots = [Slot(0, name, type_, variable.per, scope, default, asset=variable.spendable)]
    if entry(variable.node, "regenerates") is not None:
        slots.append(Slot(0, f"{name}{SINCE}", TIME, variable.per, scope))
    slots += [
        Slot(0, f"{RESET}{scope}.{period}", _period_type(period, kinds), "", scope, NONE)
        for period in variable.resets
        if period in CALENDAR_PERIODS or period in kinds
    ]
    return slots


def initial_code(variable: VariableForm, kinds: dict[str, KindForm]) -> int:
    """Return what a cell holds at first; 0 where an expression says so."""
    default, type_ = variable.default or 0, variable.form.told
    if type_.name == "record" and variable.form.default is not None and default in {0, None}:
        codes = kinds[type_.kind].codes if type_.kind in kinds else {}
        default = codes.get(scalar_text(variable.form.default), default)
    return default


def _period_type(period: str, kinds: dict[str, KindForm]) -> Type:
    return (record(period) if period in kinds else DATE).maybe()


def _limit_slots(name: str, node: Node) -> list[Slot]:
    per = next((scalar_text(kind) for kind in parameters(node).values()), "")
    scope = scalar_text(entry(node, "per")) or "player"
    if entry(node, "each") is not None:
        return [
            Slot(0, f"limit.{name}.period", DATE.maybe(), per, scope, NONE),
            Slot(0, f"limit.{name}.used", COUNT, per, scope),
        ]
    return [Slot(0, f"limit.{name}", integer(0, INTEGER_MOST), per, scope)]


def _choice_slots(name: str, node: Node) -> list[Slot]:
    scope = scalar_text(entry(node, "for")) or "player"
    kind = scalar_text(entry(node, "one_of"))
    picks = whole(scalar_text(entry(node, "pick"))) or 1
    picked = [
        Slot(0, f"choice.{name}.{index}", record(kind).maybe(), "", scope, NONE) for index in range(picks)
    ]
    return [Slot(0, f"choice.{name}", DATE.maybe(), "", scope, NONE), *picked]
