"""测算 (Computation): a sum shown in full, read and worked out again — “4期×50人=200人次；5.6万元÷200人次=280元/人次”.

`read_steps` gives each sum of a text as operands and operators; `Step.value` is what it comes to. Operands count with their scale
(5.6万元 is 56000), so a result may be compared in any unit of the same kind. Knows + - × ÷ and brackets, 乘以 除以 加上 减去; nothing else.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.domain.figure import Figure, find_figures
from assistant.domain.numeral import half_width

_WORDS = {"乘以": "×", "除以": "÷", "加上": "+", "减去": "-", "*": "×", "x": "×", "X": "×", "−": "-", "–": "-", "—": "-"}
_OPERATOR = re.compile(r"乘以|除以|加上|减去|[×*÷+\-−–—]|(?<![A-Za-z])[xX](?![A-Za-z])")
_CLAUSE = re.compile(r"[;；。\n]|,(?!\d{3})|、")
_EQUALS = re.compile(r"[=≈≒]|等于|约为")


class Step(NamedTuple):
    """One sum: its operands, the tokens (indexes of operands, operators, brackets), and the result printed after it, where there is one."""

    operands: tuple[Figure, ...]
    tokens: tuple[int | str, ...]
    result: Figure | None

    @property
    def value(self) -> float | None:
        """What the sum comes to, in unscaled units (万 is 10⁴, % is 0.01); None where it cannot be worked out (÷0, a stray bracket)."""
        return _evaluate(list(self.tokens), [operand.scaled for operand in self.operands])


def read_steps(text: str) -> list[Step]:
    """Every sum of two operands or more that a text shows, in order."""
    steps = []
    for clause in _CLAUSE.split(half_width(text).replace("，", ",")):
        sides = _EQUALS.split(clause)
        for side, after in zip(sides, [*sides[1:], ""], strict=True):
            operands, tokens = _tokens(side)
            if len(operands) > 1:
                results = find_figures(after, strike_days=False)
                steps.append(Step(tuple(operands), tuple(tokens), results[0] if results else None))
    return steps


def _tokens(side: str) -> tuple[list[Figure], list[int | str]]:
    """Operands joined by exactly one operator each; words between two figures that are no operator end the sum."""
    figures = find_figures(side, strike_days=False)
    operands: list[Figure] = []
    tokens: list[int | str] = []
    for figure in figures:
        gap = side[operands[-1].end : figure.start] if operands else side[: figure.start]
        signs = _OPERATOR.findall(gap)
        if operands and not signs and "/" in gap:
            signs = ["÷"]
        if operands and len(signs) != 1:
            break
        before, _, after = gap.partition(signs[0]) if operands and signs[0] in gap else ("", "", gap)
        tokens += [")" for c in before if c == ")"] if operands else []
        tokens += [_WORDS.get(signs[0], signs[0])] if operands else []
        tokens += ["(" for c in after if c == "("]
        tokens.append(len(operands))
        operands.append(figure)
    if operands:
        tokens += [")" for c in side[operands[-1].end :] if c == ")"]
    surplus = tokens.count("(") - tokens.count(")")
    for _ in range(max(0, surplus)):
        tokens.remove("(")
    return operands, tokens


def _evaluate(tokens: list[int | str], values: list[float]) -> float | None:
    def atom() -> float:
        token = tokens.pop(0)
        if token == "(":
            inner = added()
            if tokens and tokens[0] == ")":
                tokens.pop(0)
            return inner
        if isinstance(token, str):
            raise ValueError(token)
        return values[token]

    def multiplied() -> float:
        left = atom()
        while tokens and tokens[0] in ("×", "÷"):
            left = left * atom() if tokens.pop(0) == "×" else left / atom()
        return left

    def added() -> float:
        left = multiplied()
        while tokens and tokens[0] in ("+", "-"):
            left = left + multiplied() if tokens.pop(0) == "+" else left - multiplied()
        return left

    try:
        return added()
    except (ZeroDivisionError, IndexError, ValueError):
        return None
