"""
Change the clock's code one small way at a time and see whether its tests notice.

python -m tests.mutation.clock [MODULE ...]     all modules of foibot/clock, or those named
Each mutant that no test notices is printed; it must be explained in clock_survivors.toml.
Exit status 1 when one is not explained there, or when one explained there is noticed after all.
"""

from __future__ import annotations

import ast
import copy
import os
import signal
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import hypothesis.strategies
import pytest
import rich.progress
from click import testing
from hypothesis import Phase, settings

from tests.unit.clock import witness

ROOT = Path(__file__).resolve().parents[2]
CLOCK = Path("foibot") / "clock"
EXPLAINED = Path(__file__).with_name("clock_survivors.toml")
TESTS = "tests/unit/clock"
# The tests that most likely notice a change in a module: run first, because they are few.
NEAREST = {
    "effects": "item", "walk": "item", "model": "item", "statute": "rules", "facts": "rules",
    "regimes": "rule_files", "timetable": "rule_files", "rulebook": "rule_files",
    "load": "holidays", "render": "explain", "events": "item",
}  # fmt: skip
# Seconds after which a mutant that hangs counts as noticed.
PATIENCE = 60

COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.BitXor: ast.BitAnd,
}  # fmt: skip
SWAPPED = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where, what it was, what it is, and the whole changed text."""

    module: str
    line: int
    was: str
    now: str
    source: str
    text: str

    @property
    def name(self) -> str:
        """Return what identifies the change, whatever the number of its line."""
        return f"{self.module}: {self.was} -> {self.now} in: {self.source}"


def replacements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the small changes of one node."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARE:
        changed = copy.deepcopy(node)
        changed.ops = [COMPARE[type(node.ops[0])]()]
        yield changed
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        changed_op = copy.deepcopy(node)
        changed_op.op = ARITHMETIC[type(node.op)]()
        yield changed_op
    elif isinstance(node, ast.BoolOp):
        other = copy.deepcopy(node)
        other.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield other
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.Constant):
        yield from constants(node)
    elif isinstance(node, ast.Name) and node.id in SWAPPED:
        yield ast.Name(SWAPPED[node.id], node.ctx)
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(node.test, node.orelse, node.body)


def constants(node: ast.Constant) -> Iterator[ast.AST]:
    """Yield another truth value or the next number; words are not the law's business."""
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield ast.Constant(node.value + 1)


