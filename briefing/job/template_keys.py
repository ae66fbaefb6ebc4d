"""The keys of a distribution that replace a template of its messages."""

from __future__ import annotations

import os

from briefing.deliver.distribution import Template
from briefing.errors import BriefFileError
from briefing.job.nodes import read_text
from briefing.job.reading import Reading, near_file
from briefing.job.section import Section, show


def read_template(section: Section, key: str, reading: Reading, *, html: bool) -> Template | None:
    """Return the template that ``key`` names, tried on a briefing that has everything and on one that has nothing."""
    text = section.text(key)
    if text is None:
        return None
    path = reading.folder / text
    if not os.path.isfile(path):
        section.refuse(key, f"found {show(text)}; there is no such file{near_file(path, text)}")
        return None
    reading.reads.append(path)
    from briefing.deliver.body import check_template
    from briefing.deliver.template import TemplateFault

    try:
        template = Template(str(path), read_text(path), html)
        check_template(template)
    except BriefFileError as error:
        reading.elsewhere.append(str(error))
    except TemplateFault as fault:
        reading.elsewhere.append(f"{path}:{fault}")
    else:
        return template
    return None
