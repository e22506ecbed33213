"""Torn rows: a cell whose text was broken over two lines of a text file, put together again.

    质量指标⇥桌椅环保检测          质量指标⇥桌椅环保检测合格率⇥≥95%
    合格率⇥≥95%             →      (and an empty line, so that lines are counted as before)

Only under a head that says how many cells a row has, and only where the two pieces make exactly that many.
"""

from __future__ import annotations

import re

from assistant.layout.headings import concept, level1_printed, level2_printed


def rejoined(lines: list[str]) -> list[str]:
    """The lines, torn rows joined on the first of their lines."""
    out = list(lines)
    width = 0
    for n, line in enumerate(lines):
        cells = line.split("\t")
        if len(cells) > 2 and sum(concept(c) is not None for c in cells if c.strip()) >= max(3, len([c for c in cells if c.strip()]) - 1):
            width = len(cells)
        elif width and n + 1 < len(lines) and _torn(cells, lines[n + 1].split("\t"), width) and out[n]:
            out[n], out[n + 1] = line.rstrip() + lines[n + 1].lstrip(), ""
        elif not line.strip():
            width = 0
    return out


def _torn(first: list[str], rest: list[str], width: int) -> bool:
    """Do the two lines make one row of `width` cells, the last cell of the first going on in the first cell of the rest?"""
    if not (2 <= len(first) < width and 2 <= len(rest) < width and len(first) + len(rest) - 1 == width):
        return False
    broken, going_on = first[-1].strip(), rest[0].strip()
    heads = (concept(going_on), level1_printed(going_on), level2_printed(going_on), concept(broken), level1_printed(broken), level2_printed(broken))
    return bool(broken and going_on) and not any(heads) and re.search(r"[。；;]$|\d%?$", broken) is None
