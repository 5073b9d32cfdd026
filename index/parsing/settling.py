"""From drafts to final ids: lost numbers restored where the sequence proves them, sections told apart, steps given."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from index.parsing.drafts import Doubt, Draft, Reading, Role


def settle(reading: Reading) -> list[Draft]:
    """The drafts in order with their final steps; what had to be decided is added to the doubts."""
    drafts = reading.drafts
    followed: set[int] = set()
    for scope in _scopes(drafts):
        _restore_numbers(scope, reading, followed)
    reading.doubts = [d for d in reading.doubts if d.code != "numbering-gap" or id(d.draft) not in followed]
    drafts = _merge_tails(drafts)
    restarting = _restarting(drafts)
    _give_steps(drafts, restarting, reading)
    return drafts


def _scopes(drafts: list[Draft]) -> Iterator[list[Draft]]:
    """The top-level paragraphs (no headings, no sub-paragraphs) that count together, in order."""
    tops = [d for d in drafts if d.role in (Role.PREAMBULAR, Role.NUMBERED, Role.UNNUMBERED)]
    for _, group in groupby(tops, key=lambda d: d.scope):
        yield list(group)


def _restore_numbers(scope: list[Draft], reading: Reading, followed: set[int]) -> None:
    """Number unlabelled paragraphs where exactly as many stand between two numbers as numbers are missing.

    `followed` takes the paragraphs before which the gap is closed.
    """
    last = 0
    section = ""
    between: list[Draft] = []
    for draft in scope:
        if draft.aside:
            continue
        if draft.section != section:
            section, between = draft.section, []
        if draft.role is Role.UNNUMBERED:
            between.append(draft)
        elif draft.role is Role.NUMBERED:
            if draft.value <= last:
                last = 0
            missing = draft.value - last - 1
            at_start = last == 0 and 0 < missing <= len(between)
            if missing > 0 and (missing == len(between) or at_start):
                _restore(between[-missing:], last, draft, reading)
                followed.add(id(draft))
            last, between = draft.value, []
        else:
            between = []
    if between and last and not between[0].part:
        _restore_last(between, last, reading)


def _restore(lost: list[Draft], last: int, before: Draft, reading: Reading) -> None:
    for value, draft in enumerate(lost, last + 1):
        draft.role, draft.value, draft.tail_of, draft.restored = Role.NUMBERED, value, None, True
        message = (
            f"The paragraph before {before.printed or before.value} has lost its number; it is {value} by its place."
        )
        reading.doubts.append(Doubt("number-restored", message, draft.spans[0] if draft.spans else None, draft))


def _restore_last(between: list[Draft], last: int, reading: Reading) -> None:
    """Number the paragraphs behind the last number where its semicolon proves that more paragraphs follow."""
    if len(between) > 4 or any(d.tail_of is None for d in between):
        return
    here = (between[0].part, between[0].section)
    labelled = (d for d in reversed(reading.drafts) if d.role in (Role.NUMBERED, Role.SUB))
    before = next((d for d in labelled if (d.part, d.section) == here), None)
    closed = before is not None and before.text.rstrip("0123456789 ").endswith(";")
    separate = all(d.text.rstrip("0123456789 ").endswith((";", ":")) for d in between[:-1])
    if closed and separate:
        for value, draft in enumerate(between, last + 1):
            draft.role, draft.value, draft.tail_of, draft.restored = Role.NUMBERED, value, None, True
            message = f"The paragraph after {value - 1} has lost its number; it is {value} by its place."
            reading.doubts.append(Doubt("number-restored", message, draft.spans[0], draft))


def _merge_tails(drafts: list[Draft]) -> list[Draft]:
    """Give unlabelled paragraphs that follow a numbered one, under no heading of their own, to that paragraph."""
    with_subs = {id(d.parent) for d in drafts if d.parent is not None}
    kept: list[Draft] = []
    for draft in drafts:
        target = draft.tail_of
        if (
            draft.role is Role.UNNUMBERED
            and target is not None
            and target.role is Role.NUMBERED
            and id(draft) not in with_subs
        ):
            target.extend(draft.spans, draft.text)
        else:
            kept.append(draft)
    return kept


def _restarting(drafts: list[Draft]) -> set[tuple[int, str]]:
    """The parts and articles whose numbering begins again in a section."""
    highest: dict[tuple[int, str], tuple[int, str]] = {}
    found: set[tuple[int, str]] = set()
    for draft in drafts:
        if draft.role is Role.NUMBERED and not draft.aside:
            value, section = highest.get(draft.scope, (0, draft.section))
            if draft.value <= value and draft.section != section:
                found.add(draft.scope)
            highest[draft.scope] = (draft.value, draft.section)
    return found


def _give_steps(drafts: list[Draft], restarting: set[tuple[int, str]], reading: Reading) -> None:
    counts: dict[tuple[object, ...], int] = {}
    used: set[tuple[str, ...]] = set()
    copies: dict[tuple[str, ...], int] = {}
    sole = _sole_unnumbered(drafts, restarting)
    headings = 0
    for draft in drafts:
        if draft.role is Role.HEADING:
            headings += 1
            draft.steps = (f"h{headings}",)
            continue
        prefix = _prefix(draft, restarting, len(reading.annexes))
        if draft.role is Role.SUB and draft.parent is not None:
            steps = (*draft.parent.steps, *draft.path)
        elif draft.role is Role.SUB:
            steps = (*prefix, *draft.path)
        else:
            steps = (*prefix, *_own_step(draft, prefix, counts, sole))
        draft.steps = _unique(steps, used, copies, draft, reading)
        used.add(draft.steps)


def _prefix(draft: Draft, restarting: set[tuple[int, str]], annexes: int) -> tuple[str, ...]:
    steps: list[str] = []
    if draft.part:
        steps.append("annex" if annexes == 1 else f"annex{draft.part}")
    if draft.article:
        steps.append(f"art{draft.article}")
    elif draft.aside:
        steps.append(f"list{draft.section.rpartition('-')[2]}")
    elif draft.section and draft.scope in restarting:
        steps.append(f"s{draft.section}")
    return tuple(steps)


def _own_step(
    draft: Draft, prefix: tuple[str, ...], counts: dict[tuple[object, ...], int], sole: set[int]
) -> tuple[str, ...]:
    if draft.role is Role.NUMBERED:
        plain = bool(draft.part or draft.article)
        return (f"{'p' if plain else 'op'}{draft.value}",)
    if id(draft) in sole:
        return ("op",)
    if draft.target:
        goal, _, letter_or_number = draft.target.partition(".")
        return (f"t{goal}", letter_or_number)
    key = (prefix, draft.role)
    counts[key] = counts.get(key, 0) + 1
    if draft.role is Role.UNNUMBERED and draft.article and counts[key] == 1:
        return ()
    draft.value = counts[key] if draft.role is Role.PREAMBULAR else 0
    return (f"{draft.role.value}{counts[key]}",)


def _sole_unnumbered(drafts: list[Draft], restarting: set[tuple[int, str]]) -> set[int]:
    """The operative paragraphs of the body that stand alone and so carry no number."""
    groups: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.part == 0 and not draft.article and draft.role in (Role.NUMBERED, Role.UNNUMBERED):
            groups.setdefault(draft.section if draft.scope in restarting else "", []).append(draft)
    alone = {id(group[0]) for group in groups.values() if len(group) == 1 and group[0].role is Role.UNNUMBERED}
    # A sole paragraph that adopts a text printed below it keeps its place though that text is numbered.
    first = next((d for d in drafts if d.role in (Role.NUMBERED, Role.UNNUMBERED) and not d.part), None)
    if first is not None and first.role is Role.UNNUMBERED and first.text.rstrip().endswith(":"):
        alone.add(id(first))
    return alone


def _unique(
    steps: tuple[str, ...],
    used: set[tuple[str, ...]],
    copies: dict[tuple[str, ...], int],
    draft: Draft,
    reading: Reading,
) -> tuple[str, ...]:
    if steps and steps not in used:
        return steps
    base = steps or ("u",)
    copies[base] = count = copies.get(base, 1) + 1
    unique = (*base[:-1], f"{base[-1]}-{count}")
    while unique in used:
        copies[base] = count = count + 1
        unique = (*base[:-1], f"{base[-1]}-{count}")
    message = f"A second paragraph has the number {'.'.join(base)}."
    reading.doubts.append(Doubt("duplicate-number", message, draft.label, draft))
    return unique
