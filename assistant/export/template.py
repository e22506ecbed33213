"""自备模板 (Template): the unit's own workbook, filled where its labels say."""

from __future__ import annotations

from assistant.domain.failures import BadInput
from assistant.layout.grid import Grid


def fill_template(template: bytes, form: Grid, annex: Grid) -> bytes:
    """Raises BadInput: filling a unit's own file is not there yet."""
    raise BadInput("还不能填写单位自备的模板。", "请先用现成的版式导出。", ["template"])
