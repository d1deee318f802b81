"""What a record costs, step by step, on one core, and what a build costs before the first one.

    python bench/steps.py [--records 2000]

Best of five, in microseconds of processor time for a record, in milliseconds for the rest.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.generate import CAMPAIGN_ID, generate
from bench.ours import ENVIRONMENT, HOOKS
from campaignkit.content.batch import collection_of, each_rule
from campaignkit.content.entities import Gathered
from campaignkit.content.load import Batch, load, read_record
from campaignkit.content.project import open_project
from campaignkit.content.record_cache import Spooled
from campaignkit.model.validate import validate
from campaignkit.publish.output import write_file
from campaignkit.rules import Context
from campaignkit.site.records import Fragment, Renderer, neighbours, page_key, stamp
from campaignkit.site.shell import Shell
from campaignkit.source import read

ROUNDS = 5
IMPORTS = {
    "Python alone": "",
    "MkDocs": "import mkdocs.__main__, mkdocs.commands.build",
    "MkDocs and ours": (
        "import mkdocs.__main__, mkdocs.commands.build\n"
        "import campaignkit.site.build, campaignkit.publish.swap, campaignkit.content.project"
    ),
}


def main() -> None:
    """Print both tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=2_000)
    count = options.parse_args().records
    for what, program in IMPORTS.items():
        print(f"{what:34}{started(program):8.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), count, HOOKS)
        for step, each in steps(Path(folder)):
            print(f"{step:34}{each * 1e6:8.1f} us")


def started(program: str) -> float:
    """Milliseconds to start Python and run a short program."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True)
        found.append(time.perf_counter() - start)
    return min(found) * 1000


def steps(root: Path) -> Iterable[tuple[str, float]]:
    """Seconds of each step for one record."""
    project = open_project(root)
    as_of = datetime.fromtimestamp(int(ENVIRONMENT["SOURCE_DATE_EPOCH"]), UTC)
    loaded = load(root, as_of, project.settings)
    catalogue = loaded.catalogue
    campaign = catalogue.campaigns[CAMPAIGN_ID]
    batch = Batch(CAMPAIGN_ID, campaign.kind, "profiles", loaded.batches[1].ids)
    collection = collection_of(batch)
    zone = {"zone": catalogue.settings.zone}
    files = [(root / batch.path(record), batch.path(record)) for record in batch.ids]
    gc.disable()

    yield "read the bytes", best(lambda one: one[0].read_bytes(), files)
    yield "read and parse YAML", best(lambda one: read(*one), files)
    documents = [document for file in files if (document := read(*file)[0])]
    yield "validate", best(lambda one: validate(one, collection.model, zone), documents)

    def records() -> list[Any]:
        return [
            read_record(catalogue, collection, CAMPAIGN_ID, record, Gathered())[0]
            for record in batch.ids
        ]

    context = Context(catalogue, campaign)
    yield "rules", best(lambda one: each_rule(one, context), records)
    read_once = records()
    yield "card", best(lambda one: collection.card(one, campaign, catalogue), read_once)
    cards = [collection.card(record, campaign, catalogue) for record in read_once]
    visit = Renderer("https://example.org/").begin(catalogue, campaign, collection)
    pairs = list(zip(read_once, cards, strict=True))
    yield "render", best(lambda one: visit(*one), pairs)
    made = [visit(*pair) for pair in pairs]
    yield "digest and keep", best(lambda one: one.key, made)

    filler = "x" * 3_000
    shell = Shell((filler,) * 6, ("id", "title", "description", "head", "body"))
    beside = neighbours(cards, collection.noun, {})
    parts = [
        (Fragment.of(one.payload), beside[card.id]) for one, card in zip(made, cards, strict=True)
    ]
    yield "stamp", best(lambda one: stamp(shell, *one), parts)
    spooled = Spooled(made[0].key, 0, 0, ())
    yield "key of a page", best(lambda one: page_key(shell, spooled, one[1]), parts)
    pages = [(card.uri, stamp(shell, *part)) for card, part in zip(cards, parts, strict=True)]
    yield "write a new file", written(root / "out", pages)


def best(work: Callable[[Any], object], items: Any) -> float:
    """Seconds of processor time for one item; `items` may be a function that makes them anew."""
    found = []
    for _ in range(ROUNDS):
        given = items() if callable(items) else items
        start = time.process_time()
        for item in given:
            work(item)
        found.append((time.process_time() - start) / len(given))
    return min(found)


def written(folder: Path, pages: list[tuple[str, bytes]]) -> float:
    """Seconds for one page of some that are new."""
    start = time.process_time()
    for uri, page in pages:
        write_file(folder, f"{uri}index.html", b"", page)
    return (time.process_time() - start) / len(pages)


if __name__ == "__main__":
    main()
