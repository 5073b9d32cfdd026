"""A brief as one HTML file that loads nothing: escaped text, its own style, footnotes with links there and back."""

from __future__ import annotations

from html import escape

from assistant.brief_words import say
from assistant.export.layout import Block, CautionBlock, Column, HeadingBlock, Layout, QuoteBlock, Run, TextBlock

_STYLE = """
body { font-family: Georgia, "Times New Roman", serif; line-height: 1.5; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; color: #1a1a1a; background: #fff; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.25; }
blockquote { margin: 1rem 0 1rem 2rem; }
blockquote p { margin: .4rem 0; }
.level-1 { margin-left: 1.5rem; } .level-2 { margin-left: 3rem; } .level-3 { margin-left: 4.5rem; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1.5rem; }
.beside blockquote { margin-left: 0; }
.caution { font-weight: bold; border-left: .3rem solid #a40000; padding-left: .7rem; }
.detail, .closing { font-size: .85rem; color: #444; }
.notes { border-top: 1px solid #888; margin-top: 2rem; font-size: .9rem; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(layout: Layout) -> str:
    """The HTML document of a laid-out brief."""
    body = [f'<h1 dir="auto">{escape(layout.title)}</h1>', *(_block(block) for block in layout.blocks)]
    if layout.cited:
        body.append(f"<h2>{escape(say('briefs', layout.language, 'cited_documents'))}</h2>\n<ul>")
        for entry in layout.cited:
            details = "".join(f'<br><span class="detail">{escape(detail)}</span>' for detail in entry.details)
            body.append(f"<li>{escape(entry.text)}{details}</li>")
        body.append("</ul>")
    body += [f'<p class="closing">{escape(text)}</p>' for text in layout.closing]
    body += _notes(layout)
    return (
        f'<!DOCTYPE html>\n<html lang="{layout.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(layout.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case HeadingBlock():
            tag = f"h{min(block.level, 3) + 1}"
            return f'<{tag} dir="auto">{escape(block.text)}</{tag}>'
        case TextBlock():
            return f'<p dir="auto">{_runs(block.runs)}</p>'
        case CautionBlock():
            return f'<p class="caution">{escape(block.text)}</p>'
        case QuoteBlock(columns=(column,)):
            return _quote(column)
        case QuoteBlock():
            return f'<div class="beside">\n{"".join(_quote(column) for column in block.columns)}\n</div>'


def _quote(column: Column) -> str:
    lines = [f'<p dir="auto" class="level-{min(line.level, 3)}">{_runs(line.runs)}</p>' for line in column.lines]
    return f'<blockquote lang="{escape(column.language)}">\n' + "\n".join(lines) + "\n</blockquote>"


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.note:
        return f'<sup id="mark-{run.note}"><a href="#note-{run.note}">{run.note}</a></sup>'
    return f"<em>{escape(run.text)}</em>" if run.italic else escape(run.text)


def _notes(layout: Layout) -> list[str]:
    if not layout.notes:
        return []
    back = ' <a href="#mark-{n}" aria-label="{n}">↩</a>'
    notes = [f'<li id="note-{n}">{escape(note)}{back.format(n=n)}</li>' for n, note in enumerate(layout.notes, start=1)]
    return ['<ol class="notes">', *notes, "</ol>"]
