"""Inside the limited child: the words of an old form that are not in the file as saved anew."""

from __future__ import annotations

import re

from foibot.enclosures.notes import Notes
from foibot.enclosures.package import Package, local
from foibot.sandbox.codec import Value

_WORD = re.compile(r"[^\W_]{3,}")
_SPACES = re.compile(r"[\W_]+")


def lost(task: Value) -> Value:
    """Return how many words of task {"words", "content"} are nowhere in the XML of the content."""
    assert isinstance(task, dict)
    content, words = task["content"], task["words"]
    assert isinstance(content, bytes)
    wanted = set(_WORD.findall(str(words).lower()))
    if not wanted:
        return 0
    package = Package(content, Notes())
    said: list[str] = []
    beside: list[str] = []
    for name in package.names:
        if name.endswith((".xml", ".rels")):
            for node in package.tree(name).iter():
                # A paragraph ends a word, a run within it does not: "1" and a raised "st".
                said += [" " if local(node) == "p" else "", node.text or "", node.tail or ""]
                beside += node.attrib.values()
    whole = " ".join(["".join(said), *beside]).lower()
    return sum(one not in whole for one in wanted)