def is_decoration(node: ast.AST) -> bool:
    """Return whether a change here could not move a date: declarations and their keywords."""
    return isinstance(node, ast.Import | ast.ImportFrom | ast.AnnAssign | ast.arg) or (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"dataclass", "field"}
    )


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield each node with where it hangs: parent, field, place in a list."""
    decorations = (node for node in ast.walk(tree) if is_decoration(node))
    returned = (
        node.returns
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.returns
    )
    passed_over = {id(part) for node in (*decorations, *returned) for part in ast.walk(node)}
    for parent in (node for node in ast.walk(tree) if id(node) not in passed_over):
        for name, value in ast.iter_fields(parent):
            if name in {"annotation", "returns", "decorator_list", "op", "ops", "ctx"}:
                continue
            children = value if isinstance(value, list) else [value]
            for place, child in enumerate(children):
                if isinstance(child, ast.expr):
                    yield parent, name, place if isinstance(value, list) else None, child


def mutants(module: Path) -> Iterator[Mutant]:
    """Yield every mutant of *module*."""
    text = module.read_text(encoding="utf-8")
    tree, lines = ast.parse(text), ["", *text.splitlines()]
    for parent, name, place, child in list(places(tree)):
        for new in replacements(child):
            put(parent, name, place, new)
            was, now = ast.unparse(child), ast.unparse(new)
            line = line_of(child)
            yield Mutant(module.stem, line, was, now, lines[line].strip(), ast.unparse(tree))
            put(parent, name, place, child)


def line_of(node: ast.AST) -> int:
    """Return the line of *node*, 0 where it has none."""
    line = getattr(node, "lineno", 0)
    return line if isinstance(line, int) else 0


def put(parent: ast.AST, name: str, place: int | None, node: ast.AST) -> None:
    """Hang *node* where another was."""
    if place is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[place] = node


class Changed(MetaPathFinder, SourceLoader):  # type: ignore[misc]
    """Imports one module of the clock from the text of a mutant; everything else as it is."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = f"foibot.clock.{mutant.module}"
        self._text = mutant.text.encode()

    def find_spec(
        self, fullname: str, path: object, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how to load the changed module; None for any other."""
        return spec_from_loader(fullname, self) if fullname == self._name else None

    def get_filename(self, fullname: str) -> str:
        """Return where the module seems to come from."""
        return str(ROOT / CLOCK / "changed.py")

    def get_data(self, path: str) -> bytes:
        """Return the changed text."""
        return self._text


def status_of_tests(mutant: Mutant | None) -> int:
    """Return 0 when the clock's tests pass in a child process with *mutant*, else not."""
    if mutant is not None:
        nearest = f"{TESTS}/test_{NEAREST.get(mutant.module, mutant.module)}.py"
        status = in_a_child(mutant, nearest)
        if status != 0:
            return status
    return in_a_child(mutant, TESTS)


def in_a_child(mutant: Mutant | None, tests: str) -> int:
    """Return the exit status of a child process that runs *tests* with *mutant*."""
    child = os.fork()
    if child == 0:
        run_tests(mutant, tests)
    return os.waitpid(child, 0)[1]


def run_tests(mutant: Mutant | None, tests: str) -> NoReturn:
    """Run the tests in this process, silently, and end it; one that hangs is killed."""
    signal.alarm(PATIENCE)
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    if mutant is not None:
        sys.meta_path.insert(0, Changed(mutant))
    words = ["-x", "-q", "--noconftest", "--assert=plain", "-W", "ignore", "-c", os.devnull]
    os._exit(int(pytest.main([*words, "--rootdir", str(ROOT), "-p", "no:cacheprovider", tests])))


def explained() -> dict[str, str]:
    """Return the reason why each known survivor changes nothing that matters."""
    raw = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))
    return {entry["mutant"]: entry["why"] for entry in raw.get("survivor", [])}


def survivors(all_mutants: list[Mutant], workers: int) -> list[Mutant]:
    """Return the mutants that no test notices."""
    # The tests of this repository alone decide, not the material that may lie beside it.
    os.environ |= {"FOIBOT_CLOCK_STRIDE": "97", "FOIBOT_SHARED": "/nowhere"}
    os.environ |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    # The first example that fails is enough, and the same ones are tried for each mutant.
    settings.register_profile(
        "mutants", phases=[Phase.explicit, Phase.generate], derandomize=True, database=None,
        deadline=None, max_examples=50,
    )  # fmt: skip
    settings.load_profile("mutants")
    # Loaded before the children are made, because each of them needs it; the clock is not.
    witness.uk()
    assert all((hypothesis.strategies, rich.progress, testing))
    if status_of_tests(None) != 0:
        sys.exit("the tests fail without any change; mend them first")
    with ThreadPoolExecutor(workers) as pool:
        statuses = pool.map(status_of_tests, all_mutants)
        found = []
        for mutant, status in zip(all_mutants, statuses, strict=True):
            if status == 0:
                print(f"alive  {mutant.module}.py:{mutant.line}", file=sys.stderr, flush=True)
                found.append(mutant)
        return found


def main(names: list[str]) -> int:
    """Run every mutant of the named modules and print those that live and are not explained."""
    modules = sorted((ROOT / CLOCK).glob("*.py"))
    chosen = [module for module in modules if not names or module.stem in names]
    all_mutants = [mutant for module in chosen for mutant in mutants(module)]
    alive = survivors(all_mutants, int(os.environ.get("MUTATION_WORKERS", "1")))
    known = explained()
    for mutant in alive:
        state = "explained" if mutant.name in known else "NOT EXPLAINED"
        print(f"{state}  line {mutant.line}  {mutant.name}")
    killed = len(all_mutants) - len(alive)
    print(f"{len(all_mutants)} mutants, {killed} noticed, {len(alive)} alive")
    mine = {name for name in known if name.split(":")[0] in {module.stem for module in chosen}}
    stale = mine - {mutant.name for mutant in alive}
    for name in sorted(stale):
        print(f"explained but noticed: {name}")
    return int(bool(stale) or any(mutant.name not in known for mutant in alive))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
