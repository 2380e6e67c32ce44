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
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns

ROOT = Path(__file__).resolve().parents[2]
CLOCK = Path("foibot") / "clock"
EXPLAINED = Path(__file__).with_name("clock_survivors.toml")
TESTS = "tests/unit/clock"
# Seconds after which a mutant that hangs counts as noticed.
PATIENCE = 120

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
    text: str

    @property
    def name(self) -> str:
        """Return what identifies the change, whatever line it is on."""
        return f"{self.module}: {self.was} -> {self.now}"


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
    return isinstance(node, ast.Import | ast.ImportFrom | ast.AnnAssign) or (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"dataclass", "field"}
    )


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield each node with where it hangs: parent, field, place in a list."""
    for parent in (node for node in ast.walk(tree) if not is_decoration(node)):
        for name, value in ast.iter_fields(parent):
            if name in {"annotation", "returns", "decorator_list", "op", "ops", "ctx"}:
                continue
            children = value if isinstance(value, list) else [value]
            for place, child in enumerate(children):
                if isinstance(child, ast.expr):
                    yield parent, name, place if isinstance(value, list) else None, child


def mutants(module: Path) -> Iterator[Mutant]:
    """Yield every mutant of *module*."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for parent, name, place, child in list(places(tree)):
        for new in replacements(child):
            put(parent, name, place, new)
            was, now = ast.unparse(child), ast.unparse(new)
            yield Mutant(module.stem, line_of(child), was, now, ast.unparse(tree))
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


def noticed(mutant: Mutant, tree: Path) -> bool:
    """Return whether the tests fail with *mutant* in the copy of the code at *tree*."""
    file = tree / CLOCK / f"{mutant.module}.py"
    original = file.read_text(encoding="utf-8")
    file.write_text(mutant.text, encoding="utf-8")
    try:
        found = run_tests(tree)
    finally:
        file.write_text(original, encoding="utf-8")
    return found != 0


def run_tests(tree: Path) -> int:
    """Return the exit status of the clock's tests in *tree*."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--noconftest"]
    command += ["-p", "no:cacheprovider", "-p", "no:randomly", TESTS]
    environment = os.environ | {
        "PYTHONPATH": str(tree), "FOIBOT_CLOCK_STRIDE": "97", "PYTHONDONTWRITEBYTECODE": "1",
        "HYPOTHESIS_PROFILE": "dev",
    }  # fmt: skip
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return 1
    return done.returncode


def explained() -> dict[str, str]:
    """Return the reason why each known survivor changes nothing that matters."""
    raw = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))
    return {entry["mutant"]: entry["why"] for entry in raw.get("survivor", [])}


def fresh_copy(folder: Path) -> Path:
    """Return a copy of the checkout to change."""
    target = folder / "tree"
    unwanted = ignore_patterns(".git", "*.pyc", "__pycache__", ".mypy_cache", ".hypothesis")
    copytree(ROOT, target, ignore=unwanted)
    return target


def survivors(all_mutants: list[Mutant], workers: int) -> list[Mutant]:
    """Return the mutants that no test notices."""
    with tempfile.TemporaryDirectory() as folder:
        trees = [fresh_copy(Path(folder) / str(n)) for n in range(workers)]
        if run_tests(trees[0]) != 0:
            sys.exit("the tests fail without any change; mend them first")
        parts = [all_mutants[n::workers] for n in range(workers)]

        def part(n: int) -> list[Mutant]:
            return [mutant for mutant in parts[n] if not noticed(mutant, trees[n])]

        with ThreadPoolExecutor(workers) as pool:
            return [mutant for found in pool.map(part, range(workers)) for mutant in found]


def main(names: list[str]) -> int:
    """Run every mutant of the named modules and print those that live and are not explained."""
    modules = sorted((ROOT / CLOCK).glob("*.py"))
    chosen = [module for module in modules if not names or module.stem in names]
    all_mutants = [mutant for module in chosen for mutant in mutants(module)]
    alive = survivors(all_mutants, int(os.environ.get("MUTATION_WORKERS", "1")))
    known = explained()
    for mutant in alive:
        state = "explained" if mutant.name in known else "NOT EXPLAINED"
        print(f"{state}  {mutant.module}.py:{mutant.line}  {mutant.was}  ->  {mutant.now}")
    killed = len(all_mutants) - len(alive)
    print(f"{len(all_mutants)} mutants, {killed} noticed, {len(alive)} alive")
    mine = {name for name in known if name.split(":")[0] in {module.stem for module in chosen}}
    stale = mine - {mutant.name for mutant in alive}
    for name in sorted(stale):
        print(f"explained but noticed: {name}")
    return int(bool(stale) or any(mutant.name not in known for mutant in alive))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
