"""Numerals as they are written in Chinese forms: 95, １２万, 1,860, 贰仟伍佰万, 一百二十, 两万三千, 九成五, 百分之九十五, 半.

`read_numeral` reads one numeral that has already been found as such; finding numerals in running text (where 一些 and 统一 hold none)
is the business of `assistant.understanding.quantities`. Does not handle fractions other than 百分之/千分之 and the halves.
"""

from __future__ import annotations

import re
import unicodedata

BANKERS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")
DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8}
SCALES = {"百": 10**2, "千": 10**3, **BIG}

NUMERAL = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[零〇○一二两三四五六七八九十廿卅百千万亿]+(?:点[零〇○一二三四五六七八九]+[百千万亿]?)?)"
"""Pattern of one numeral, without its scale word, in half-width text."""


def half_width(text: str) -> str:
    """The text in half width (NFKC), bankers' numerals as ordinary ones, circled numbers left alone."""
    plain = text
    if not unicodedata.is_normalized("NFKC", text):
        plain = "".join(ch if "\u2460" <= ch <= "\u24ff" or ch in "㎡㎥" else unicodedata.normalize("NFKC", ch) for ch in text)
    return re.sub("[壹贰叁肆伍陆柒捌玖拾佰仟萬億零]{2,}", lambda m: m[0].translate(BANKERS), plain.replace("廿", "二十").replace("卅", "三十"))


def read_numeral(text: str) -> float | None:
    """The number a numeral says, or None: 一百二 → 120, 一百零二 → 102, 3万5千 → 35000, 1,860 → 1860, 三点五万 → 35000, 半 → 0.5."""
    s = re.sub(r"[,，\s]", "", half_width(text)).rstrip("多余来")
    s = s.translate(BANKERS)
    if not s:
        return None
    if s == "半":
        return 0.5
    if re.fullmatch(r"\d+(?:\.\d+)?", s):
        return float(s)
    if m := re.fullmatch(r"([^点]+)点([零〇○一二三四五六七八九]+)([十百千万亿]*)", s):
        whole = read_numeral(m[1])
        if whole is None:
            return None
        value = float(f"{whole:.0f}." + "".join(str(DIGITS[c]) for c in m[2]))
        for c in m[3]:
            value *= {**SMALL, **BIG}[c]
        return value
    if re.fullmatch("[" + "".join(DIGITS) + "]{2,}", s):
        return float("".join(str(DIGITS[c]) for c in s))
    return _spelled(s)


def _spelled(s: str) -> float | None:
    total = section = 0.0
    current: float | None = None
    last, after_zero = 1, False
    for token in re.findall(r"\d+(?:\.\d+)?|.", s):
        if token[0].isdigit() and token.isascii():
            if current is not None:
                return None
            current = float(token)
        elif DIGITS.get(token):
            if current is not None:
                return None
            current = float(DIGITS[token])
        elif token in DIGITS:
            after_zero = True
        elif token in SMALL:
            section += (1 if current is None else current) * SMALL[token]
            current, last, after_zero = None, SMALL[token], False
        elif token == "万":
            total += (section + (current or 0) or 1) * BIG["万"]
            section, current, last, after_zero = 0.0, None, BIG["万"], False
        elif token == "亿":
            total = ((total + section + (current or 0)) or 1) * BIG["亿"]
            section, current, last, after_zero = 0.0, None, BIG["亿"], False
        else:
            return None
    if current is not None:
        section += current * (last / 10 if last >= 100 and not after_zero and current < 10 else 1)
    elif not total and not section and set(s) - set("零〇○"):
        return None
    return total + section


def tidy(value: float) -> int | float:
    """A whole number as int, any other rounded to ten places, so that 0.1 + 0.2 prints as 0.3."""
    rounded = round(value, 10)
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 10**15 else rounded


def print_number(value: float) -> str:
    """A number as a form prints it: 200, 99.5, 12000; never 1e4."""
    n = tidy(value)
    return str(n) if isinstance(n, int) else f"{n:.10f}".rstrip("0").rstrip(".")
