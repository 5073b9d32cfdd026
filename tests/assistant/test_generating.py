"""A model's answers and its failures, against a real server: each ends in a checked answer or the extractive one."""
# ruff: noqa: E501 - a case is one line

from __future__ import annotations

import re
import threading
import time
from dataclasses import replace
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.answer import Answer, Draft, Status
from assistant.answering import Composition
from assistant.chain import Assistant
from assistant.evidence import Found
from assistant.generating import ModelAnswerer
from assistant.model_words import model_words, notes_of
from assistant.settings import Settings, load_settings
from index.resolution import Resolution
from tests.assistant.inventions import DIGUES, DYKES, LIBRARY, QUESTIONS, found_in
from tests.assistant.library import MemoryLibrary
from tests.assistant.llm_server import LlmServer, Say

GOOD = "L'Assemblée générale décide d'affecter 3 200 dollars à l'inspection annuelle des digues [1]."
OTHER = "Le pillage des pierres de parement est condamné [2]."
BAD = "L'Assemblée décide de raser toutes les digues demain [1]."
PLACES = "op3 op6"


def _settings(server: LlmServer, **more: object) -> Settings:
    return load_settings(
        **{"model": "openai:tiny", "model_url": server.url, "model_window": 32_000, "model_timeout": 5.0, **more}
    )


def _written(
    script: list[Say], of: Resolution = DIGUES, places: str = PLACES, **more: Any
) -> tuple[Composition, list[str], LlmServer]:
    """What comes of a question to a server with this script: the composition, the drafts, the server."""
    with LlmServer(script) as server:
        pieces = list(ModelAnswerer(_settings(server, **more)).write(found_in(of, places=places)))
    *drafts, last = pieces
    assert isinstance(last, Composition)
    return last, [d.text for d in drafts if isinstance(d, Draft)], server


def test_checked_sentences_become_the_answer() -> None:
    composition, drafts, server = _written(
        [Say(f"{GOOD} {OTHER}", usage=(300, 40))], model_price_in=2, model_price_out=8
    )
    assert composition.status is Status.ANSWERED
    assert composition.text == f"{GOOD} {OTHER}"
    assert [c.id for c in composition.citations] == ["A/RES/88/41#op3", "A/RES/88/41#op6"]
    assert all(c.quote in DIGUES.paragraph(p.locator).text for c, p in zip(composition.citations, [DIGUES.paragraphs[4], DIGUES.paragraphs[9]], strict=True))  # type: ignore[union-attr]  # fmt: skip
    assert composition.notices == ()
    assert composition.model == ""
    assert "".join(drafts) == f"{GOOD} {OTHER}"
    assert len(drafts) > 2
    assert composition.usage is not None
    assert (composition.usage["input_tokens"], composition.usage["output_tokens"]) == (300, 40)
    assert composition.usage["cost"] == pytest.approx((300 * 2 + 40 * 8) / 1e6)
    assert composition.usage["prompts"] == ["answer.fr/1", "question.fr/1"]
    assert len(server.requests) == 1


def test_the_paragraphs_go_in_as_data_between_marks_of_this_request_alone() -> None:
    marks = []
    for _ in range(2):
        _, _, server = _written([Say(GOOD)])
        system, user = (m["content"] for m in server.requests[0]["messages"])
        opening, closing = re.search(r"^<<<(\w{12})$", user, re.M), re.search(r"^(\w{12})>>>$", user, re.M)
        assert opening
        assert closing
        assert opening[1] == closing[1]
        assert opening[1] in system
        data = user[opening.end() : closing.start()]
        assert "[1] résolution 88/41, par. 3 | dispositif | Entretien des digues maritimes" in data
        assert DIGUES.paragraphs[4].text in data
        assert QUESTIONS["fr"] in user[closing.end() :]
        assert "tools" not in server.requests[0]
        marks.append(opening[1])
    assert marks[0] != marks[1]


def test_one_repair_names_the_errors_and_what_is_better_is_shown() -> None:
    composition, _, server = _written([Say(f"{GOOD} {BAD} Et ceci [7]."), Say(f"{GOOD} {OTHER}")])
    assert composition.text == f"{GOOD} {OTHER}"
    assert composition.notices == ("model-repaired",)
    assert len(server.requests) == 2
    repair = server.requests[1]["messages"][-1]["content"]
    assert "raser toutes les digues" in repair
    assert "[7]" in repair
    assert server.requests[1]["messages"][-2]["role"] == "assistant"


