"""How a message looks: pictures of its HTML part at the width of a telephone and of a desk, as Chromium draws it.

    briefing send BRIEF --dry-run
    python benchmarks/letter.py out/NAME.READER.eml --folder pictures

Light, dark, and with pictures blocked. Needs chromium (Debian: ``apt-get install chromium``). Tells the bytes of the
HTML, and how much wider than the window the page is, which should be nothing.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import re
import shutil
import subprocess
import tempfile
from base64 import b64encode
from pathlib import Path

WIDTHS = {"phone": (375, 2), "desk": (1000, 1)}  # pixels, and dots a pixel
ROOM = 500  # pixels: no window of Chromium is narrower, so that a narrow page is drawn in a frame
PROBE = "<script>addEventListener('load',()=>{document.title=document.documentElement.scrollWidth+' '+"
PROBE += "document.documentElement.scrollHeight})</script>"


def html_of(path: Path, *, pictures: bool) -> str:
    """Return the HTML part of a message with its pictures inside, or without them."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    part = message.get_body(("html",))
    assert part is not None
    html = str(part.get_content())
    for image in message.walk():
        name = (image["Content-ID"] or "").strip("<>")
        if name:
            data = b64encode(image.get_content()).decode()
            html = html.replace(
                f"cid:{name}", f"data:{image.get_content_type()};base64,{data}" if pictures else "cid:x"
            )
    return html


def chromium(*words: str) -> str:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "chromium is not installed"
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def draw(html: str, picture: Path, width: int, dots: int, *more: str) -> int:
    """Write a picture of the page; return how many pixels it is wider than ``width``."""
    with tempfile.TemporaryDirectory() as folder:
        page, frame = Path(folder, "page.html"), Path(folder, "frame.html")
        page.write_text(html.replace("</body>", f"{PROBE}</body>"), encoding="utf-8")
        frame.write_text(
            "<body style='margin:0'><iframe id=f src=page.html "
            f"style='border:0;width:{width}px;height:100px'></iframe>"
            "<script>addEventListener('load',()=>{document.title=f.contentDocument.title})</script>",
            encoding="utf-8",
        )
        files = "--allow-file-access-from-files"
        found = re.search(r"<title>(\d+) (\d+)</title>", chromium(*more, files, "--dump-dom", frame.as_uri()))
        assert found, "the page was not measured"
        wide, high = int(found[1]), int(found[2])
        frame.write_text(frame.read_text(encoding="utf-8").replace("100px", f"{high}px"), encoding="utf-8")
        chromium(
            *(*more, files, f"--window-size={max(width, ROOM)},{high}", f"--force-device-scale-factor={dots}"),
            *(f"--screenshot={picture.resolve()}", frame.as_uri()),
        )
        return wide - width


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("message", type=Path)
    parser.add_argument("--folder", type=Path, default=Path("pictures"))
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    part = email.message_from_bytes(given.message.read_bytes(), policy=email.policy.default).get_body(("html",))
    assert part is not None
    print(f"{len(part.get_content().encode()):,} bytes of HTML")
    whole, blocked = (html_of(given.message, pictures=shown) for shown in (True, False))
    dark = "--blink-settings=preferredColorScheme=0"
    for name, (width, dots) in WIDTHS.items():
        for kind, html, more in (("light", whole, ()), ("dark", whole, (dark,)), ("blocked", blocked, ())):
            picture = given.folder / f"{name}-{kind}.png"
            print(f"{picture}: {draw(html, picture, width, dots, *more)} pixels too wide")


if __name__ == "__main__":
    main()
