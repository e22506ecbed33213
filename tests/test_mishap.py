"""What nobody foresaw is told in a sentence; the log keeps where it happened and no word of the input."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from assistant.domain.failures import BadInput
from assistant.mishap import LOG, told


def test_an_unforeseen_error_gets_a_number_and_the_log_no_word_of_it(tmp_path: Path) -> None:
    try:
        raise KeyError("磐石工程")
    except KeyError as error:
        failure = told(error, tmp_path / "new")
    log = (tmp_path / "new" / LOG).read_text(encoding="utf-8")
    assert "磐石" not in log + str(failure)
    assert "KeyError" in log
    assert failure.message.split("编号 ")[1][:8] in log


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "磁盘满了"), (errno.EACCES, "没有权限"), (errno.EROFS, "只读")])
def test_what_the_machine_refuses_is_told_as_such(tmp_path: Path, number: int, words: str) -> None:
    assert words in str(told(OSError(number, "whatever", "表.xlsx"), tmp_path))
    assert not (tmp_path / LOG).exists()


def test_a_known_failure_is_its_own_sentence() -> None:
    failure = BadInput("没有写预算。")
    assert told(failure, None) is failure


def test_a_log_that_cannot_be_written_is_no_second_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "编号" in str(told(ValueError("x"), tmp_path / "file"))
