"""From a place named in a question to the paragraphs of a resolution that it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Passage, Refusal, Why
from assistant.understanding.reading import Part, PlaceAsked
from index.resolution import Kind, Paragraph, Resolution
from index.symbols import Locator

_UNIT = {Part.OPERATIVE: r"op{n}", Part.PREAMBLE: r"pp{n}", Part.ARTICLE: r"art{n}"}
_MOST_OF_A_PART = 40
"""A whole part is quoted up to this many paragraphs."""


def passages_at(resolution: Resolution, place: PlaceAsked) -> list[Passage] | Refusal:
    """The paragraphs at a place, each with its sub-paragraphs; a refusal that says what there is instead."""
    inside = [p for p in resolution.paragraphs if p.kind is not Kind.HEADING and _in_containers(p, place)]
    if not inside and place.contained:
        return _no_container(resolution, place)
    if place.part is Part.WHOLE:
        return _labelled(resolution, place, inside) if place.subs else _whole(resolution, place, inside)
    candidates = [p for p in inside if _is_unit(p, place)]
    if "." in place.number:
        anywhere = [p for p in resolution.paragraphs if (p.printed_number or "").strip("().") == place.number]
        chosen = whole = [p for p in anywhere if p in inside] or ([] if place.contained else anywhere)
    else:
        chosen = whole = _chosen(candidates, place.number)
    for label in place.subs:
        chosen = [c for p in chosen for c in resolution.children(p) if c.locator.steps == (*p.locator.steps, label)]
    if chosen:
        return [passage(resolution, p) for p in chosen]
    if whole:
        return _no_sub_paragraph(resolution, place, whole)
    text = [p for p in inside if p.level == 0] if place.contained else []
    return _no_paragraph(resolution, place, candidates, text)


def paragraphs_called_articles(resolution: Resolution, place: PlaceAsked) -> list[Passage]:
    """« l'article 5 » of a resolution without any article: its paragraph 5, which people call so; none else."""
    called = place.article and place.part is Part.WHOLE and place.annex is None and place.section is None
    if not called or any(step.startswith("art") for p in resolution.paragraphs for step in p.locator.steps):
        return []
    found = passages_at(resolution, PlaceAsked(Part.OPERATIVE, str(place.article), place.subs))
    return [] if isinstance(found, Refusal) else found


def passage(resolution: Resolution, paragraph: Paragraph) -> Passage:
    """A paragraph with what stands above and below it."""
    above = [p for p in resolution.paragraphs if p is not paragraph and p.locator.contains(paragraph.locator)]
    return Passage(resolution, paragraph, below=resolution.children(paragraph), above=tuple(above))


def operative_count(resolution: Resolution) -> int:
    """How many numbered operative paragraphs there are, a sole unnumbered one counted."""
    operative = [p for p in resolution.paragraphs if p.kind is Kind.OPERATIVE and p.level == 0]
    return sum(bool(p.number) for p in operative) or len(operative)


def preambular_count(resolution: Resolution) -> int:
    """How many preambular paragraphs there are."""
    return sum(p.kind is Kind.PREAMBULAR and p.level == 0 for p in resolution.paragraphs)


def _in_containers(paragraph: Paragraph, place: PlaceAsked) -> bool:
    steps = paragraph.locator.steps
    for named, pattern in ((place.section, "s{n}"), (place.annex, "annex{n}"), (place.article, "art{n}")):
        if named is None:
            continue
        wanted = pattern.format(n=re.escape(named)) if named else pattern.format(n=r"\w*")
        alone = pattern.format(n="") if named == "1" else wanted
        if not any(re.fullmatch(f"{wanted}|{alone}", step) for step in steps):
            return False
    return place.annex is not None or paragraph.kind is not Kind.ANNEX or place.article is not None


def _is_unit(paragraph: Paragraph, place: PlaceAsked) -> bool:
    """Whether the paragraph is of the kind asked for and no sub-paragraph."""
    if paragraph.level:
        return False
    prefixes = {Part.PREAMBLE: ("pp",)}.get(place.part, ("op", "p"))
    last = paragraph.locator.steps[-1]
    return any(re.fullmatch(rf"{prefix}(?:\d.*)?", last) for prefix in prefixes)


def _chosen(candidates: Sequence[Paragraph], number: str) -> list[Paragraph]:
    if number == "last":
        return list(candidates[-1:])
    if number == "before-last":
        return list(candidates[-2:-1])
    if back := re.fullmatch(r"last-(\d+)", number):
        return list(candidates[-int(back[1]) - 1 :][:1]) if len(candidates) > int(back[1]) else []
    named = [p for p in candidates if re.sub(r"^\D+", "", p.locator.steps[-1]) == number]
    if not named and number == "1" and len(candidates) == 1 and not candidates[0].number:
        return list(candidates)  # the sole unnumbered paragraph is also the first
    return named


