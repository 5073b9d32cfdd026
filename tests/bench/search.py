"""Search measured: `python -m tests.bench.search` (needs the measuring material; prints Markdown tables).

Quality (`quality.py`): the questions of `dev.jsonl` by type, over a part of the measuring corpus (`--files 0`: over all
of it), beside the pipeline of the tutorials, which embeds the texts a second time.

Size (`size.py`): `--paragraphs N` paragraphs recombined from real sentences, indexed by the real build: time under
every filter, recall, memory, opening, an index run with nothing to do, beside the tutorials' pipeline, with ratios.

What is made is kept in `--folder` and used again: the first run takes minutes, the next ones seconds.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tests.bench.quality import corpus_home, quality
from tests.bench.size import size


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("/tmp/alinea-bench"), help="keeps what is made")
    parser.add_argument("--home", type=Path, help="measure quality on this index as it is")
    parser.add_argument("--files", type=int, default=80, help="files of the corpus for quality; 0: all of them")
    parser.add_argument("--paragraphs", type=int, default=20_000, help="size of the made corpus; 0: leave it out")
    parser.add_argument("--no-tutorial", action="store_true", help="leave the tutorials' pipeline out")
    parser.add_argument("--no-quality", action="store_true")
    given = parser.parse_args()
    shared = Path(os.environ.get("ALINEA_SHARED") or Path(__file__).resolve().parents[3] / "shared").absolute()
    if not given.no_quality:
        home = given.home or corpus_home(shared, given.folder, given.files)
        quality(shared, home, tutorial=not given.no_tutorial)
    if given.paragraphs:
        size(shared, given.folder / f"made-{given.paragraphs}", given.paragraphs, beside=not given.no_tutorial)


if __name__ == "__main__":
    sys.exit(main())
