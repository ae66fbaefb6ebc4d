"""``docs/mail-templates.md``: its templates make messages, and it names every value and filter."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import DOCS, blocks

from briefing.deliver.body import NAMES, check_template
from briefing.deliver.distribution import Template
from briefing.deliver.template import FILTERS, TemplateFault
from briefing.job import load_brief

PAGE = "mail-templates.md"


def test_the_brief_of_the_page_loads_with_its_templates(tmp_path: Path) -> None:
    (html,), (text,), (brief,) = blocks(PAGE, "html"), blocks(PAGE, "text"), blocks(PAGE, "yaml")
    (tmp_path / "articles").mkdir()
    for name, content in {"articles/a.txt": "A.\n", "mail.html": html, "mail.txt": text, "b.yaml": brief}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    distribution = load_brief(tmp_path / "b.yaml").distribution
    assert distribution is not None
    assert distribution.html is not None
    assert distribution.text is not None


@pytest.mark.parametrize("names", [NAMES, FILTERS])
def test_every_name_is_listed(names: tuple[str, ...]) -> None:
    page = (DOCS / PAGE).read_text(encoding="utf-8")
    assert not [name for name in names if f"`{name}`" not in page]


def test_the_fault_shown_is_the_one_that_comes() -> None:
    (html,), (shown,) = blocks(PAGE, "html"), blocks(PAGE, "text fault")
    wrong = html.replace("<title>{{ title }}</title>\n", "").replace("<h1>{{ title }}", "<h1>{{ titel }}")
    with pytest.raises(TemplateFault) as caught:
        check_template(Template("mail.html", wrong, True))
    first, last = shown.strip().split(" ...")
    assert f"mail.html:{caught.value}".startswith(first)
    assert str(caught.value).endswith(last)
