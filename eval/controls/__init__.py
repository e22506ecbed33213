"""Lanes that must fail (对照). Every measure has at least one that must be clearly worse on it."""

from __future__ import annotations

from eval.controls import drafts, retrieval, rules
from eval.lanes import Control

CONTROLS: tuple[Control, ...] = (*drafts.CONTROLS, *rules.CONTROLS, *retrieval.CONTROLS)
