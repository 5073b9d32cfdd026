"""SourceText → resolutions with exactly numbered paragraphs.

Guarantees, each with a test: any text gives a result, nothing is raised; every raw character that is not white space
is in exactly one place of each resolution (`parsing.accounting.accounted`); the spans of a paragraph are ordered and
disjoint, and its text is derived from them alone; a number is the printed one, or restored by its place with a warning;
a file holds as many resolutions as it prints whole, and what is not of a resolution is dropped with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.actions import annotate_resolution
from index.parsing.assembling import Cuts
from index.parsing.blocks import make_blocks
from index.parsing.choosing import Choice, choose
from index.parsing.displaced import put_numbers_first
from index.parsing.folding import fold, letters
from index.parsing.furniture import mark_furniture, mark_running_titles
from index.parsing.languages import language_of, language_of_openings, streams
from index.parsing.leftovers import Leftovers
from index.parsing.lines import Line, read_lines
from index.parsing.notes import find_notes
from index.parsing.openings import opening_organ
from index.parsing.resolving import Material, resolve
from index.parsing.segments import find_segments, segment_without_opening
from index.parsing.titles import symbol_of_file_name, title_line
from index.parsing.words import Words, languages, words
from index.readers.source import SourceText
from index.resolution import Dropped, Resolution, Span, Warning


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a file holds. `dropped` and `warnings` are those of no resolution: of a file that holds none."""

    resolutions: tuple[Resolution, ...]
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[Warning, ...] = ()


def parse(source: SourceText) -> Parsed:
    """The resolutions of a source, in order of place. Never raises on any text."""
    parsed = parse_structure(source)
    return replace(parsed, resolutions=tuple(annotate_resolution(r) for r in parsed.resolutions))


def parse_structure(source: SourceText) -> Parsed:
    """The resolutions without what their paragraphs say (actions, addressees, references)."""
    page = read_lines(source)
    main = language_of(fold(source.text[:40_000])) or language_of_openings(page.lines)
    if main is None:
        return _nothing(
            source,
            Warning("language-unknown", f"The text is in none of the languages known ({', '.join(languages())})."),
        )
    language = words(main)
    mark_furniture(page, language)
    mark_running_titles(page, _titles(page.lines, language))
    if moved := put_numbers_first(page):
        message = f"{moved} numbers stand behind the first line of their paragraph; they are read before it."
        source = replace(source, warnings=(*source.warnings, Warning("numbers-displaced", message)))
    notes = find_notes(page, language)
    blocks = make_blocks(page, language)
    hint = symbol_of_file_name(source.path)
    scattered = [line for line in page.lines if line.role.startswith("field:")]
    material = Material(source, page, scattered, notes, Cuts(source))
    found: list[tuple[Choice, Leftovers]] = []
    for spoken, stream in streams(blocks, main).items():
        segments = find_segments(stream, words(spoken))
        if not segments and (hint is not None or _shows_symbol(page.lines)):
            segments = list(filter(None, [segment_without_opening(stream, words(spoken))]))
        choices = choose(segments, stream, words(spoken), hint, page.lines)
        if choices:
            regions = [choice.region for choice in choices]
            rest = Leftovers(source.text, page.lines, stream, regions, material.cuts)
            found += [(choice, rest) for choice in choices]
    resolutions = tuple(resolve(choice, material, rest) for choice, rest in found)
    if not resolutions:
        message = "No resolution was found: neither an opening formula nor a title with a symbol."
        return _nothing(source, Warning("no-resolution", message))
    return Parsed(resolutions)


def _shows_symbol(lines: list[Line]) -> bool:
    return any("/res" in line.folded.replace(" ", "") for line in lines if line.role.startswith("field:"))


def _titles(lines: list[Line], language: Words) -> list[str]:
    """The letters of the titles: from a title line to the opening formula below it."""
    titles = []
    for number, line in enumerate(lines):
        if line.role or not line.text[0].isdigit() or len(line.text) > 300:
            continue
        named = title_line(line.folded, line.text, language)
        if named is None:
            continue
        spelled = letters(line.folded[named.end :])
        for following in lines[number + 1 : number + 8]:
            if opening_organ(following.folded, language):
                titles.append(spelled)
                break
            spelled += letters(following.folded) if not following.role else ""
    return titles


def _nothing(source: SourceText, warning: Warning) -> Parsed:
    """A file without a resolution: all of it dropped, with the reason."""
    text = source.text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    dropped = (Dropped("not a resolution", Span(start, end)),) if end > start else ()
    return Parsed((), dropped, (*source.warnings, warning))