def test_there_is_one_repair_and_no_more() -> None:
    composition, _, server = _written([Say(f"{GOOD} {BAD}")])
    assert len(server.requests) == 2
    assert composition.text == GOOD
    assert [w.reason for w in composition.withheld] == ["unsupported-words"]
    assert composition.notices == ()


def test_a_worse_repair_is_not_shown() -> None:
    composition, _, _ = _written([Say(f"{GOOD} {OTHER} {BAD}"), Say(BAD)])
    assert composition.text == f"{GOOD} {OTHER}"
    assert "model-repaired" not in composition.notices


def test_a_key_that_was_not_given_is_refused_and_reported() -> None:
    composition, _, _ = _written([Say(GOOD.replace("[1]", "[1][9]"))])
    assert composition.text == GOOD
    assert [(w.text, w.reason) for w in composition.refused] == [("[9]", "unknown-key")]


def test_the_line_agreed_on_is_a_refusal_in_our_words() -> None:
    def decline(messages: list[dict[str, str]]) -> Say:
        return Say(re.search(r"NO-ANSWER-\w+", messages[0]["content"])[0])  # type: ignore[index]

    with LlmServer(decline) as server:
        *drafts, last = ModelAnswerer(_settings(server)).write(found_in(DIGUES, places=PLACES))
    assert isinstance(last, Composition)
    assert (last.status, last.citations, last.reason) == (Status.NOT_FOUND, (), "says-nothing")
    assert [n.id for n in last.nearest] == ["A/RES/88/41#op3", "A/RES/88/41#op6"]
    assert drafts == []
    assert "NO-ANSWER" not in last.text


def test_a_refusal_line_without_the_word_of_this_request_is_none() -> None:
    composition, _, _ = _written([Say("NO-ANSWER-000000000000")])
    assert composition.model == "extractive"


# How models write keys, and the citations that come of it.
KEYS = [
    ("[1, 2]", ["op3", "op6"]),
    ("[1][2]", ["op3", "op6"]),
    ("[1-2]", ["op3", "op6"]),
    ("[1] et [2]", ["op3", "op6"]),
    ("(1)", ["op3"]),
    ("[1", ["op3"]),
    ("【1】", ["op3"]),
    ("[^1]", ["op3"]),
    ("[source 1]", ["op3"]),
    ("[[1]]", ["op3"]),
]


@pytest.mark.parametrize(("key", "places"), KEYS)
def test_keys_are_read_however_they_are_written(key: str, places: list[str]) -> None:
    composition, _, _ = _written([Say(GOOD.replace("[1]", key))])
    assert [c.id.partition("#")[2] for c in composition.citations] == places
    assert composition.model == ""


# What the model or its server does, and the notice that comes with the extractive answer.
FALLBACKS = [
    ([Say(status=500, error="boom")], "model-failed", {"model_retries": 0}),
    ([Say(status=401, error="bad key")], "model-failed", {}),
    ([Say(status=404, error="no such model")], "model-failed", {}),
    ([Say(status=400, error="maximum context length")], "model-failed", {}),
    ([Say(status=429, headers={"retry-after": "60"})], "model-rate-limited", {"model_time_limit": 3.0}),
    ([Say(GOOD, delay=3.0)], "model-timeout", {"model_timeout": 0.3, "model_retries": 0}),
    ([Say(GOOD, hush_after=1, hush=3.0)], "model-timeout", {"model_timeout": 0.3}),  # comments only: a client waits
    ([Say(GOOD * 40, pause=0.05)], "model-timeout", {"model_time_limit": 0.5}),  # never done
    ([Say("")], "model-empty", {}),
    ([Say("   \n\n ")], "model-empty", {}),
    ([Say("<think>La réponse est [1]. Donc")], "model-empty", {}),  # thinks, and never says
    ([Say("Je ne peux pas répondre à cette question.")], "model-refused", {}),
    ([Say("I'm sorry, but I cannot help with that.")], "model-refused", {}),
    ([Say("Les paragraphes fournis ne contiennent pas cette information [1].")], "model-refused", {}),
    ([Say(GOOD, finish="content_filter", die_after=None, size=400)], "", {}),  # what was said stands
    ([Say("Non", finish="content_filter")], "model-refused", {}),
    ([Say("The Assembly decides to pay for the yearly inspection [1]. It is the law of the sea [1].")], "model-wrong-language", {}),
    ([Say(f"{BAD} {BAD}")], "model-unsupported", {}),
    ([Say("Les digues sont belles.")], "model-unsupported", {}),  # no key at all
    ([Say(GOOD, die_after=0)], "model-unreachable", {"model_retries": 0}),
    ([Say(GOOD, die_after=2)], "model-unreachable", {}),  # half a sentence is no sentence
    ([Say(raw=b"data: this is not json\n\n")], "model-failed", {}),
    ([Say(raw=b"<html>hello</html>")], "model-failed", {}),
    ([Say("", finish=None, done=False)], "model-unreachable", {"model_retries": 0}),
]  # fmt: skip


