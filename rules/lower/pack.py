"""The definitions of a pack -> programs, tables, views, profiles, targets ..., and what is wrong."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace

from rules.define.definitions import Definitions
from rules.define.form import entry
from rules.define.sign import OF_VARIABLE
from rules.define.variable import RESET, SINCE
from rules.document import Node
from rules.expression.formula import TypedFormula
from rules.expression.infer import type_formulas
from rules.expression.node import Node as Expression
from rules.expression.scope import Scope
from rules.lower.action import lower_action
from rules.lower.block import lower_block
from rules.lower.build import NOW
from rules.lower.guard import lower_guards
from rules.lower.here import Here
from rules.lower.looks import lower_looks
from rules.lower.notice import lower_notices
from rules.lower.offer import lower_offer
from rules.lower.period import period
from rules.lower.product import lower_products
from rules.lower.profile import lower_profile
from rules.lower.ranking import lower_rankings
from rules.lower.scenario import lower_scenario
from rules.lower.session import Session
from rules.lower.step.draw import draw_once
from rules.lower.target import lower_targets
from rules.lower.view import lower_view
from rules.program.catalogue import Catalogue
from rules.program.guard import Guard
from rules.program.looks import Looks
from rules.program.node import Program, Steps
from rules.program.offer import Offer
from rules.program.product import Product
from rules.program.profile import Profile
from rules.program.ranking import Ranking
from rules.program.scenario import Scenario
from rules.program.target import Target


@dataclass(slots=True)
class Lowered:
    """A pack, lowered; of no use while the session has problems that are errors."""

    session: Session
    catalogue: Catalogue
    programs: dict[str, Program] = field(default_factory=dict)
    tables: dict[str, Steps] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    guards: dict[str, Guard] = field(default_factory=dict)
    rankings: dict[str, Ranking] = field(default_factory=dict)
    notices: Program | None = None
    looks: dict[str, Looks] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    endings: dict[str, Program] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)


def lower_pack(definitions: Definitions, own: Container[str]) -> Lowered:
    """Lower everything that a pack declares; whatever is wrong is gathered in the session.

    *own* are the files of the pack itself: scenarios of a pack that it extends speak of that one.
    """
    session = Session(definitions, lower_block)
    for problem in definitions.problems():
        session.add(problem)
    formulas = type_formulas(definitions.vocabulary)
    _formula_problems(session, formulas)
    lowered = Lowered(session, definitions.vocabulary.catalogue)
    for name, node in definitions.declared("actions").items():
        lowered.programs[name] = lower_action(session, name, node)
    for name, form in definitions.offers.items():
        lowered.offers[name], lowered.endings[name] = lower_offer(session, form)
    for name, node in definitions.tables.items():
        if not definitions.vocabulary.tables[name].params:
            lowered.tables[name] = draw_once(_at(session, f"tables.{name}", name), name, node)
    for name, node in definitions.declared("views").items():
        if name not in session.views and entry(node, "of") is None:
            session.views[name] = lower_view(_at(session, f"views.{name}", name), name, node)
    _trials(lowered, own)
    lowered.targets = lower_targets(session)
    lowered.guards = lower_guards(definitions)
    lowered.looks = lower_looks(session)
    lowered.products = lower_products(session)
    lowered.catalogue = _catalogue(session, formulas)
    return lowered


def _trials(lowered: Lowered, own: Container[str]) -> None:
    """Lower what tries the game out, and what is told of all its players."""
    session, definitions = lowered.session, lowered.session.definitions
    for name, node in definitions.declared("profiles").items():
        lowered.profiles[name] = lower_profile(session, name, node, lowered.programs)
    for name, node in definitions.declared("scenarios").items():
        if node.source.file in own:
            lowered.scenarios[name] = lower_scenario(session, name, node)
    lowered.rankings = lower_rankings(session)
    lowered.notices = lower_notices(session)


def _at(session: Session, site: str, why: str) -> Here:
    return Here(session, Scope(session.definitions.vocabulary), site, why)


def _catalogue(session: Session, formulas: dict[str, TypedFormula]) -> Catalogue:
    """Return the catalogue with its formulas, and with what variables start with."""
    known = session.definitions.vocabulary.catalogue
    start = _at(session, "variables", "")
    slots = tuple(replace(slot, initial=_initial(start, slot.name)) for slot in known.slots)
    return replace(known, slots=slots, formulas={name: each.lowered for name, each in formulas.items()})


def _initial(start: Here, slot: str) -> Expression | None:
    """Return what a slot starts with where it is no constant: time is counted from the beginning."""
    if slot in start.variables:
        return start.initial(slot)
    if slot.startswith(RESET):
        return period(slot.rpartition(".")[2])
    return NOW if slot.endswith(SINCE) else None


def _formula_problems(session: Session, formulas: dict[str, TypedFormula]) -> None:
    here = _at(session, "formulas", "")
    for name, formula in formulas.items():
        written = formula_nodes(session.definitions, name) if formula.problems else []
        for number, problem in formula.problems:
            here.told(written[number], [problem])


def formula_nodes(definitions: Definitions, name: str) -> list[Node]:
    """Return where the bodies of a formula are written: one, or for a formula field one for each record."""
    if OF_VARIABLE in name:
        word, variable = name.split(OF_VARIABLE)
        rule = entry(definitions.variables[variable].node, "regenerates")
        return [entry(rule, word) or definitions.variables[variable].node]
    if "." not in name:
        node = definitions.declared("formulas")[name]
        return [entry(node, "is") or node]
    kind, slot = name.split(".", 1)
    form = definitions.kinds[kind]
    otherwise = form.fields[slot].default or form.fields[slot].node
    found = (
        definitions.resolved.at((kind, id_, slot)) if slot in record else None
        for id_, record in form.records.items()
    )
    return [each.node if each else otherwise for each in found]
