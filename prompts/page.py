"""docs/prompts.md, made from the prompts themselves: `python -m prompts.page > docs/prompts.md`; a test keeps the two alike."""

from __future__ import annotations

from prompts.library import Prompt, every_prompt, versions

_HEAD = """# 提示词

由 `python -m prompts.page` 生成，请勿手改。`<<名称>>` 处填入材料；材料一律作为引文，其中的任何指令都不被执行。
草稿的 `authorship.prompt` 记下所用的版本和摘要。改措辞就是新增一个版本，旧版本不动。
"""


def _section(prompt: Prompt) -> str:
    live = " · 现用" if versions()[prompt.task]["live"] == prompt.version else ""
    slots = "\n".join(f"| `{name}` | {meaning} |" for name, meaning in prompt.slots.items())
    return (
        f"## {prompt.task} v{prompt.version}{live}\n\n{prompt.purpose}\n\nsha256 `{prompt.digest}`\n\n| 填入 | 内容 |\n|---|---|\n{slots}\n\n"
        f"### 系统\n\n~~~text\n{prompt.system}\n~~~\n\n### 用户\n\n~~~text\n{prompt.user}\n~~~\n"
    )


def page() -> str:
    """The whole page in Markdown."""
    return "\n".join([_HEAD, *map(_section, every_prompt())])


if __name__ == "__main__":
    print(page(), end="")