def _whole(resolution: Resolution, place: PlaceAsked, inside: list[Paragraph]) -> list[Passage] | Refusal:
    kind = {Part.PREAMBLE: Kind.PREAMBULAR}.get(place.of, Kind.OPERATIVE)
    parts = [p for p in inside if p.level == 0 and (place.contained or p.kind is kind)]
    if not parts:
        return Refusal(Why.NO_SUCH_SECTION, _counts(resolution), ())
    return [passage(resolution, p) for p in parts[:_MOST_OF_A_PART]]


def _labelled(resolution: Resolution, place: PlaceAsked, inside: list[Paragraph]) -> list[Passage] | Refusal:
    """« L'article 7 b) »: what has the labels in an article, under its one paragraph if these are numbered."""
    n = len(place.subs)
    labelled = [p for p in inside if p.locator.steps[-n:] == place.subs]
    direct = [p for p in labelled if p.locator.steps[-n - 1].startswith("art")]
    if direct or len(labelled) == 1:
        return [passage(resolution, p) for p in direct or labelled]
    return _no_sub_paragraph(resolution, place, [p for p in inside if not p.level][:1])


def _no_container(resolution: Resolution, place: PlaceAsked) -> Refusal:
    steps = [step for p in resolution.paragraphs for step in p.locator.steps]
    prefix, why = _container_asked(resolution, place)
    there = list(
        dict.fromkeys(
            s.removeprefix(prefix)
            for s in steps
            if re.fullmatch({"s": r"s(?:\d+|[A-Z]+)", "annex": r"annex\d*", "art": r"art.+"}[prefix], s)
        )
    )
    asked = {"s": place.section, "annex": place.annex, "art": place.article}[prefix]
    near = [p for p in resolution.paragraphs if p.kind is Kind.OPERATIVE and p.level == 0][-3:]
    values = {**_counts(resolution), "asked": asked or "", "there": tuple(there), "sections": len(there)}
    return Refusal(why, values, tuple(passage(resolution, p) for p in near))


def _container_asked(resolution: Resolution, place: PlaceAsked) -> tuple[str, Why]:
    """The container that is not there: its step in ids, and the refusal."""
    if place.annex is not None and not any(
        s.startswith("annex") for p in resolution.paragraphs for s in p.locator.steps
    ):
        return "annex", Why.NO_SUCH_ANNEX
    if place.section is not None:
        return "s", Why.NO_SUCH_SECTION
    return ("art", Why.NO_SUCH_ARTICLE) if place.article is not None else ("annex", Why.NO_SUCH_ANNEX)


def _no_sub_paragraph(resolution: Resolution, place: PlaceAsked, whole: Sequence[Paragraph]) -> Refusal:
    """The paragraph is there, its sub-paragraph is not: the paragraph is what is nearest."""
    below = [p for p in resolution.children(whole[0]) if p.level == whole[0].level + 1]
    values = {
        "symbol": str(resolution.symbol),
        "place": whole[0].locator,
        "subs": place.subs,
        "count": len(below),
        "labels": tuple(p.number for p in below),
    }
    return Refusal(Why.NO_SUCH_PARAGRAPH, values, tuple(passage(resolution, p) for p in whole[:1]))


def _no_paragraph(
    resolution: Resolution, place: PlaceAsked, candidates: Sequence[Paragraph], text: Sequence[Paragraph]
) -> Refusal:
    """The last ones there are, first a paragraph of an annex that bears the number; where none is numbered, the `text`
    of the section, annex or article from its beginning."""
    annex = [
        p
        for p in resolution.paragraphs
        if place.part is Part.OPERATIVE
        and not place.contained
        and p.kind is Kind.ANNEX
        and p.level == 0
        and p.number == place.number
    ]
    near = ([*annex, *reversed(candidates)] or text)[:3]
    values = {
        **_counts(resolution),
        "asked": place.number,
        "subs": place.subs,
        "part": place.part.value,
        "annexed": len(annex),
        "last": candidates[-1].number if candidates else "",
        "container": _container_of(resolution, place),
        "inside": len(candidates),
    }
    return Refusal(Why.NO_SUCH_PARAGRAPH, values, tuple(passage(resolution, p) for p in near))


def _container_of(resolution: Resolution, place: PlaceAsked) -> Locator | None:
    """The section, annex or article that was asked for, as a locator; None where none was."""
    if not place.contained:
        return None
    steps = [
        *((f"annex{place.annex}",) if place.annex is not None else ()),
        *((f"s{place.section}",) if place.section is not None else ()),
        *((f"art{place.article}",) if place.article is not None else ()),
    ]
    return Locator(resolution.symbol, tuple(steps))


def _counts(resolution: Resolution) -> dict[str, object]:
    return {
        "symbol": str(resolution.symbol),
        "operative": operative_count(resolution),
        "preambular": preambular_count(resolution),
    }
