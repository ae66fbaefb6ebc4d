"""Templates: what one may do, what none may, and that every one ends soon."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.deliver.body import check_template, shipped
from briefing.deliver.distribution import Template
from briefing.deliver.summary import Line
from briefing.deliver.template import TemplateFault, check, render


def template(text: str, *, html: bool = True) -> Template:
    return Template("mail.html", text, html)


def made(text: str, *, html: bool = True, **values: object) -> str:
    given = template(text, html=html)
    check(given, values)
    return render(given, values)


@pytest.mark.parametrize("name", ["mail.html", "mail.txt"])
def test_shipped_templates_pass_as_those_of_others_do(name: str) -> None:
    check_template(shipped(name))


def test_text_of_sources_is_escaped_in_html_and_plain_in_text() -> None:
    words = "<img src=x onerror='a()'> & \"b\""
    assert made("<p>{{ a }}</p>", a=words) == "<p>&lt;img src=x onerror=&#39;a()&#39;&gt; &amp; &#34;b&#34;</p>"
    assert made("{{ a }}", html=False, a=words) == words + "\n"
    assert made("{{ '<b>' ~ a }}", a="<i>") == "&lt;b&gt;&lt;i&gt;"
    assert made("{{ a|join('<br>') }}", a=("<i>", "b")) == "&lt;i&gt;&lt;br&gt;b"
    assert made("{{ a|e }}{{ a|escape|upper }}", a="<") == "&lt;&LT;"


def test_text_is_tidied() -> None:
    text = "{% if a %}\n{{ a|underline }}   \n{% endif %}\n\n\n\n{{ (a ~ ' ' ~ a)|bullet }}\n\n"
    text += "{{ a|wrap('> ', '  ') }}\n\n\n"
    assert made(text, html=False, a="one two") == "one two\n-------\n\n* one two one two\n\n> one two\n"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\n  {{ titel }}", "2:6: found the name 'titel'; allowed: a, title; did you mean 'title'?"),
        ("{{ a", "1:1: unexpected end of template, expected 'end of print statement'."),
        ("\n{% if a %}x", "2:1: Unexpected end of template."),
        ("{{ a|safe }}", "1:6: found the filter 'safe'; allowed: "),
        ("{{ a|indent(1000000000) }}", "1:6: found the filter 'indent'; allowed: "),
        ("{{ a is nice }}", "1:9: found the test 'nice'; there is none of this name"),
        ("{{ a.__class__ }}", "1:6: found '__class__'; allowed: names that are documented"),
        ("{{ a['__class__'] }}", "1:1: "),
        ("{{ a() }}", "1:1: found call; allowed: values, if, for and filters"),
        ("{{ range(9) }}", "1:1: found call; allowed"),
        ("{{ 'x' * 9 }}", "1:1: found mul; allowed"),
        ("{{ 9 ** 9 ** 9 }}", "1:1: found pow; allowed"),
        ("{{ '%999999999d' % 1 }}", "1:1: found mod; allowed"),
        ("{% set b = a %}", "1:1: found assign; allowed"),
        ("{% set b %}x{% endset %}", "1:1: found assignblock; allowed"),
        ("{% macro m() %}x{% endmacro %}", "1:1: found macro; allowed"),
        ("{% include '/etc/passwd' %}", "1:1: found include; allowed"),
        ("{% import 'a' as b %}", "1:1: found import; allowed"),
        ("{% extends 'a' %}", "1:1: found extends; allowed"),
        ("{% block b %}{% endblock %}", "1:1: found block; allowed"),
        ("{% filter upper %}x{% endfilter %}", "1:1: found filterblock; allowed"),
        ("{% autoescape false %}{{ a }}{% endautoescape %}", "1:1: found scope; allowed"),
        ("{% for b in a recursive %}{% endfor %}", "1:1: found one loop too many; allowed: 50 loops"),
        ("\n" + "{% for b in a %}" * 4 + "{% endfor %}" * 4, "2:1: found one loop too many; allowed: 50 loops"),
        ("{% for b in a %}{% endfor %}" * 51, "1:1: found one loop too many"),
        ("{{ " + "(" * 20_000 + "a" + ")" * 20_000 + " }}", "1:1: is nested too deeply"),
        ("{{ " + "9" * 5000 + " }}", "1:1: is nested too deeply, or holds a number too large"),
        ("x" * 100_001, "1:1: found a template of 100,001 characters; allowed: up to 100,000"),
    ],
)
def test_what_no_template_may_do(text: str, fault: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        made(text, a=("x",), title="x")
    assert str(caught.value).startswith(fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("\n\n{{ a.tilte }}", "3:1: 'briefing.deliver.summary.Line object' has no attribute 'tilte'"),
        ("{{ a }}", "1:1: found something that is no text to be shown"),
        ("{{ a.references }}", "1:1: found a list that is no text to be shown"),
        ("{{ a.references[9] }}", "1:1: "),
        ("{{ a.text.upper }}", "1:1: found something that is no text to be shown"),
        ("{{ a.text < 1 }}", "1:1: "),
        ("\n{{ a.text|wrap('" + " " * 21 + "') }}", "2:1: an indent has up to 20 characters"),
        ("{{ a.text|join }}", "1:1: join takes a list"),
        ("{{ [a]|join }}", "1:1: found something that is no text to be shown"),
        ("\n{% for x in a.marks|length %}{% endfor %}", "2:1: a loop goes over a list of up to 100"),
        ("{% for x in a.text %}{% endfor %}", "1:1: a loop goes over a list of up to 100"),
        ("{% for x in 'xx' ~ 'x' %}{% endfor %}", "1:1: a loop goes over a list of up to 100"),
        ("{% for x in [" + "1," * 101 + "] %}{% endfor %}", "1:1: a loop goes over a list of up to 100"),
        ("{{ a.references|rows }}", "1:17: found the filter 'rows'; allowed: "),
    ],
)
def test_fault_that_shows_only_when_it_is_made_has_its_line(text: str, fault: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        made(text, a=Line("x", (1, 2)))
    assert str(caught.value).startswith(fault)


def test_worst_template_ends_soon() -> None:
    assert made("{% for b in a[:2] if b > 0 %}{{ loop.index }}{% else %}none{% endfor %}", a=(1, 2, 3)) == "12"
    loop = "{% for b in a %}{% for c in a %}{% for d in a %}{% endfor %}{% endfor %}{% endfor %}"
    began = time.perf_counter()
    made(loop * 16, a=tuple(range(60)))
    assert len(made("{% for b in a %}{{ b ~ '" + "x" * 90_000 + "' }}{% endfor %}", a=tuple(range(60)))) < 1_200_000
    assert time.perf_counter() - began < 10


@given(st.text(alphabet="{}%#|~.-[]()'\" abifornlset_\n", max_size=60))
def test_any_text_is_a_template_or_a_fault(text: str) -> None:
    with contextlib.suppress(TemplateFault):
        check_template(Template("t", text, True))
