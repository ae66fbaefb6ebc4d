"""A worker's function without the work: it lists what it read, and misbehaves when an article tells it to."""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from pathlib import Path

from briefing.batch.record import Result, State
from briefing.batch.work import failed
from briefing.build import Options
from briefing.deliver.summary import Line, Summary
from briefing.job import Job
from briefing.model import Problem


def make(job: Job, options: Options, output: Path) -> Result:
    text = "\n".join(source.file.read_text(encoding="utf-8") for source in job.sources)
    if "die" in text:
        os._exit(9)
    while "wait" in text:
        with contextlib.suppress(Exception):  # as a library does that catches whatever comes
            time.sleep(60)
    if "spin" in text:
        sum(itertools.repeat(0))  # listens to no signal until it ends, which is never
    if "swell" in text:
        kept = [bytes(50_000_000) for _ in range(1000)]
        assert not kept
    if "fail" in text:
        return failed(job, "cannot be built", hint="write another article")
    output.mkdir(parents=True, exist_ok=True)
    outputs = (output / f"{job.name}.pdf", output / f"{job.name}.timeline.yaml")
    for path in outputs:
        path.write_text(text, encoding="utf-8")
    problems = (Problem("b.txt", "is binary"),) if "problem" in text else ()
    summary = Summary(job.name, text[:20], "Friday 8 March 2024", "2024-03-08", "", "en", (Line(text[:20]),))
    return Result(job.shown, State.MADE, job.name, outputs, problems, summary)