@pytest.mark.parametrize(("script", "notice", "more"), FALLBACKS, ids=lambda v: v if isinstance(v, str) else None)
def test_every_failure_ends_in_the_extractive_answer_and_says_so(
    script: list[Say], notice: str, more: dict[str, Any]
) -> None:
    started = time.monotonic()
    composition, _, _ = _written(script, **more)
    assert time.monotonic() - started < 20  # no limit set here is longer; the rest is a busy machine
    assert composition.status is Status.ANSWERED
    if notice:
        assert composition.notices == (notice,)
        assert composition.model == "extractive"
        assert "affecter 3 200 dollars à l'inspection annuelle des digues" in composition.text
    else:
        assert composition.text == GOOD


# What breaks off after a whole sentence: it stands, and the answer says that it broke off.
CUT = [
    Say(f"{GOOD} {OTHER}", die_after=5),  # the server dies in the second sentence
    Say(f"{GOOD} Le pillage des", finish="length"),
    Say(f"{GOOD} Le pillage des", finish=None, done=False),  # the stream ends without saying so
    Say(f"{GOOD} Le pillage des", finish=None),
    Say(f"{GOOD} Le pillage des pierres de parement est condamné", hush_after=5, hush=3.0),
]


@pytest.mark.parametrize("say", CUT)
def test_finished_sentences_of_an_answer_that_breaks_off_stand(say: Say) -> None:
    composition, _, server = _written([say], model_timeout=1.0)
    assert composition.text == GOOD
    assert composition.notices == ("model-cut-off",)
    assert [w.reason for w in composition.withheld] == ["cut-off"]
    assert len(server.requests) == 1


@pytest.mark.parametrize("size", [1, 2, 5, 400])
def test_a_draft_grows_without_marks_of_layout(size: int) -> None:
    said = f"<think>hm</think>## Les digues\n\n**{GOOD}**\n\n- __{OTHER}__ A_b * c"
    composition, drafts, _ = _written([Say(said, size=size)])
    assert "".join(drafts).strip() == f"Les digues\n\n{GOOD}\n\n- {OTHER} A_b * c"
    assert composition.text.startswith(GOOD)


def test_a_server_in_trouble_is_asked_again() -> None:
    script = [Say(status=503), Say(status=429, headers={"retry-after": "0.1"}), Say(GOOD)]
    composition, _, server = _written(script, model_retries=2)
    assert composition.text == GOOD
    assert len(server.requests) == 3
    assert composition.usage is not None
    assert composition.usage["requests"] == 3


def test_every_further_try_waits_longer() -> None:
    _, _, server = _written([Say(status=503), Say(status=503), Say(GOOD)], model_retries=2)
    first, second = (after - before for before, after in pairwise(server.times))
    assert 0.3 < first < second  # half a second, then one, a quarter more or less


def test_what_will_not_pass_is_not_asked_again() -> None:
    _, _, server = _written([Say(status=401)], model_retries=5)
    assert len(server.requests) == 1


def test_a_babbling_model_is_not_read_to_the_end() -> None:
    composition, drafts, _ = _written([Say("Les vaches chantent. " * 400, size=21)])
    assert composition.notices == ("model-unsupported",)
    assert len("".join(drafts)) < 4000


