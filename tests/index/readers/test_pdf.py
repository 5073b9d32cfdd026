"""PDFs: reading order and what layout proves, on pages made by hand (invented text)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from index.errors import UnreadableSource
from index.readers.pdf import read
from index.readers.source import StyleKind
from tests.index.readers.files import Words, column, pdf, styled

BODY = [f"Line {n} of the body runs on to the end of the measure as lines do" for n in range(1, 21)]


def _read(pages: list[list[Words]], drawings: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    return read("a.pdf", pdf(pages, drawings))


def test_lines_come_from_the_top_down_whatever_the_order_of_the_file() -> None:
    source = _read([list(reversed(column(72, 700, BODY)))])
    assert source.text.split("\n")[:20] == BODY
    assert [source.text[slice(*page)] for page in source.pages] == [source.text]


def test_a_wider_space_divides_paragraphs() -> None:
    source = _read([[*column(72, 700, BODY[:4]), *column(72, 648, BODY[4:8])]])
    assert source.text.split("\n\n")[:2] == ["\n".join(BODY[:4]), "\n".join(BODY[4:8])]


def test_italics_come_from_the_font() -> None:
    source = _read([[Words(72, 700, "1. "), Words(90, 700, "Requests", "i"), Words(130, 700, "the Secretary-General")]])
    assert source.text.strip() == "1. Requests the Secretary-General"
    assert styled(source, StyleKind.ITALIC) == ["Requests"]


def test_superscripts_are_small_and_raised_and_keep_their_place() -> None:
    words = [
        Words(72, 700, "the Charter,"),
        Words(119.3, 703.5, "12", size=6.5),
        Words(128.3, 700, "and the 61"),
        Words(170.2, 703, "st", size=6.5),
    ]
    source = _read([[*words, *column(72, 680, BODY)]])
    assert source.text.startswith("the Charter,12 and the 61st\n")
    assert styled(source, StyleKind.SUPERSCRIPT) == ["12"]  # the ending of an ordinal is no mark


@pytest.mark.parametrize("drawn", [False, True], ids=["line of characters", "drawn rule"])
def test_footnotes_stand_below_their_rule(drawn: bool) -> None:
    notes = [
        Words(72, 123, "1", size=6),
        *column(80, 120, ["Official Records, Supplement No. 9.", "Second line of it."], size=8, pitch=9.5),
        Words(72, 103, "2", size=6),
        Words(80, 100, "Ibid.", size=8),
    ]
    rule = [] if drawn else [Words(72, 132, "__________________")]
    source = _read([[*column(72, 700, BODY), *rule, *notes]], ("72 132 m 172 132 l S",) if drawn else ())
    [found] = styled(source, StyleKind.FOOTNOTE_BODY)
    assert found == "1 Official Records, Supplement No. 9.\nSecond line of it.\n2 Ibid."
    assert styled(source, StyleKind.FURNITURE) == ([] if drawn else ["__________________"])


def test_a_footnote_goes_on_below_the_rule_of_the_next_page() -> None:
    rule = Words(72, 132, "__________________")
    source = _read([[*column(72, 700, BODY), rule, *column(72, 120, ["goes on from the page before."], size=8)]])
    assert styled(source, StyleKind.FOOTNOTE_BODY) == ["goes on from the page before."]


def test_a_page_in_small_print_has_no_header_for_that() -> None:
    small = [f"{line} in the small print of an annex" for line in BODY]
    source = _read([column(72, 700, BODY * 2), column(72, 780, small, size=8, pitch=9.5)])
    assert styled(source, StyleKind.FURNITURE) == []


def test_a_rule_under_the_running_header_makes_no_footnotes_of_the_page() -> None:
    numbered = [
        f"{n}. Requests the Member States to do as paragraph {n} of this invented text says;" for n in range(1, 30)
    ]
    source = _read([column(72, 700, numbered)] * 2, ("72 780 m 172 780 l S",))
    assert styled(source, StyleKind.FOOTNOTE_BODY) == []


def test_what_recurs_on_later_pages_and_stands_at_an_edge_is_furniture() -> None:
    def page(number: int) -> list[Words]:
        head = (
            []
            if number == 1
            else [Words(72, 790, "A/RES/99/1", "b", 8.5), Words(300, 790, "An invented title", "b", 8.5)]
        )
        foot = [Words(72, 40, f"{number}/3", size=8.5), Words(480, 40, "44-12345", size=7)]
        return [*head, *column(72, 720, [f"{line} {number}" for line in BODY]), *foot]

    source = _read([page(1), page(2), page(3)])
    assert styled(source, StyleKind.FURNITURE) == [
        "1/3 44-12345",
        "A/RES/99/1 An invented title",
        "2/3 44-12345",
        "A/RES/99/1 An invented title",
        "3/3 44-12345",
    ]


def test_the_first_line_of_a_page_is_no_header_unless_something_proves_it() -> None:
    source = _read([column(72, 760, BODY), column(72, 760, [f"{line}, on page two" for line in BODY])])
    assert styled(source, StyleKind.FURNITURE) == []


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line {n} of the text that is long" for n in range(1, 15)]
    right = [f"right column line {n} of the text that is long" for n in range(1, 15)]
    title = [Words(150, 730, "A title over both columns of this page, which is invented")]
    source = _read([[*title, *column(60, 700, left), *column(310, 700, right)]])
    assert source.text.split("\n\n")[0].startswith("A title over both")
    assert [line for line in source.text.split("\n") if "column line" in line] == [*left, *right]


def test_numbers_before_their_paragraphs_are_no_column() -> None:
    words = [w for n in range(12) for w in (Words(72, 700 - 23 * n, f"{n + 1}."), *column(110, 700 - 23 * n, BODY[:2]))]
    assert _read([words]).text.startswith(f"1. {BODY[0]}\n{BODY[1]}")


def test_a_page_without_text_is_reported() -> None:
    source = _read([column(72, 700, BODY), []])
    assert [w.code for w in source.warnings] == ["page-without-text"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf([[], []]), "no text layer"),  # a scan
        (pdf([[Words(500, 20, "7")], []]), "no text layer"),  # a scan with a stamped number
        (b"%PDF-1.4 nothing more", "damaged"),
        (b"", "damaged"),
        (pdf([[Words(72, 700, "x" * 40)]])[:300], "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words):
        read("scan.pdf", data)


def test_an_encrypted_file_is_refused() -> None:
    # The standard security handler with a user password nobody has.
    key = "00" * 32
    trailer = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<{key[:32]}> <{key[:32]}>]"
    with pytest.raises(UnreadableSource, match="encrypted"):
        read("locked.pdf", pdf([column(72, 700, BODY)], trailer=trailer))


def test_wrong_bytes_anywhere_give_a_text_or_a_refusal() -> None:
    whole = pdf([column(72, 700, BODY), column(72, 700, BODY)])
    chance = random.Random(7)
    outcomes = set()
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            outcomes.add(bool(read("bad.pdf", bytes(data)).text))
        except UnreadableSource:
            outcomes.add(False)
    assert outcomes == {True, False}


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.readers.pdf.MAX_PAGES", 2)
    with pytest.raises(UnreadableSource, match="3 pages, more than the limit of 2"):
        read("long.pdf", pdf([column(72, 700, BODY)] * 3))


@pytest.mark.corpus
def test_the_real_files_give_text_quickly(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "pdf").glob("*.pdf"))[:3]:
        source = read(path.name, path.read_bytes())
        assert styled(source, StyleKind.FURNITURE)
        assert styled(source, StyleKind.ITALIC)
