"""Jobs: what a brief file, or a folder without one, asks for; every fault with its line and column."""

from briefing.job.files import BRIEF_NAME
from briefing.job.folders import Folders
from briefing.job.load import brief_of, check_names, job_from_sources, load_brief
from briefing.job.record import Job, Source
from briefing.job.slug import slug

__all__ = [
    "BRIEF_NAME",
    "Folders",
    "Job",
    "Source",
    "brief_of",
    "check_names",
    "job_from_sources",
    "load_brief",
    "slug",
]