def test_a_model_without_server_or_package_is_replaced_and_the_sentence_kept() -> None:
    for given in ({"model": "ollama:mistral"}, {"model": "no model"}):
        answerer = ModelAnswerer(load_settings(**given))
        (composition,) = answerer.write(found_in(DIGUES, places=PLACES))
        assert isinstance(composition, Composition)
        assert composition.notices == ("model-unavailable",)
        assert composition.usage is not None
        assert composition.usage["error"]


def test_the_command_line_says_why_and_what_it_cost() -> None:
    script = [Say(f"{GOOD} {BAD}", usage=(1000, 500))]
    with LlmServer(script) as server:
        settings = _settings(server, model_price_in=1, model_price_out=2)
        answer = Assistant(LIBRARY, ModelAnswerer(settings)).ask("Que dit le paragraphe 3 de la résolution 88/41 ?")
    notes = notes_of(answer, "fr")
    assert any("raser toutes les digues" in note and "mots sans appui" in note for note in notes)
    assert notes[-1] == "openai:tiny : 2000 jetons lus, 1000 écrits, coût 0.0040 USD"
    with LlmServer([Say(status=401)]) as server:
        answer = Assistant(LIBRARY, ModelAnswerer(_settings(server))).ask(
            "Que dit le paragraphe 3 de la résolution 88/41 ?"
        )
    notes = notes_of(answer, "en")
    assert notes[0].startswith("The language model failed")
    assert "ALINEA_MODEL_KEY" in notes[1]


def test_every_code_that_an_answer_can_carry_has_words_in_both_languages() -> None:
    words = [model_words(language) for language in ("fr", "en")]
    for table in ("unavailable", "kind", "withheld", "notice", "told"):
        assert getattr(words[0], table).keys() == getattr(words[1], table).keys()
    folder = resources.files("assistant")
    code = "".join((folder / f"{n}.py").read_text("utf-8") for n in ("generating", "review", "sentence_check"))
    notices = set(re.findall(r'"((?:model|history|window|paragraphs)-[a-z-]+)"', code))
    reasons = set(re.findall(r'(?:Objection|Withheld)\([^()]*?"([a-z]+-[a-z-]+|markup|negated)"', code))
    assert notices <= words[0].notice.keys()
    assert {"not-verbatim", "cut-off", "markup"} <= reasons <= words[0].withheld.keys()


def test_what_did_not_fit_is_said() -> None:
    composition, _, _ = _written([Say(GOOD)], model_window=2_120, model_max_tokens=100)
    assert "paragraphs-left-out" in composition.notices
    assert composition.usage is not None
    assert composition.usage["left_out"]
    assert set(composition.usage["left_out"]).isdisjoint(composition.usage["paragraphs"])


def test_a_window_without_room_is_said() -> None:
    composition, _, server = _written([Say(GOOD)], model_window=600)
    assert composition.notices == ("window-too-small",)
    assert server.requests == []


def test_earlier_questions_go_in_and_those_that_do_not_fit_are_said() -> None:
    for window, left in ((32_000, 3), (3_600, 1)):
        with LlmServer([Say(GOOD)]) as server:
            history = ("a" * 300, "b" * 300, "Et les dunes ?")
            found = found_in(DIGUES, places="op3", history=history)
            *_, last = ModelAnswerer(_settings(server, model_window=window)).write(found)
        told = [m["content"] for m in server.requests[0]["messages"][1:-1]]
        assert told == list(history[-left:])
        assert isinstance(last, Composition)
        assert ("history-trimmed" in last.notices) is (left < 3)


def test_lists_keep_their_form() -> None:
    text = "L'Assemblée générale invite les communes littorales :\n- à tenir un registre public des brèches [1] ;\n- à former douze surveillants par canton [2]."
    composition, _, _ = _written([Say(text)], places="op5.a op5.b")
    assert composition.text == text.replace(" [1] ;", " [1];")
    assert [c.id.partition("#")[2] for c in composition.citations] == ["op5.a", "op5.b"]


def test_a_quotation_gets_a_citation_of_its_own_words() -> None:
    composition, _, _ = _written([Say("L'Assemblée condamne « le pillage des pierres » [2].")])
    (citation,) = composition.citations
    text = DIGUES.paragraphs[9].text
    assert citation.quote == "le pillage des pierres" == text[citation.start : citation.end]


