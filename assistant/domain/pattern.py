"""指标范式 (IndicatorPattern): what a good form of a project type has — the entries of the library `corpus/library/*.toml`.

A usual value cites a record of this repository or a dated document (`UsualValue.ref`, `quote`); a pattern without one has none, and the draft asks.
"""

from __future__ import annotations

from typing import Literal

from assistant.domain.form import Frozen
from assistant.domain.indicator import Measurement
from assistant.domain.target import Comparator


class UsualValue(Frozen):
    """A value usual for this indicator, with what it rests on. `ref`: record id (“p012_…”) or document id of `assistant/law`; `quote` holds the number."""

    value: float
    ref_kind: Literal["record", "document"] = "record"
    ref: str
    quote: str


class IndicatorPattern(Frozen):
    """One library entry. `level2` in standard "2015" words; `name` may hold the slots {object} (thing the project does or buys) and {group} (whom it serves).

    `units`: units a fact may have that this entry fits, first the one printed; `words`: words of a fact or activity that call for this entry;
    `core`: a good form of the type has it always; `needs`: words one of which must be in the request for the entry to apply at all;
    `question`: asked when no value is known; `misuse`: the common mistake.
    """

    id: str
    project_type: str
    level2: str
    name: str
    comparator: Comparator
    units: tuple[str, ...] = ()
    usual: UsualValue | None = None
    core: bool = False
    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    explanation: str = ""
    measurement: Measurement = Measurement()
    question: str | None = None
    misuse: str | None = None
    qualitative: str | None = None
    """A phrase with a verifiable sign, for entries whose comparator is 定性."""


class NotApplicable(Frozen):
    """A benefit tier this type of project usually does not have, with the reason a form gives."""

    project_type: str
    level2: str
    reason: str


class TypeProfile(Frozen):
    """项目类型 as the library knows it: its entries, the tiers it does not use, the objective sentence, its unit-cost question."""

    name: str
    also: tuple[str, ...] = ()
    entries: tuple[IndicatorPattern, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    served: str | None = None
    """Whom such a project serves when the words name nobody (参训学员)."""
    construction: bool = False
    """工程基建, 大型修缮及购置: cost is mandatory (财预〔2021〕101号)."""
