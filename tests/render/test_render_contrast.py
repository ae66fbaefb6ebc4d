"""Contrast as it is on the page: of what is drawn with what is painted under it, not of a palette."""

from __future__ import annotations

import io

import pikepdf
import pytest
from crowded import crowded

from briefing.render.pdf import render
from briefing.render.style import contrast, load_style, style_names


@pytest.mark.parametrize("name", style_names())
def test_each_word_on_a_page_has_contrast_enough_for_what_stands_behind_it(name: str) -> None:
    """Of 60 events: each colour in which text is set, and each mark, against the ground that is painted under it."""
    style = load_style(name)
    with pikepdf.open(io.BytesIO(render(crowded(60), style))) as pdf:
        seen = set().union(*(on_grounds(page) for page in pdf.pages))
    assert {kind for kind, _, _ in seen} == {"text", "mark"}
    colours = style.colours
    decoration = {colours.hairline, colours.tint, colours.deep_tint, colours.paper}
    for kind, colour, ground in seen:
        if kind == "text":
            assert contrast(colour, ground) >= 4.5, (colour, ground)
        elif colour not in decoration:
            assert contrast(colour, ground) >= 3.0, (colour, ground)


def on_grounds(page: pikepdf.Page) -> set[tuple[str, str, str]]:
    """Return what is drawn on a page, text or mark, with its colour and that of the last area filled under it."""
    found: set[tuple[str, str, str]] = set()
    areas: list[tuple[tuple[float, float, float, float], str]] = []
    fill = stroke = "#000000"
    matrix, path, at = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), [], (0.0, 0.0)
    kept = []

    def placed(x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        return a * x + c * y + e, b * x + d * y + f

    def under(x: float, y: float) -> str:
        holding = [colour for box, colour in areas if box[0] <= x <= box[2] and box[1] <= y <= box[3]]
        return holding[-1] if holding else "#FFFFFF"

    for operands, operator in pikepdf.parse_content_stream(page):
        name, values = str(operator), [float(one) for one in operands if not isinstance(one, (pikepdf.Object, list))]
        if name == "q":
            kept.append((fill, stroke, matrix))
        elif name == "Q":
            fill, stroke, matrix = kept.pop()
        elif name == "cm":
            a, b, c, d, e, f = values
            ma, mb, mc, md, me, mf = matrix
            matrix = (
                a * ma + b * mc, a * mb + b * md, c * ma + d * mc, c * mb + d * md,
                e * ma + f * mc + me, e * mb + f * md + mf,
            )  # fmt: skip
        elif name in ("rg", "RG"):
            colour = "#" + "".join(f"{round(part * 255):02X}" for part in values)
            fill, stroke = (colour, stroke) if name == "rg" else (fill, colour)
        elif name in ("m", "l", "c"):
            path.append(placed(*values[-2:]))
        elif name == "re":
            x, y, width, height = values
            path += [placed(x, y), placed(x + width, y + height)]
        elif name in ("f", "f*", "b", "b*", "B", "B*", "S", "s", "n"):
            if not path:  # reportlab ends a path before it begins a rectangle
                continue
            xs, ys = [x for x, _ in path], [y for _, y in path]
            box = (min(xs), min(ys), max(xs), max(ys))
            middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            if name not in ("S", "s", "n"):
                found.add(("mark", fill, under(*middle)))
                areas.append((box, fill))
            if name in ("S", "s", "b", "b*", "B", "B*"):
                found.add(("mark", stroke, under(*middle)) if name in ("S", "s") else ("mark", stroke, "#FFFFFF"))
            path = []
        elif name in ("Td", "Tm"):
            at = placed(*values[-2:])
        elif name == "Tj":
            found.add(("text", fill, under(at[0] + 0.5, at[1] + 1)))
    return found