def test_english_is_asked_and_answered_in_english() -> None:
    said = "The General Assembly decides to allocate 4,500 dollars to the yearly inspection of dykes [1]."
    composition, _, server = _written([Say(said)], of=DYKES, places="op3")
    assert composition.text == said
    assert composition.usage is not None
    assert composition.usage["prompts"][0].startswith("answer.en/")
    assert "United Nations" in server.requests[0]["messages"][0]["content"]


def test_what_is_exact_already_is_not_asked_of_a_model() -> None:
    with LlmServer([Say(GOOD)]) as server:
        assistant = Assistant(LIBRARY, ModelAnswerer(_settings(server)))
        header = assistant.ask("Quand la résolution 88/41 a-t-elle été adoptée ?")
        missing = assistant.ask("Que dit le paragraphe 99 de la résolution 88/41 ?")
    assert server.requests == []
    assert (header.model, header.status) == ("extractive", Status.ANSWERED)
    assert missing.status is Status.NOT_FOUND


def test_the_chain_answers_with_the_model_and_checks_again() -> None:
    with LlmServer([Say(GOOD.replace("[1]", "[1]"))]) as server:
        answer: Answer = Assistant(LIBRARY, ModelAnswerer(_settings(server))).ask(
            "Que dit le paragraphe 3 de la résolution 88/41 ?"
        )
    assert (answer.model, answer.text) == ("openai:tiny", GOOD)
    assert answer.citations[0].id == "A/RES/88/41#op3"


def test_a_conversation_goes_on_after_a_failure() -> None:
    first, second = "Que dit le paragraphe 3 de la résolution 88/41 ?", "Et le paragraphe 6 ?"
    with LlmServer([Say(GOOD, die_after=1), Say("Le pillage des pierres de parement est condamné [1].")]) as server:
        assistant = Assistant(LIBRARY, ModelAnswerer(_settings(server)))
        failed, answered = assistant.ask(first), assistant.ask(second, [first])
    assert (failed.status, failed.model, failed.notices) == (Status.ANSWERED, "extractive", ("model-unreachable",))
    assert (answered.model, answered.citations[0].id) == ("openai:tiny", "A/RES/88/41#op6")
    assert first in [m["content"] for m in server.requests[-1]["messages"]]


def test_marked_cuts_pass_both_checks_and_keys_in_a_document_are_its_words() -> None:
    text = "Condamne le pillage [99] des pierres de parement ;"
    of = replace(DIGUES, paragraphs=(*DIGUES.paragraphs[:-1], replace(DIGUES.paragraphs[-1], text=text)))
    said = "« Condamne le pillage […] de parement » [1]."
    for words, quoted in ((said, "« Condamne le pillage […] de parement »"), ("", "le pillage [99] des pierres")):
        with LlmServer([Say(words)]) as server:
            assistant = Assistant(MemoryLibrary((of,)), ModelAnswerer(_settings(server)))
            answer = assistant.ask("Que dit le paragraphe 6 de la résolution 88/41 ?")
        assert quoted in answer.text
        assert answer.citations
        assert all(w.reason != "unknown-key" for w in answer.refused)


def test_an_answer_that_nobody_waits_for_lets_its_thread_go() -> None:
    with LlmServer([Say(GOOD * 50, pause=0.02)]) as server:
        pieces = ModelAnswerer(_settings(server)).write(found_in(DIGUES, places=PLACES))
        next(pieces)
        pieces.close()  # type: ignore[attr-defined]
        ends = time.monotonic() + 5
        while any(t.name == "model stream" for t in threading.enumerate()) and time.monotonic() < ends:
            time.sleep(0.05)
    assert not any(t.name == "model stream" for t in threading.enumerate())


def _fake(text: str, found: Found) -> Composition:
    """The composition of LangChain's own fake, which says nothing of how it ends."""
    model = GenericFakeChatModel(messages=iter([AIMessage(text), AIMessage(text)]))
    settings = load_settings(model="fake:words", model_window=32_000)
    *_, last = ModelAnswerer(settings, model=model).write(found)
    assert isinstance(last, Composition)
    return last


def test_langchains_fake_fits() -> None:
    composition = _fake(f"{GOOD} {OTHER}", found_in(DIGUES, places=PLACES))
    assert composition.text == f"{GOOD} {OTHER}"
    assert composition.usage is not None
    assert composition.usage["estimated"]
