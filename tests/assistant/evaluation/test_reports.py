"""The reports of a run: terminal, HTML, CSV, XLSX, JSON. What they show must be what the run found."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from assistant.evaluation.reports.charts import bars, differences
from assistant.evaluation.reports.files import write_reports
from assistant.evaluation.reports.jsonform import outcome_to_json
from assistant.evaluation.reports.marking import mark_quotation, mark_shared, mark_strings
from assistant.evaluation.reports.page import html_report
from assistant.evaluation.reports.tables import write_csv
from assistant.evaluation.reports.terminal import terminal_report
from assistant.evaluation.reports.words import Words
from assistant.evaluation.rows import Fault
from assistant.evaluation.session import Outcome, outcome
from assistant.evaluation.thresholds import parse_thresholds
from tests.assistant.evaluation.fakes import GOOD, OP1, OP2, QUESTIONS, Script, Scripted, answered, citation, refused
from tests.assistant.evaluation.test_runs import run_all

BAD: Script = {
    "Qui recense ?": answered("Elle décide <b>« de recenser les ports »</b>. [1]", citation(1, OP2)),
    "Combien de membres ?": answered("Elle décide de créer un comité de douze membres. [1]", citation(1, OP2)),
    "Et les baleines ?": refused(OP1),
}


@pytest.fixture
def bad(tmp_path: Path) -> Outcome:
    """A run with one question failed, against a good one, with a threshold missed."""
    old, new = run_all(tmp_path / "old", Scripted(GOOD)), run_all(tmp_path / "new", Scripted(BAD))
    return outcome(new, old, parse_thresholds(["citation_recall=0.9", "true_abstention=1"], 10))


class _Page(HTMLParser):
    """What is on the page: texts, attributes of elements by name, and the marked words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.marked: list[str] = []
        self._marking = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._marking = tag == "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._marking:
            self.marked.append(data)
            self._marking = False

    def handle_endtag(self, tag: str) -> None:
        self._marking = False

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_the_page_shows_every_question_with_verdict_and_why(bad: Outcome) -> None:
    page = _Page(html_report(bad, "fr"))
    questions = {q["id"]: q for q in page.of("details")}
    assert list(questions) == [q.id for q in QUESTIONS]
    assert questions["who"]["data-verdict"] == "fail"
    assert set(str(questions["who"]["data-why"]).split()) == {
        Fault.QUOTATION_ALTERED, Fault.CITATION_MISSING, Fault.WORDS_MISSING
    }  # fmt: skip
    assert questions["how-many"]["data-verdict"] == "pass"
    for told in (
        "paragraphe attendu non cité",
        OP1,
        "citation_recall: 0.5 < 0.9",
        "Échouées désormais (1)\u00a0: who",
        "66,7",
    ):
        assert told in page.text, told


def test_words_are_marked_on_both_sides(bad: Outcome) -> None:
    marked = _Page(html_report(bad, "fr")).marked
    assert "phares" in marked  # expected and cited have it in common
    assert any(text.startswith("Décide de créer un comité") for text in marked)  # the words quoted


def test_the_page_stands_alone_and_is_inert(bad: Outcome) -> None:
    text = html_report(bad, "fr")
    page = _Page(text)
    assert "<b>" not in text  # what an answer says is text, not markup
    assert "<b>« de recenser les ports »</b>" in page.text
    assert not re.search(r"https?://|src=|@import|url\(", text)
    policy = next(m["content"] for m in page.of("meta") if m.get("http-equiv"))
    assert str(policy).startswith("default-src 'none'")
    assert page.of("html")[0]["lang"] == "fr"


def test_filters_offer_what_there_is(bad: Outcome) -> None:
    options = {o["value"] for o in _Page(html_report(bad, "en")).of("option")}
    assert {"topic", "followup", "unanswerable", "pass", "fail", "citation-missing", "fr"} <= options
    assert "no-answer" not in options  # no question failed so


def test_charts_say_their_values_to_those_who_cannot_see_them() -> None:
    drawn = bars("Cited", [("topic", 0.5, "50%"), ("<x>", 2.0, "200%")])
    label = _Page(drawn).of("svg")[0]["aria-label"]
    assert label == "Cited. topic: 50%; <x>: 200%"
    widths = [float(str(r["width"])) for r in _Page(drawn).of("rect") if r["class"] == "bar"]
    assert widths == [150.0, 300.0]  # half, and never more than the whole
    signs = [r["class"] for r in _Page(differences("D", [("a", 0.2, "+20"), ("b", -0.2, "-20")])).of("rect")]
    assert signs == ["more", "less"]


def test_the_terminal_tells_figures_failures_and_thresholds(bad: Outcome) -> None:
    told = terminal_report(bad, "fr")
    for words in (
        "Paragraphes attendus cités",
        "✗ who",
        "Seuils non tenus\u00a0: citation_recall: 0.5 < 0.9",
        "2 / 3 réussies",
    ):
        assert words in told, words
    assert max(len(line) for line in told.splitlines()) <= 110
    assert "Expected paragraphs cited" in terminal_report(bad, "en")


