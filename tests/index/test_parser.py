"""The parser's guarantees, on any text; what single rules accept and refuse, as rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.parser import parse, parse_structure
from index.parsing.accounting import accounted
from index.parsing.folding import fold
from index.parsing.labels import SubLevels, number_label, sub_label
from index.parsing.titles import symbol_of_file_name, title_line
from index.parsing.words import languages, words
from index.readers.text import source_of_text
from index.resolution import Resolution, Span, derive_text

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "index" / "sample"
GOLDEN = ROOT / "tests" / "index" / "golden"
TEXTS = [p.read_text(encoding="utf-8") for p in sorted([*SAMPLE.glob("*.txt"), *GOLDEN.glob("*.txt")])]
# Pieces that mean something to the parser, to be thrown together at random.
PIECES = [
    "L'Assemblée générale,", "The General Assembly,", "62/27. Titre inventé", "Résolution 9041 (2091)",
    "901 (V). Titre", "A", "B", "Annexe", "Annex II", "Article premier", "Article 2", "I", "II. Titre",
    "1. Prie", "2. Décide ;", "I. Note", "l 5.", "a) un ;", "(b) two;", "i) petit", "ii) deux,", "1", ".",
    "1  See A/62/1.", "¹ Voir résolution 55/2.", "texte ¹ qui", "texte24, et 3 ;", "\\_\\_\\_\\_\\_",
    "__________", "2/7", "17-23285 (F)", "Distr. générale", "A/RES/62/27", "5 décembre 2007",
    "61e séance plénière", "[Adoptée par 3 voix contre 2.", "]", "Ont voté pour :", "Rappelant ceci,",
    "Recalling that,", "| a | b |", "|---|---|", "*italique*", "61^e", "\x0c", "\x1c", " ", " ", "\ufeff",
    "\ud800", "Session de 2017", "Point 3 de l'ordre du jour",
    "[sur le rapport de la Première Commission (A/62/391)]", "Ⅷ", "²³", "１. Prie", "٣. Prie",
]  # fmt: skip


def _check(raw: str, resolution: Resolution) -> None:
    assert accounted(resolution, raw) == []
    seen = set()
    for paragraph in resolution.paragraphs:
        assert paragraph.id not in seen
        seen.add(paragraph.id)
        assert paragraph.text == derive_text(raw, paragraph.spans)
        ends = [0]
        for start, end in paragraph.spans:
            assert ends[-1] <= start < end
            ends.append(end)
        for note in paragraph.footnotes:
            assert 0 <= note.offset <= len(paragraph.text)
            assert note.mark_span is None or raw[slice(*note.mark_span)].strip()
        assert all(0 <= a < b <= len(paragraph.text) for a, b in paragraph.emphasis)


def _check_any(raw: str, name: str = "A_RES_62_27.fr.txt") -> None:
    parsed = parse(source_of_text(name, raw))
    for resolution in parsed.resolutions:
        _check(raw, resolution)
    if not parsed.resolutions:
        held = "".join(raw[slice(*d.span)] for d in parsed.dropped)
        assert "".join(held.split()) == "".join(raw.split())
        assert parsed.warnings


@given(st.text(max_size=300))
def test_any_text_gives_a_result(raw: str) -> None:
    _check_any(raw)


@given(
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n\n", "\n", " ", "\r\n", "\n \n", ""])), max_size=60)
)
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_telling_lines_gives_a_result(pieces: list[tuple[str, str]]) -> None:
    _check_any("".join(piece + gap for piece, gap in pieces), "notes.txt")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A text with some of its lines lost, doubled, moved, cut, or a foreign piece put in."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        match draw(st.sampled_from(["lose", "double", "move", "cut", "put", "join"])):
            case "lose":
                del lines[at : at + draw(st.integers(1, 4))]
            case "double":
                lines.insert(at, lines[at] if lines else "")
            case "move" if lines:
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "cut" if lines:
                lines[at] = lines[at][: draw(st.integers(0, 60))]
            case "join" if at + 1 < len(lines):
                lines[at : at + 2] = [lines[at] + " " + lines[at + 1]]
            case _:
                lines.insert(at, draw(st.sampled_from(PIECES)))
    return "\n".join(lines)


@given(mutated())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_text_keeps_the_guarantees(raw: str) -> None:
    _check_any(raw)


@pytest.mark.parametrize("digits", ["²³", "①", "৩"])
def test_digits_that_are_no_numbers_are_text(digits: str) -> None:
    """`"²".isdigit()` is true and `int("²")` raises."""
    for raw in TEXTS:
        _check_any("\n".join(f"{line.rstrip()} {digits}" if line.strip() else line for line in raw.splitlines()))
        _check_any(raw.replace("1", digits[0]))


def test_accounting_finds_what_is_lost_and_what_is_double() -> None:
    """The checker itself can fail."""
    raw = TEXTS[0]
    resolution = parse_structure(source_of_text("x.txt", raw)).resolutions[0]
    assert accounted(replace(resolution, dropped=()), raw)
    double = replace(resolution, dropped=(*resolution.dropped, resolution.dropped[0]))
    assert accounted(double, raw)
    assert accounted(replace(resolution, paragraphs=resolution.paragraphs[1:]), raw)


@pytest.mark.parametrize(
    ("name", "paragraphs"),
    [
        ("A_RES_62_27", (14, 9, [("pp4", "1", 79), ("op7", "2", 239)])),
        ("A_RES_77_96", (19, 3, [("pp2", "1", 92), ("pp2", "2", 261), ("pp2", "3", 411), ("pp18", "4", 99)])),
    ],
)
def test_the_two_bundled_texts(name: str, paragraphs: tuple[int, int, list[tuple[str, str, int]]]) -> None:
    """The counts of the issue, the footnotes where their marks stood, the fifth alinea whole across the page."""
    raw = (SAMPLE / f"{name}.fr.txt").read_text(encoding="utf-8")
    (resolution,) = parse_structure(source_of_text(f"{name}.fr.txt", raw)).resolutions
    preamble, operative, notes = paragraphs
    ids = [p.locator.steps[0] for p in resolution.paragraphs]
    assert ids == [f"pp{n + 1}" for n in range(preamble)] + [f"op{n + 1}" for n in range(operative)]
    assert [(p.locator.steps[0], f.mark, f.offset) for p in resolution.paragraphs for f in p.footnotes] == notes
    assert len(resolution.paragraphs[4].spans) == 2
    assert resolution.paragraphs[4].text.endswith(",")
    assert resolution.warnings == ()


# What stands before the colon, and the number it is where 3 is expected; None: it is no label.
NUMBERS = [
    ("3. Prie", 3),
    ("8 . Invite", 8),
    ("12.Décide", 12),
    ("3,. Lance", 3),
    ("l. Prend", None),
    ("1.5 million", None),
    ("1.a Fournir", None),
    ("1998. Fin", None),
    ("12 mai", None),
    ("3) Prie", None),
    ("Prie", None),
    ("", None),
    ("3.", 3),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_numbers(text: str, number: int | None) -> None:
    found = number_label(text, 3)
    assert (found[0] if found else None) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I. Prend", 1),
        ("l . Sait", 1),
        ("l 5. Prie", 15),
        ("1 O. Prie", 10),
        ("S. Prie", 8),
        ("?. Décide", 7),
        ("<1. Estime", 1),
    ],
)
def test_blurred_numbers_are_read_only_where_they_continue(text: str, expected: int) -> None:
    found = number_label(text, expected)
    assert found is not None
    assert (found[0], found[3]) == (expected, True)
    assert number_label(text, expected + 30) is None


# Labels one after the other, and the paths they take. `i` is a letter behind `h`, a number behind `a`.
SUB_SEQUENCES = [
    (["a", "b", "c"], [("a",), ("b",), ("c",)]),
    (["a", "i", "ii", "b"], [("a",), ("a", "i"), ("a", "ii"), ("b",)]),
    (["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"], [(x,) for x in "abcdefghij"]),
    (["i", "ii", "a", "b", "iii"], [("i",), ("ii",), ("ii", "a"), ("ii", "b"), ("iii",)]),
    (["a", "b", "e", "d"], [("a",), ("b",), ("c",), ("d",)]),  # a scan's e for c
    (["b", "c"], [("b",), ("c",)]),  # the first is lost
]


@pytest.mark.parametrize(("labels", "paths"), SUB_SEQUENCES)
def test_sub_paragraphs(labels: list[str], paths: list[tuple[str, ...] | None]) -> None:
    levels = SubLevels()
    placed = []
    for label, following in zip(labels, [*labels[1:], ""], strict=True):
        sub = sub_label(f"{label}) Texte")
        assert sub is not None
        found = levels.place(sub, following)
        placed.append(found[0] if found else None)
    assert placed == paths


# A line, and the symbol its title shows; None: it is no title line.
TITLES = [
    ("62/27. Promotion du multilatéralisme", "62/27"),
    ("15/9 Les droits de l'homme", "15/9"),
    ("S-22/1", "S-22/1"),
    ("2074 (XX). Question", "2074(XX)"),
    ("448 ( V). Progrès", "448(V)"),
    ("Résolution 554 (1984)", "554(1984)"),
    ("Resolulion 699 (1991)", "699(1991)"),
    ("2013/14. École", "2013/14"),
    ("1514 (XV) du 14 décembre 1960,", None),
    ("62/225, 63/227 et 64/1", None),
    ("1. Prie", None),
    ("Promotion", None),
    ("176 UI). Enseignement", "176"),
    ("2/3 des pays", None),
]


@pytest.mark.parametrize(("text", "symbol"), TITLES)
def test_title_lines(text: str, symbol: str | None) -> None:
    found = title_line(fold(text), text, words("fr"))
    assert (found.symbol if found else None) == symbol


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("A_RES_62_27.fr.txt", "A/RES/62/27"),
        ("fr/A_RES_2074_XX.txt", "A/RES/2074(XX)"),
        ("S_RES_554_1984.txt", "S/RES/554(1984)"),
        ("A_HRC_RES_S_22_1.txt", "A/HRC/RES/S-22/1"),
        ("E_RES_2013_14.txt", "E/RES/2013/14"),
        ("E_CN.14_RES_116_VI.txt", "E/CN.14/RES/116(VI)"),
        ("UNEP_EA.5_RES.14.txt", "UNEP/EA.5/RES.14"),
        ("A_RES_75_250-B.pdf", "A/RES/75/250B"),
        ("A_RES_78_1.en.pdf", "A/RES/78/1"),
        ("HRI_CORE_SEN_2011.txt", None),
        ("notes.txt", None),
        ("scan 12.pdf", None),
    ],
)
def test_file_names_as_hints(name: str, symbol: str | None) -> None:
    found = symbol_of_file_name(name)
    assert (str(found) if found else None) == symbol


@given(st.text())
def test_folding_moves_no_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_every_language_has_the_same_tables() -> None:
    assert set(languages()) >= {"fr", "en"}
    for language in languages():
        assert words(language).organs


def test_the_header_outranks_the_file_name() -> None:
    raw = (SAMPLE / "A_RES_62_27.fr.txt").read_text(encoding="utf-8")
    (resolution,) = parse_structure(source_of_text("A_RES_62_28.fr.txt", raw)).resolutions
    assert str(resolution.symbol) == "A/RES/62/27"
    assert [w.code for w in resolution.warnings] == ["file-name-differs"]


def test_a_file_of_several_resolutions_keeps_each_accounted_for() -> None:
    raw = "\n\n".join(TEXTS[:2])
    parsed = parse_structure(source_of_text("volume.txt", raw))
    assert len(parsed.resolutions) == 2
    for resolution in parsed.resolutions:
        assert accounted(resolution, raw) == []
        held = sum(d.span.end - d.span.start for d in resolution.dropped if d.reason == "another resolution")
        assert held > 1000
    assert isinstance(parsed.resolutions[0].paragraphs[0].spans[0], Span)
