"""Built-in functions and formulas -> C."""

from __future__ import annotations

from collections.abc import Callable

from engine.native.memory import remembered
from engine.native.value import EMIT, Code, as_double, column, together
from engine.native.writer import C_NAME, NotNativeError, Sort, Value
from rules.expression.node import Apply, Const, Function, Node, Reached
from rules.program.catalogue import Formula


def _extreme(code: Code, sign: str, args: tuple[Node, ...]) -> Value:
    """Return the least or greatest: of two equals the first."""
    texts, sort = together(*map(code.read, args))
    found, name = code.unit.fresh("m"), C_NAME[sort]
    lines = [f"{name} {found} = {texts[0]};"]
    for text in texts[1:]:
        other = code.unit.fresh("m")
        lines.append(f"{name} {other} = {text}; if ({other} {sign} {found}) {found} = {other};")
    return Value(f"({{ {' '.join(lines)} {found}; }})", sort)


def _clamp(code: Code, *args: Node) -> Value:
    (x, lo, hi), sort = together(*map(code.read, args))
    a, b, c = (code.unit.fresh("m") for _ in range(3))
    name = C_NAME[sort]
    bound = f"{name} {a} = {x}, {b} = {lo}, {c} = {hi};"
    return Value(f"({{ {bound} {a} < {b} ? {b} : {a} > {c} ? {c} : {a}; }})", sort)


def _default(code: Code, *args: Node) -> Value:
    (x, other), sort = together(*map(code.read, args))
    name = code.unit.fresh("m")
    return Value(f"({{ {C_NAME[sort]} {name} = {x}; {name} == NONE ? {other} : {name}; }})", sort)


def _abs(code: Code, arg: Node) -> Value:
    value = code.read(arg)
    return Value(f"{'fabs' if value.sort == 'd' else 'llabs'}({value.text})", value.sort)


def _whole(name: str) -> Callable[..., Value]:
    def emit(code: Code, arg: Node) -> Value:
        value = code.read(arg)
        return value if value.sort == "i" else Value(f"{name}({value.text})", "i")

    return emit


def _scaled(parts: int) -> Callable[..., Value]:
    return lambda code, arg: Value(f"scaled({as_double(code.read(arg))}, {parts}.0)", "i")


def _record_hash(code: Code, arg: Node) -> Value:
    return column(code, code.unit.catalogue.kinds[arg.type.kind].hashes, arg)


def _formed(text: str) -> Callable[..., Value]:
    return lambda code, *args: Value(text.format(*map(code.whole, args)), "i")


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "min": lambda code, *args: _extreme(code, "<", args),
    "max": lambda code, *args: _extreme(code, ">", args),
    "clamp": _clamp,
    "default": _default,
    "abs": _abs,
    "floor": _whole("floor_of"),
    "ceil": _whole("ceil_of"),
    "round": _whole("nearest"),
    "parts": _scaled(10**9),
    "millionths": _scaled(10**6),
    "record_hash": _record_hash,
    "has": lambda code, arg: Value(f"({code.read(arg).text} != NONE)", "i"),
    "now": _formed("p->now"),
    "today": _formed("p->today"),
    "me": _formed("p->me"),
    "seed": _formed("p->seed"),
    "weekday": _formed("(remainder_of({} + 3, 7) + 1)"),
    "month": _formed("month({})"),
    "day_of": _formed("day_of({})"),
    "start_of": _formed("start_of({})"),
    "luck": _formed("luck({}, {}, {}, {})"),
}


def function(code: Code, node: Function) -> Value:
    """Call a built-in function."""
    if node.name not in FUNCTIONS:
        raise NotNativeError(f"the function `{node.name}`")
    return FUNCTIONS[node.name](code, *node.args)


def apply(code: Code, node: Apply) -> Value:
    """Call a formula; where records have formulas of their own, that of the record."""
    formula = code.unit.catalogue.formulas.get(node.formula)
    if node.owner is not None or formula is None:
        raise NotNativeError(f"`{node.formula}` of another player")
    args = [code.read(arg) for arg in node.args]
    bodies = formula.bodies
    if len(set(bodies)) > 1 and isinstance(node.args[0], Const):
        bodies = (bodies[int(node.args[0].value)],)
    name, sort = _formula(code, formula, bodies, tuple(arg.sort for arg in args))
    return Value(f"{name}({', '.join(('p', *(arg.text for arg in args)))})", sort)


def _formula(
    code: Code, formula: Formula, bodies: tuple[Node, ...], sorts: tuple[Sort, ...]
) -> tuple[str, Sort]:
    """Return the function of a formula whose parameters are of these sorts."""
    key = (formula.name, bodies, sorts)
    if key not in code.unit.formulas:
        names = [f"a{place}" for place in range(len(sorts))]
        bound = {
            param: Value(name, sort) for param, name, sort in zip(formula.params, names, sorts, strict=True)
        }
        inner = Code(code.unit, bound)
        different = list(dict.fromkeys(bodies))
        texts, sort = together(*map(inner.read, different))
        name = code.unit.fresh("F")
        params = "".join(f", {C_NAME[each]} {arg}" for each, arg in zip(sorts, names, strict=True))
        lines = [f"static {C_NAME[sort]} {name}(Player *p{params}) {{"]
        if len(different) > 1:
            places = code.unit.table([different.index(body) for body in bodies]).text
            lines.append(f"switch ({places}[in(a0, {len(bodies)})]) {{")
            lines += [f"case {place}: return {text};" for place, text in enumerate(texts[1:], 1)]
            lines.append("}")
        code.unit.functions.append("\n".join([*lines, f"return {texts[0]};", "}"]))
        code.unit.formulas[key] = remembered(code.unit, formula, name, sorts, sort), sort
    return code.unit.formulas[key]


def reached(code: Code, node: Reached) -> Value:
    """Search the column that orders the kind."""
    kind = code.unit.catalogue.kinds[node.kind]
    values = kind.columns[kind.ordered_by]
    table, value, found = code.unit.table(values), code.read(node.value), code.unit.fresh("m")
    if table.sort == "d":
        search, wanted = "place_d", as_double(value)
    else:
        search, wanted = "place", value.text if value.sort == "i" else f"(i64)floor({value.text})"
    looked = f"i64 {found} = {search}({table.text}, {len(values)}, {wanted}) - 1;"
    if not node.exact:
        return Value(f"({{ {looked} {found} < 0 ? NONE : {found}; }})", "i")
    (held, asked), _ = together(Value(f"{table.text}[{found}]", table.sort), value)
    return Value(f"({{ {looked} {found} >= 0 && {held} == {asked} ? {found} : NONE; }})", "i")


EMIT |= {Function: function, Apply: apply, Reached: reached}
