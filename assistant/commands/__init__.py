"""命令 (commands): the command line of the contract. `run` is its only entry; the roof hands itself in.

application (what `jixiao` offers) · drafting · checking · finding (search, index) · deeds (accept, verify, export) · lines (JSON in and out) · failing
"""

from assistant.commands.application import run

__all__ = ["run"]
