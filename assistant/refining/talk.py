"""对话 (talk): sentences one after another. 它 means the row spoken of before; 退回去 takes the last change back, 重做 makes it again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.draft import Draft
from assistant.refining.edits import apply_all, identified
from assistant.refining.instructions import read
from assistant.refining.mention import mentioned, plain
from assistant.refining.said import Instruction

_BACK = re.compile(
    r"撤销|撤回|退回去?|还原|回退|倒回去|改回去|回到(?:上一步|之前|刚才|原来)|恢复(?:回来|原样|原状|成?原来的?|上一步)?|"
    r"(?:刚才|刚刚|上一?[步个次])[^,，。]{0,8}(?:不算|取消|作废|错了)|(?:^|[,，])(?:算了|不算数?)"
)
_AGAIN = re.compile(r"^(?:重做|再做一遍|撤销错了|还是(?:要|按)刚才(?:那步|改的)?)")
_FILLER = re.compile(r"不对+|错了|刚才|刚刚|那一?步|这一?步|上一?[步个次]|操作|修改|改动|删掉的?|请|把|吧|了|啊|的|一下|回来|不算|[,，。!！]")


class Talk:
    """One conversation about one draft. `states`: the draft after each change so far, the first as it was before any."""

    def __init__(self, states: Sequence[Draft], last: str | None = None) -> None:
        self._states = [identified(draft) for draft in states]
        self._undone: list[Draft] = []
        self._last = last

    @property
    def draft(self) -> Draft:
        """The draft as it stands."""
        return self._states[-1]

    def hear(self, text: str) -> Instruction:
        """What a sentence came to; the draft has changed where it was applied. A change taken back is applied without edits of its own."""
        if _AGAIN.search(text.strip()):
            return self._again()
        if _BACK.search(text) and not re.search(r"(?:把|将)?第[\d一二三四五六七八九十]+[条个行]", text):
            return self._back(text)
        heard = read(text, self.draft, self._last)
        if heard.outcome == "applied":
            self._states.append(apply_all(self.draft, heard.edits))
            self._undone.clear()
        self._last = heard.row or self._last
        return heard

    def _back(self, text: str) -> Instruction:
        if len(self._states) < 2:
            return Instruction.clarify("还没有改动可以退回。")
        now, before = self._states[-1], self._states[-2]
        what = plain(_FILLER.sub("", _BACK.sub("", text)))
        if len(what) >= 2:
            meant = mentioned(what, [*before.indicators, *now.indicators], self._last).rows
            if not any(now.row(row.id) != before.row(row.id) for row in meant):
                return Instruction.clarify(f"上一步改的不是“{what}”。要退回上一步，请说“退回上一步”；要改这一条，请直接说改成什么。")
        self._undone.append(self._states.pop())
        return Instruction("applied", reply="已退回上一步。")

    def _again(self) -> Instruction:
        if not self._undone:
            return Instruction.clarify("没有退回过的改动可以重做。")
        self._states.append(self._undone.pop())
        return Instruction("applied", reply="已重做。")
