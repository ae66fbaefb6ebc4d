"""A small briefing about an invented harbour: every part of the page once, to look at a style."""

from __future__ import annotations

import datetime as dt

from briefing.model import (
    Brief,
    DayGroup,
    Difference,
    Entry,
    Figure,
    Item,
    Mark,
    Row,
    Run,
    Voice,
)
from briefing.render.attachment import Attachment
from briefing.render.sample_parts import AUDIT, CHART, SOURCES


def _said(text: str, *references: int) -> Item:
    """Return a bullet; what stands in [brackets] in ``text`` is ours."""
    runs: list[Run] = []
    for part in text.replace("[", "\0[").replace("]", "]\0").split("\0"):
        if part:
            runs.append(Run(part, Voice.OURS if part.startswith("[") else Voice.SOURCE))
    return Item(tuple(runs), references)


_LINER = Entry(
    "e2",
    "Liner Aurora strikes the swing bridge",
    Mark.DAY,
    5,
    (
        _said(
            "The Aurora was leaving the inner harbour on Monday [11 March] when she swung to port and struck the north "
            "pier of the bridge, harbour master Ines Calloway told reporters.",
            1,
            2,
            3,
            4,
            5,
        ),
        _said("Nobody was hurt, although forty passengers spent the night on board.", 2, 4),
        _said(
            "The bridge, which carries the only rail line to the grain terminal, was closed to all traffic within ten "
            "minutes, the port said in a notice posted that evening [11 March].",
            1,
            3,
        ),
    ),
    new=False,
)

_CLOSED = Entry(
    "e3",
    "Divers find two cracked piles under the north pier",
    Mark.DAY,
    2,
    (
        _said(
            "Divers who went down on Tuesday [12 March] found two of the eleven timber piles cracked through and a "
            "third “out of true by a hand’s width”.",
            2,
            5,
        ),
        Item((Run("The port confirmed the number of piles by telephone.", Voice.EDITOR),)),
    ),
)

_CREW = Entry(
    "e4",
    "Pilots refuse night passages",
    Mark.SPAN,
    1,
    (
        _said(
            "From Tuesday until Thursday the pilots took no vessel over ninety metres through the narrows after dark.",
            4,
        ),
    ),
    date="12 to 14 March",
    more="Two more passages in the timeline file.",
)

_TALKS = Entry(
    "e5",
    "Grain shippers and the port meet over demurrage",
    Mark.WITHIN,
    1,
    (_said("The two sides met earlier this week [on a day from 11 to 13 March] without coming to terms.", 3),),
    date="on a day from 11 to 13 March",
)

_INQUIRY = Entry(
    "e6",
    "Ministry opens an inquiry and orders a tug escort",
    Mark.DAY,
    3,
    (
        _said(
            "Transport minister Oskar Lindqvist said on Friday [15 March] that an inquiry would look at “the ship, the "
            "bridge and the current, in that order”.",
            1,
            2,
            5,
        ),
        _said("Until it reports, every vessel above 120 metres needs two tugs.", 1, 5),
        _said("The owner of the Aurora says the steering gear had been overhauled in January [2024].", 2),
    ),
    new=True,
)

SAMPLE = Brief(
    name="harbour-bridge",
    title="The swing bridge stays shut: the inquiry begins, and nobody will say when trains run again",
    topic="The collision at Port Alder",
    as_of="Friday 15 March 2024",
    zone="Stockholm time (UTC+1)",
    language="en",
    created=dt.datetime(2024, 3, 15, tzinfo=dt.UTC),
    figures=(
        Figure(5, "sources, all attached"),
        Figure(10, "dated events, 2 in background"),
        Figure(17, "time expressions resolved"),
        Figure(4, "dates not exact to the day"),
        Figure(2, "points on which sources differ", alert=True),
    ),
    bottom_line=(
        _said(
            "Transport minister Oskar Lindqvist said on Friday [15 March] that an inquiry would look at “the ship, the "
            "bridge and the current, in that order”.",
            1,
            2,
            5,
        ),
        _said(
            "Divers who went down on Tuesday [12 March] found two of the eleven timber piles cracked through and a "
            "third “out of true by a hand’s width”.",
            2,
            5,
        ),
        _said(
            "The bridge, which carries the only rail line to the grain terminal, was closed to all traffic within ten "
            "minutes.",
            1,
            3,
        ),
    ),
    since="the edition of Wednesday 13 March",
    new=(
        _said("The ministry opens an inquiry and orders two tugs for large vessels.", 1, 2, 5),
        _said("The owner says that the steering gear was overhauled in January.", 2),
    ),
    gone=("Ferry timetable suspended",),
    chart=CHART,
    days=(
        DayGroup(
            "Before 9 March",
            "",
            "Day by the calendar file",
            (
                Entry(
                    "e1",
                    "Aurora leaves dry dock after her refit",
                    Mark.BEFORE,
                    1,
                    (_said("She had come out of dry dock before her first cruise of the year.", 2),),
                ),
            ),
        ),
        DayGroup("11 March", "Monday", "", (_LINER, _TALKS)),
        DayGroup("12 March", "Tuesday", "", (_CLOSED, _CREW)),
        DayGroup("15 March", "Friday", "", (_INQUIRY,)),
    ),
    differences=(
        Difference(
            "When trains run again",
            (
                _said("The port: “no sooner than Thursday” [21 March].", 1),
                _said("The grain shippers expect the first train on Monday [18 March].", 3, 4),
            ),
        ),
        Difference(
            "Speed of the Aurora",
            (_said("Four knots, by the harbour master.", 1, 2), _said("Nearly seven, by two pilots.", 4)),
        ),
    ),
    coming_up=(
        Row(
            "e7",
            "Monday 18 March",
            Mark.PLANNED,
            "Divers return to the north pier",
            (_said("A second dive is planned for Monday [18 March], weather permitting.", 2, 5),),
        ),
        Row(
            "e8",
            "18 to 21 March",
            Mark.DISPUTED,
            "Trains to the grain terminal",
            (_said("Trains might run again next week, or they might not, a dispatcher said.", 3),),
        ),
    ),
    background=(
        Row(
            "b1",
            "1957",
            Mark.RANGE,
            "The swing bridge opens",
            (_said("The bridge was opened in 1957 for a harbour a third of today’s size.", 1),),
        ),
        Row(
            "b2",
            "October 2009",
            Mark.RANGE,
            "A coaster hits the same pier",
            (_said("In October 2009 a coaster touched the same pier; repairs took five weeks.", 2, 4),),
        ),
    ),
    sources=SOURCES,
    undated=(
        _said("A former pilot says the current in the narrows has grown stronger every spring.", 4),
        _said("Insurers put the damage to the pier at six million kronor.", 2),
    ),
    left_out=(
        Item((Run("List of other stories (three passages)", Voice.OURS),), (1, 2)),
        Item((Run("Appeal for support", Voice.OURS),), (3,)),
    ),
    audit=AUDIT,
    corrections=("“Ferry timetable” was dropped: it is about another harbour.",),
    notices=("One source was read without its date; weekdays stay unresolved there.",),
    keywords=("Port Alder", "swing bridge", "Aurora"),
)

SAMPLE_FILES = (
    *(
        Attachment(f"s{n}.txt", "text/plain", f"Invented text of source {n}.\n".encode(), "Source", f"Source {n}")
        for n in range(1, 6)
    ),
    Attachment("timeline.json", "application/json", b"{}\n", "Data", "The timeline as data"),
)
