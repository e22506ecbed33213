"""A confidential project is known by its flag or a word; public secrecy education is not one."""

from __future__ import annotations

import pytest

from assistant.domain.draft import Request
from assistant.understanding.secrecy import secrecy


def request(description: str, **fields: object) -> Request:
    return Request.model_validate({"project": "某项目", "fiscal_year": 2024, "budget_wan": 10, "description": description, **fields})


def test_the_flag_is_enough() -> None:
    found = secrecy(request("机房整体改造", confidential=True))
    assert found is not None and found.by == "flag"


@pytest.mark.parametrize(
    "words", ["对机要通信线路做改造", "购置涉密计算机6台", "保密技术改造工程", "其中38路为涉密布控点位（机密级）", "屏蔽机房建设", "涉 密 载体销毁"]
)
def test_a_word_is_enough(words: str) -> None:
    found = secrecy(request(words))
    assert found is not None and found.by == "word" and found.word


@pytest.mark.parametrize(
    "words",
    [
        "面向涉密人员之外的工作人员举办保密法宣传讲座24场，本表内容不涉及国家秘密。",
        "兼职保密员培训2期",
        "建设非涉密办公网",
        "本项目不涉密",
        "保密宣传教育进机关10场",
        "采购保密柜以外的办公家具",
        "《中华人民共和国保守国家秘密法》宣传月活动",
    ],
)
def test_public_work_about_secrecy_is_not_secret(words: str) -> None:
    assert secrecy(request(words)) is None


def test_the_name_and_the_tasks_are_read_too() -> None:
    assert secrecy(request("设备更新", project="机要室改造")) is not None
    assert secrecy(request("设备更新", tasks=[{"no": "任务一", "name": "涉密网络测评"}])) is not None
