"""Pins: writes constraints.txt and the same list into pyproject.toml ([tool.uv] constraint-dependencies). Run as: python docs/pinning.py

A lock file would name the registry's host in every line; a list of names and versions does not. uv reads the list in pyproject, pip the file:
`pip install -e .[test] -c constraints.txt`. tests/test_pins.py keeps the two alike and every direct dependency among them.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ("test", "postgres", "llm-test")
HEAD = "# Every package, its version: made by docs/pinning.py from pyproject.toml. pip install -e .[test] -c constraints.txt\n"


def resolved() -> list[str]:
    """All packages of the product and its tests as name==version, for every platform and Python this project names."""
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--no-header", "--no-annotate", "--no-emit-index-url", "--python-version", "3.11"]
    command += [part for extra in EXTRAS for part in ("--extra", extra)]
    out = subprocess.run([*command, "pyproject.toml"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [line.strip() for line in out.splitlines() if line.strip() and not line.startswith("#")]


def main() -> None:
    pyproject = ROOT / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8")
    bare = re.sub(r"constraint-dependencies = \[.*?\n\]\n", "", text, flags=re.DOTALL)
    pyproject.write_text(bare, encoding="utf-8")
    pins = resolved()
    (ROOT / "constraints.txt").write_text(HEAD + "\n".join(pins) + "\n", encoding="utf-8")
    listed = "".join(f"    {_quoted(pin)},\n" for pin in pins)
    pinned = bare.replace("[tool.uv]\n", f"[tool.uv]\nconstraint-dependencies = [  # docs/pinning.py\n{listed}]\n", 1)
    pyproject.write_text(pinned, encoding="utf-8")


def _quoted(pin: str) -> str:
    return "'" + pin + "'" if '"' in pin else '"' + pin + '"'


if __name__ == "__main__":
    main()