def test_csv_and_workbook_have_one_line_a_question(bad: Outcome) -> None:
    page, table, book = write_reports(bad, "fr")
    assert page.read_text(encoding="utf-8") == html_report(bad, "fr")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["Identifiant"] for row in rows] == [q.id for q in QUESTIONS]
    assert (rows[0]["Résultat"], rows[0]["Attendu"], rows[0]["Trouvé"]) == ("Échouée", OP1, OP2)
    assert "paragraphe attendu non cité" in rows[0]["Motif"]
    assert rows[1]["citation_recall"] == "1.0"
    assert rows[1]["Question"] == "Qui recense ? | Combien de membres ?"
    sheets = openpyxl.load_workbook(book)
    assert len(sheets.sheetnames) == 4
    assert sheets["Questions"].max_row == 4
    summary = {row[1]: row[2] for row in sheets["Résumé"].iter_rows(values_only=True) if row[1]}
    assert summary["citation_recall"] == 0.5
    formats = {row[1].value: row[2].number_format for row in sheets["Résumé"].iter_rows()}
    assert (formats["citation_recall"], formats["latency_total_p95"]) == ("0.0%", "General")
    heads = {cell.value: cell.column for cell in sheets["Questions"][1]}
    assert sheets["Questions"].cell(2, heads["citation_recall"]).number_format == "0.0%"


def test_a_cell_is_never_a_formula(tmp_path: Path) -> None:
    script = {**GOOD, "Qui recense ?": answered("=HYPERLINK(0)\x01 [1]", citation(1, OP1))}
    run = run_all(tmp_path / "run", Scripted(script))
    found = outcome(run)
    write_csv(found, tmp_path / "a.csv", "en")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["Answer"].startswith("'=")
    _, _, book = write_reports(found, "en")
    cells = [c for row in openpyxl.load_workbook(book)["Questions"].iter_rows() for c in row]
    assert [c.data_type for c in cells if isinstance(c.value, str) and "HYPERLINK" in c.value] == ["s"]


def test_json_has_rows_means_and_thresholds(bad: Outcome) -> None:
    told = json.loads(json.dumps(outcome_to_json(bad)))
    assert told["means"]["citation_recall"] == 0.5
    assert told["thresholds_missed"] == [{"metric": "citation_recall", "limit": 0.9, "value": 0.5}]
    assert told["comparison"]["broken"] == ["who"]
    row = told["rows"][0]
    assert (row["id"], row["passed"], row["metrics"]["citation_recall"]) == ("who", False, 0.0)
    assert [w["code"] for w in row["why"]] == ["quotation-altered", "citation-missing", "words-missing"]
    assert row["expected"] == [{"id": OP1, "exists": True, "required": True, "rank": None, "cited": False}]
    assert row["found"][0]["id"] == OP2


MARKED = [
    # how, the text, what is looked for, the marked pieces
    (mark_strings, "Né le 5 Décembre, 5 DECEMBRE", ["5 décembre"], ["5 Décembre", "5 DECEMBRE"]),
    (mark_strings, "rien", [""], []),
    (mark_quotation, "un deux\n trois quatre", "deux trois", ["deux\n trois"]),
    (mark_quotation, "un (deux) trois", "(deux)", ["(deux)"]),
    (mark_quotation, "un deux", "trois", []),
    (mark_shared, "Les phares, le phare 12", ["des PHARES au 12"], ["phares", "12"]),  # short words are left
]


@pytest.mark.parametrize(("how", "text", "wanted", "pieces"), MARKED)
def test_marking(how: object, text: str, wanted: object, pieces: list[str]) -> None:
    found = how(text, wanted)  # type: ignore[operator]
    assert [piece for piece, marked in found if marked] == pieces
    assert "".join(piece for piece, _ in found) == text


def test_words_and_numbers_in_both_languages() -> None:
    fr, en = Words("fr"), Words("en")
    assert fr.when("2026-11-01T14:20:59+00:00") == "1er\u00a0novembre\u00a02026, 14:20 UTC"
    assert (Words("fr", "CHF").measure("cost"), Words("fr").measure("cost")) == ("Coût (CHF)", "Coût")
    assert (fr.share(0.815), en.share(0.815)) == ("81,5\u202f%", "81.5%")
    assert (fr.points(-0.1), en.points(0.05), en.points(0.0)) == ("−10,0", "+5.0", "±0.0")
    assert fr.figure("latency_total_p95", 1234.5) == "1\u202f234\u202fms"
    assert en.figure("cost", 0.5) == "0.5000"
    assert en.measure("recall@10") == "Expected paragraphs found by the search (@10)"
    assert en.measure("latency_total_p95") == "Time, whole answer, p95"
    assert (fr.kind("topic"), fr.kind("our own type")) == ("sujet", "our own type")


def test_every_measure_and_fault_has_words() -> None:
    from assistant.evaluation.measures import MEASURES

    for words in (Words("fr"), Words("en")):
        assert [m.name for m in MEASURES if words.measure(m.name) == m.name] == []
        assert [f.value for f in Fault if words.fault(f.value) == f.value] == []
