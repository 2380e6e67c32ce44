"""Headless Chromium without a driver: axe's findings on many pages in one run, and pictures."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--disable-extensions",
]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
# Each page has a frame of the wanted width: a window of Chromium cannot be as narrow as a phone.
SCRIPT = """
const say = (id, text) => {
  const out = document.createElement("pre");
  out.id = id;
  out.textContent = text;
  document.documentElement.appendChild(out);
};
const look = (name, source) => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.style = "border:0;height:1400px;width:" + WIDTH + "px";
  frame.srcdoc = source;
  frame.onload = () => {
    const inner = frame.contentWindow, root = inner.document.documentElement;
    inner.eval(AXE);
    const wide = root.scrollWidth > root.clientWidth ? root.scrollWidth : 0;
    inner.axe.run(inner.document, {runOnly: RULES, resultTypes: ["violations"]}).then(found => {
      done({
        name: name, wide: wide, passes: found.passes.length,
        dark: inner.matchMedia("(prefers-color-scheme: dark)").matches,
        violations: found.violations.map(one =>
          one.id + ": " + one.nodes.map(node => node.html.slice(0, 160)).join(" | "))
      });
      frame.remove();
    });
  };
  document.body.appendChild(frame);
});
(async () => {
  const all = [];
  for (const [name, source] of Object.entries(PAGES)) all.push(await look(name, source));
  say("axe-out", JSON.stringify(all));
})().catch(error => say("axe-out", JSON.stringify({error: String(error)})));
"""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of one page; *wide* is its width when it does not fit, else 0."""

    name: str
    wide: int
    passes: int
    dark: bool
    violations: tuple[str, ...]


def browser() -> str:
    """Return the path of Chromium, or skip the test saying why."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("Chromium is not installed (apt install chromium)")
    return found


def axe() -> str:
    """Return the text of axe, or skip the test saying why."""
    path = (
        Path(os.environ.get("FOIBOT_AXE", "/tmp/foibot-axe")) / "node_modules/axe-core/axe.min.js"
    )
    if not path.exists():
        pytest.skip("axe-core is not installed (npm install --prefix $FOIBOT_AXE axe-core@4)")
    return path.read_text(encoding="utf-8")


def _run(page: Path, folder: Path, *more: str, dark: bool) -> str:
    command = [
        browser(), *FLAGS, f"--user-data-dir={folder / 'profile'}",
        f"--blink-settings=preferredColorScheme={0 if dark else 1}", *more, page.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    return done.stdout


def look(pages: Mapping[str, str], folder: Path, width: int, *, dark: bool) -> list[Look]:
    """Return what axe found on each page at *width*, in the light or dark scheme."""
    data = {"PAGES": dict(pages), "AXE": axe(), "RULES": RULES, "WIDTH": width}
    names = "".join(
        f"const {name} = {json.dumps(value)};\n".replace("</", "<\\/")
        for name, value in data.items()
    )
    page = folder / "looks.html"
    page.write_text(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Looks</title></head>'
        f"<body><script>{names}{SCRIPT}</script></body></html>",
        encoding="utf-8",
    )
    window = f"--window-size={max(width, 800)},1500"
    out = _run(page, folder, window, "--virtual-time-budget=600000", "--dump-dom", dark=dark)
    found = re.search(r'<pre id="axe-out">(.*?)</pre>', out, re.DOTALL)
    assert found is not None, out[-500:]
    rows = json.loads(html.unescape(found[1]))
    assert isinstance(rows, list), rows
    return [Look(**{**row, "violations": tuple(row["violations"])}) for row in rows]


def picture(source: str, folder: Path, name: str, width: int, *, dark: bool) -> Path:
    """Write a picture of the page *source* at *width* and return its path."""
    page, out = folder / f"{name}.html", folder / f"{name}.png"
    frame = (
        f'<iframe style="border:0;width:{width}px;height:2000px" srcdoc="{html.escape(source)}">'
    )
    page.write_text(f'<!doctype html><body style="margin:0">{frame}</iframe>', encoding="utf-8")
    _run(page, folder, f"--window-size={max(width, 500)},2000", f"--screenshot={out}", dark=dark)
    return out
