"""Takes docs/screenshot.png: the real app, a real draft, in a real Chromium, 1440 wide. Run from the repository: python docs/screenshot.py"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
SAID = (
    "河湾县妇联2026年举办家政服务技能培训4期，每期50人，9月底前全部办完，结业考核合格率不低于95%，参训学员满意度九成以上，培训后就业率不低于60%。"
    "去年办了3期、参训130人。全年预算5.6万元。"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as data, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
        free.close()
        server = subprocess.Popen([sys.executable, "app.py", "serve", "--port", port, "--data", data], cwd=HERE.parent)
        try:
            _take(f"http://127.0.0.1:{port}/", HERE / "screenshot.png")
        finally:
            server.terminate()
            server.wait(10)


def _take(address: str, file: Path) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=1).close()
            break
        except OSError:
            time.sleep(0.2)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="zh-CN")
        page.goto(address)
        page.fill("#by input, #by textarea", "李会计")
        page.fill("#said textarea", SAID)
        page.click("#read")
        page.wait_for_function("document.querySelector('#budget input, #budget textarea')?.value")
        page.click("#make")
        page.wait_for_selector("#table table")
        page.wait_for_timeout(800)
        page.screenshot(path=file, full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
