"""What a parse found, counted (invented resolutions)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.jsonform import resolution_from_json
from index.report import Totals, check_file, pairs_of

FRENCH = """Assemblée générale

Distr. générale
12 janvier 2099

99/1. Un titre inventé

L'Assemblée générale,

Rappelant sa résolution 98/2 du 5 décembre 2098,

Consciente de ce qui est inventé,

1. Prie le Secrétaire général :

a) De faire rapport ;

b) De le publier ;

2. Décide de conclure.

61e séance plénière
5 décembre 2099
"""
ENGLISH = """General Assembly

Distr.: General
12 January 2099

99/1. An invented title

The General Assembly,

Recalling its resolution 98/2 of 5 December 2098,

Aware of what is invented,

1. Requests the Secretary-General:

(a) To report;

(b) To publish it;

2. Decides to conclude.

61st plenary meeting
5 December 2099
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts of one resolution, and a file that cannot be read."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "A_RES_99_1.fr.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "A_RES_99_1.en.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"no pdf")
    return folder


def test_a_file_is_counted(folder: Path) -> None:
    report, lines = check_file(str(folder / "A_RES_99_1.fr.txt"), with_json=True)
    [resolution] = report.resolutions
    assert (resolution.symbol, resolution.language, resolution.header_found) == ("A/RES/99/1", "fr", True)
    assert resolution.paragraphs == resolution.paragraphs | {"preambular": 2, "operative": 2, "sub-paragraph": 2}
    assert resolution.operative == ("op1", "op1.a", "op1.b", "op2")
    assert (resolution.numbering_gaps, resolution.neighbours_cut, resolution.references) == (0, 0, 1)
    assert report.characters == len("".join(FRENCH.split())) == report.kept + sum(report.dropped.values())
    assert report.ocr_risk == "none"
    assert str(resolution_from_json(json.loads(lines[0])).symbol) == "A/RES/99/1"


def test_a_missing_number_is_a_gap(folder: Path) -> None:
    path = folder / "gap.txt"
    path.write_text(FRENCH.replace("2. Décide de conclure.", "2. Décide ;\n\n4. Décide de conclure."), encoding="utf-8")
    report, _ = check_file(str(path))
    assert report.resolutions[0].numbering_gaps == 1


def test_characters_that_a_neighbour_keeps_are_not_dropped(folder: Path) -> None:
    path = folder / "two.txt"
    path.write_text(FRENCH + "\n\n" + FRENCH.replace("99/1", "99/2"), encoding="utf-8")
    report, _ = check_file(str(path))
    assert [r.symbol for r in report.resolutions] == ["A/RES/99/1", "A/RES/99/2"]
    assert report.kept > 0.9 * report.characters


def test_a_bad_scan_is_a_risk(folder: Path) -> None:
    path = folder / "scan.txt"
    path.write_text(FRENCH.replace("générale", "gen6rale").replace("Décide", "Dec›ide"), encoding="utf-8")
    assert check_file(str(path))[0].ocr_risk == "high"


def test_an_unreadable_file_has_its_reason(folder: Path) -> None:
    report, lines = check_file(str(folder / "bad.pdf"))
    assert report.error is not None
    assert "damaged" in report.error
    assert not lines


def test_two_languages_of_a_resolution_are_compared(folder: Path) -> None:
    reports = [check_file(str(file))[0] for file in sorted(folder.iterdir())]
    [pair] = pairs_of(reports)
    assert (pair.symbol, pair.agree, pair.preambular) == ("A/RES/99/1", True, {"fr": 2, "en": 2})

    (folder / "A_RES_99_1.en.txt").write_text(ENGLISH.replace("(b) To publish it;\n\n", ""), encoding="utf-8")
    [pair] = pairs_of([check_file(str(file))[0] for file in sorted(folder.iterdir())])
    assert (pair.agree, pair.only_in) == (False, {"fr": ("op1.b",)})


def test_totals_are_sums(folder: Path) -> None:
    totals = Totals()
    for file in sorted(folder.iterdir()):
        totals.add(check_file(str(file))[0])
    assert (totals.files, totals.failed, totals.resolutions, totals.headers_found) == (3, 1, 2, 2)
    assert totals.languages == {"fr": 1, "en": 1}
    assert totals.paragraphs["sub-paragraph"] == 4
    assert totals.kept + totals.dropped.total() == totals.characters
