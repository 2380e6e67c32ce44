"""The words of a formula in a Word document, without its phantoms, which take room alone (T23)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from foibot.enclosures.package import Element, attribute, child, local, words

_OFF = ("0", "off", "false")


def formula(
    node: Element, run: Callable[[Element], str], tell: Callable[[str], None]
) -> Iterator[str]:
    """Yield what a formula shows; *run* reads letters of one look, *tell* hears what is hidden."""
    for one in node:
        name = local(one)
        if name == "phant" and _is_unseen(one):
            if words(one):
                tell("a phantom of a formula, which nobody sees")
        elif name == "r":
            yield run(one)
        elif not name.endswith("Pr"):
            yield from formula(one, run, tell)


def _is_unseen(node: Element) -> bool:
    shown = child(node, "phantPr", "show")
    return shown is not None and attribute(shown, "val", "1").lower() in _OFF
