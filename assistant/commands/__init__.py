"""命令 (commands): the command line of the contract. `run` is its only entry; the roof hands itself in.

application (what `jixiao` offers) · drafting · checking · finding (search, index) · deeds (accept, verify, export) · inputs (bytes to JSON) · lines (one out for each in) · failing
"""

from assistant.commands.application import run

__all__ = ["run"]
