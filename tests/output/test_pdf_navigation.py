"""Outline, labels, destinations and links, read back by readers that did not write them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2
import pytest

from layout.geometry import Rect
from layout.model import Link, PlacedPage, Region, StoryInfo
from layout.output.contents import dump_contents
from layout.output.pdf import write_pdf


def page(
    label: str, *stories: str, section: str = "", links: tuple[Link, ...] = (), bleed: float = 0.0
) -> PlacedPage:
    """A page of 300 × 400 points; story number i has its region at (10 i, 20 i)."""
    return PlacedPage(
        name="p",
        width=300,
        height=400,
        bleed=bleed,
        items=(),
        regions=tuple(Region(s, Rect(10.0 * i, 20.0 * i, 50, 50)) for i, s in enumerate(stories)),
        stories=tuple(StoryInfo(s, f"题{s}") for s in stories),
        title="",
        label=label,
        section=section,
        links=links,
    )


def read(pages: Sequence[PlacedPage]) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(write_pdf(pages)))


def test_the_outline_has_pages_and_under_them_stories() -> None:
    pages = [page("A1", "a", "b", section="要闻"), page("A2"), page("", "a")]
    with read(pages) as pdf, pdf.open_outline() as outline:
        found = [(top.title, [below.title for below in top.children]) for top in outline.root]
    assert found == [("A1　要闻", ["题a", "题b"]), ("A2", []), ("3", ["题a"])]
    with read(pages) as pdf:
        assert pdf.Root.Outlines.Count == 6
        first = pdf.Root.Outlines.First
        assert (first.Count, first.First.Title, first.Last.Title) == (2, "题a", "题b")
        assert "/Count" not in first.Next
        assert pdf.Root.PageMode == "/UseOutlines"
        leaf = pdf.Root.Outlines.Last.First
        assert leaf.Dest[0].objgen == pdf.pages[2].objgen


def test_a_page_alone_has_its_stories_in_the_outline() -> None:
    with read([page("A1", "a", "b")]) as pdf, pdf.open_outline() as outline:
        assert [top.title for top in outline.root] == ["题a", "题b"]


def test_readers_show_the_labels() -> None:
    data = write_pdf([page("A1"), page("第(2)"), page("")])
    document = pypdfium2.PdfDocument(data)
    assert [document.get_page_label(i) for i in range(3)] == ["A1", "第(2)", "3"]
    document.close()
    with read([page(""), page("")]) as pdf:
        assert "/PageLabels" not in pdf.Root


def test_every_story_has_a_name_of_its_own_in_order() -> None:
    pages = [page("B1", "lead", "版"), page("A1", "lead"), page("", "lead")]
    with read(pages) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        keys = [str(key) for key in names[::2]]
        assert keys == ["A1.lead", "B1.lead", "lead", "B1.版"]
        raw = [bytes(key) for key in names[::2]]
        assert raw == sorted(raw), "name trees are in the order of their bytes"
        targets = dict(zip(keys, names[1::2], strict=True))
        assert targets["B1.版"][0].objgen == pdf.pages[0].objgen
        assert [float(n) for n in list(targets["B1.版"])[2:4]] == [10, 380]
        assert targets["A1.lead"][0].objgen == pdf.pages[1].objgen


def test_pages_without_stories_have_no_names() -> None:
    with read([page("A1"), page("A2")]) as pdf:
        assert "/Names" not in pdf.Root


@pytest.mark.parametrize("bleed", [0.0, 9.0])
def test_a_link_leads_to_the_other_page(bleed: float) -> None:
    link = Link(Rect(100, 50, 60, 13), "4", "rest", "下转第4版")
    with read([page("1", "lead", links=(link,), bleed=bleed), page("4", "rest")]) as pdf:
        (annotation,) = pdf.pages[0].Annots
        assert annotation.Subtype == "/Link"
        assert [float(n) for n in annotation.Rect] == [
            bleed + 100,
            400 + bleed - 63,
            bleed + 160,
            400 + bleed - 50,
        ]
        assert str(annotation.Dest) == "4.rest"
        assert str(annotation.Contents) == "下转第4版"
        assert annotation.F == 4
        assert "/Annots" not in pdf.pages[1]


def test_a_link_whose_end_is_not_in_the_file_is_left_out() -> None:
    link = Link(Rect(0, 0, 9, 9), "4", "rest", "下转第4版")
    with read([page("1", "lead", links=(link,)), page("4", "other")]) as pdf:
        assert "/Annots" not in pdf.pages[0]


def test_the_contents_name_the_destinations() -> None:
    pages = [page("A1", "a", section="要闻"), page("", "b")]
    first, second = dump_contents(pages)
    assert first == (
        '{"number": 1, "page": "A1", "section": "要闻", "story": "a", "title": "题a", '
        '"continued": false, "destination": "A1.a"}'
    )
    assert '"destination": "b"' in second
