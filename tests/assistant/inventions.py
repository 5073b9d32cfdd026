"""Invented resolutions for the tests of language models, with verbs filled in. No word here is of a real document."""

from __future__ import annotations

import datetime as dt

from assistant.evidence import Found, Passage
from assistant.shelf import Shelf
from assistant.understanding import understand
from index.actions import annotate_resolution
from index.resolution import Resolution
from tests.assistant.library import MemoryLibrary, resolution

DIGUES = annotate_resolution(
    resolution(
        "A/RES/88/41",
        "fr",
        "Entretien des digues maritimes",
        {
            "pp1": "Rappelant sa résolution 87/12 du 3 décembre 2032 sur les marées,",
            "pp2": "Convaincue que tous les États riverains doivent partager leurs relevés de houle,",
            "op1": "Prie le Secrétaire général de lui présenter, à sa quatre-vingt-neuvième session, un rapport sur "
            "l'état des digues maritimes, établi avec le Comité des ouvrages côtiers ;",
            "op2": "Encourage les États riverains à planter des oyats sur les dunes voisines des digues ;",
            "op3": "Décide d'affecter 3 200 dollars à l'inspection annuelle des digues ;",
            "op4": "Réaffirme que les États ne doivent pas extraire de sable au pied des digues ;",
            "op5": "Invite les communes littorales :",
            "op5.a": "À tenir un registre public des brèches ;",
            "op5.b": "À former douze surveillants par canton ;",
            "op6": "Condamne le pillage des pierres de parement ;",
        },
        adopted=dt.date(2033, 12, 5),
    )
)
DYKES = annotate_resolution(
    resolution(
        "A/RES/88/42",
        "en",
        "Upkeep of river dykes",
        {
            "pp1": "Convinced that all riparian States must share their flood records,",
            "op1": "Requests the Secretary-General to submit to it, at its eighty-ninth session, a report on the state "
            "of river dykes, prepared with the Committee on Floods;",
            "op2": "Encourages riparian States to plant willows beside the dykes;",
            "op3": "Decides to allocate 4,500 dollars to the yearly inspection of dykes;",
            "op4": "Reaffirms that States must not dig sand at the foot of dykes;",
        },
        adopted=dt.date(2033, 12, 6),
    )
)
LIBRARY = MemoryLibrary((DIGUES, DYKES))
QUESTIONS = {
    "fr": "Que dit la résolution 88/41 sur l'entretien des digues ?",
    "en": "What does resolution 88/42 say on the upkeep of dykes?",
}
ALL = {"fr": DIGUES, "en": DYKES}


def found_in(of: Resolution, question: str = "", history: tuple[str, ...] = (), places: str = "") -> Found:
    """What was found for a question: all paragraphs of a resolution, or those at `places`, divided by spaces."""
    question = question or QUESTIONS[of.language]
    reading = understand(question, Shelf(LIBRARY.summaries()), language=of.language)
    wanted = places.split()
    passages = [
        Passage(
            of, p, above=tuple(q for q in of.paragraphs if q.locator != p.locator and q.locator.contains(p.locator))
        )
        for p in of.paragraphs
        if not wanted or ".".join(p.locator.steps) in wanted
    ]
    return Found(reading, passages=tuple(passages), history=history)
