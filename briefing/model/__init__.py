"""The records that travel through briefing: frozen, slotted, tuples not lists."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.model.brief import (
        AuditRow,
        Brief,
        Chart,
        ChartEvent,
        DayGroup,
        Difference,
        Entry,
        Figure,
        Item,
        Mark,
        Row,
        Run,
        SourceRow,
        Voice,
    )
    from briefing.model.document import (
        FACTS,
        DateBasis,
        Document,
        Evidence,
        Furniture,
        Problem,
    )
    from briefing.model.plan import (
        Correction,
        CorrectionKind,
        NamedEvent,
        Plan,
    )
    from briefing.model.time import (
        Anchor,
        AnchorKind,
        Direction,
        Interval,
        Mention,
        Precision,
        Span,
        TimeExpression,
        TimexType,
    )
    from briefing.model.timeline import (
        Account,
        Bullet,
        Disagreement,
        Event,
        EventBasis,
        Insertion,
        Modality,
        Passage,
        Resolution,
        Status,
        Timeline,
    )

__all__ = [
    "FACTS",
    "Account",
    "Anchor",
    "AnchorKind",
    "AuditRow",
    "Brief",
    "Bullet",
    "Chart",
    "ChartEvent",
    "Correction",
    "CorrectionKind",
    "DateBasis",
    "DayGroup",
    "Difference",
    "Direction",
    "Disagreement",
    "Document",
    "Entry",
    "Event",
    "EventBasis",
    "Evidence",
    "Figure",
    "Furniture",
    "Insertion",
    "Interval",
    "Item",
    "Mark",
    "Mention",
    "Modality",
    "NamedEvent",
    "Passage",
    "Plan",
    "Precision",
    "Problem",
    "Resolution",
    "Row",
    "Run",
    "SourceRow",
    "Span",
    "Status",
    "TimeExpression",
    "Timeline",
    "TimexType",
    "Voice",
]

_HOMES = ("time", "document", "plan", "timeline", "brief")
"""The modules of the records, from the first that is needed to the last; each is loaded when one of its names is."""


def __getattr__(name: str) -> Any:
    if name in __all__:
        for home in _HOMES:
            found = vars(import_module(f"{__name__}.{home}")).get(name)
            if found is not None:
                globals()[name] = found  # the next time without this search
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
