"""Text recognition as a program of its own: `python -m assistant.reading.recognise FILE` prints what stands where on each page, as JSON.

    [[{"text": "产出指标", "score": 0.98, "left": 61.0, "top": 310.5, "right": 142.0, "bottom": 332.0}, …], …]        a list a page, in dots

Run by `reading.scan` in a process of its own: the engine takes close to a gigabyte, and gives it back when it ends.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_DOTS_AN_INCH = 200


def main(path: str, most_pages: int) -> None:
    from rapidocr_onnxruntime import RapidOCR  # the extra [ocr]

    engine = RapidOCR()
    pages = [_words(engine(picture)[0]) for picture in _pictures(path, most_pages)]
    json.dump(pages, sys.stdout, ensure_ascii=False)


def _pictures(path: str, most_pages: int) -> Iterator[Any]:
    """Each page as the engine takes it: a picture by its path, the pages of a pdf drawn."""
    with Path(path).open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    if not is_pdf:
        yield path
        return
    import numpy
    import pypdfium2

    book = pypdfium2.PdfDocument(path)
    for number in range(min(len(book), most_pages)):
        yield numpy.asarray(book[number].render(scale=_DOTS_AN_INCH / 72).to_pil().convert("RGB"))


def _words(found: list[Any] | None) -> list[dict[str, Any]]:
    words = []
    for corners, text, score in found or []:
        across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
        words.append({"text": text, "score": float(score), "left": min(across), "top": min(down), "right": max(across), "bottom": max(down)})
    return words


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
