"""量 (Measure): how much room a text takes in a column, for row heights that neither Excel nor WPS works out for merged cells."""

from __future__ import annotations

import unicodedata

MM_PER_PT = 25.4 / 72
_PADDING_MM = 1.6
_LEADING = 1.45
"""Line height as a multiple of the letter size, as 宋体 prints."""


def printable(text: str) -> str:
    """The text without control characters, which Office files cannot hold; line breaks and tabs stay."""
    return "".join(ch for ch in text if ch in "\n\t" or unicodedata.category(ch) not in ("Cc", "Cs"))


def width_mm(text: str, size_pt: float) -> float:
    """How wide one line of text prints: a Chinese character is as wide as the letter size, a Latin one about half."""
    return sum(1.0 if unicodedata.east_asian_width(ch) in "WFA" else 0.56 for ch in text) * size_pt * MM_PER_PT


def lines_needed(text: str, column_mm: float, size_pt: float) -> int:
    """The number of lines a text takes in a column."""
    room = max(column_mm - 2 * _PADDING_MM, size_pt * MM_PER_PT)
    return sum(max(1, -int(-width_mm(part, size_pt) // room)) for part in text.split("\n"))


def height_pt(lines: int, size_pt: float) -> float:
    """The height of a row of so many lines."""
    return round(lines * size_pt * _LEADING + 6, 1)
