"""gklint beside other tools that check Chinese text: ``python -m bench.peers [--count 1000] [--runs 5]``.

The tools come from npm and are kept in a folder between runs. All of them check the same generated files, in turn, so
that a change of the machine's pace falls on all alike; medians are told as Markdown, with the ratios asked for.
gklint remembers no result from run to run here (``--no-cache``); its rules have been compiled before. The files' prose
differs: that is measured and told too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.generate import generate, write
from bench.reports import LAYOUTS
from bench.timing import Command, Cost, cost, gklint, median_costs, output, python
from bench.tools import PACKAGES, Tools, all_rules, counted, default_folder, install, same_words, with_words
from gklint import __version__

TEXT_LAYOUTS = tuple(layout for layout in LAYOUTS if layout not in (13, "markdown"))
_SENTENCE = re.compile(r"[^。；\n|\t]{8,}")


class Asked(NamedTuple):
    """A ratio that is asked for: what by what, the least or the most that it may be."""

    words: str
    found: float
    least: float | None = None
    most: float | None = None

    def __str__(self) -> str:
        wanted = f"at least {self.least}" if self.least is not None else f"at most {self.most}"
        kept = self.found >= self.least if self.least is not None else self.found <= (self.most or 0)
        return f"{self.words}: {self.found:.2f} ({wanted}: {'yes' if kept else 'NO'})"


def distinct(texts: Iterable[str]) -> float:
    """The share of sentences that stand in one file only."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update({sentence.strip() for sentence in _SENTENCE.findall(text)})
    return sum(1 for count in found.values() if count == 1) / max(len(found), 1)


def table(costs: Mapping[str, Cost], megabytes: float) -> str:
    """The costs as a table in Markdown, and how they stand to gklint's."""
    lines = ["| | median s | ÷ gklint | processor s | MB/s | memory MB |", "|---|--:|--:|--:|--:|--:|"]
    own = costs["gklint"].seconds
    for name, one in sorted(costs.items(), key=lambda item: item[1].seconds):
        rate = f"{megabytes / one.seconds:.2f}" if megabytes else ""
        lines.append(
            f"| {name} | {one.seconds:.3f} | {one.seconds / own:.2f} | {one.processor:.2f} | {rate} | "
            f"{one.peak / 1e6:.0f} |"
        )
    return "\n".join(lines)


def on_cores(commands: Mapping[str, Command], cores: int) -> dict[str, Command]:
    """The commands on so many processors only, where the system can hold them to it."""
    taskset = shutil.which("taskset")
    if taskset is None or (os.cpu_count() or 1) < cores:
        return dict(commands)
    return {name: [taskset, "-c", f"0-{cores - 1}", *command] for name, command in commands.items()}


def starts(tools: Tools, file: Path) -> dict[str, Command]:
    """One file: what a start costs."""
    check = gklint("check", str(file), "--isolated", "--fail-on", "never", "--format", "json")
    return {
        "python -c pass": python("-c", "pass"),
        "node -e 0": [shutil.which("node") or "node", "-e", "0"],
        "gklint": check,
        "gklint --no-cache": [*check, "--no-cache"],
        "autocorrect": tools.run("autocorrect", "--lint", "--format", "json", file.name),
        "textlint": tools.run(
            "textlint", "--config", str(tools.words / "textlint-all.json"), "--format", "json", str(file)
        ),
        "zhlint": tools.run("zhlint", file.name),
    }


def cold() -> bool:
    """Has the system forget what it read from disk; only root may ask for that."""
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3\n")
    except OSError:
        return False
    return True


def asked(costs: Mapping[str, Cost], cores: int) -> list[Asked]:
    """The ratios that the costs of many files should keep."""
    own = costs["gklint"].seconds
    where = f"{cores} core{'s' if cores > 1 else ''}"
    found = [Asked(f"autocorrect ÷ gklint, {where}", costs["autocorrect"].seconds / own, least=1.5)]
    if cores == 1:
        for name in ("textlint", "textlint, pairs too"):
            found.append(Asked(f"{name} ÷ gklint, {where}", costs[name].seconds / own, least=15))
        for name in ("floor", "floor, own scan"):
            found.append(Asked(f"gklint ÷ {name}, {where}", own / costs[name].seconds, most=12))
    return found


def versions() -> str:
    """What is compared, on what."""
    node = subprocess.run(["node", "--version"], capture_output=True, encoding="utf-8", check=False).stdout.strip()
    named = ", ".join(f"{name} {version}" for name, version in PACKAGES.items())
    return f"gklint {__version__}, Python {platform.python_version()}, node {node}; {named}; {os.cpu_count()} cores"


def measure(tools: Tools, folder: Path, count: int, runs: int) -> dict[str, dict[str, Cost]]:
    """All tables by name; what is found is printed as it comes."""
    reports = folder / "reports"
    paths = write(reports, count, layouts=TEXT_LAYOUTS)
    megabytes = sum(path.stat().st_size for path in paths) / 1e6
    share = distinct(text for _, text in generate(min(count, 1000), layouts=TEXT_LAYOUTS))
    print(f"{versions()}\n{count} files, {megabytes:.1f} MB, {share:.0%} of all sentences stand in one file only\n")
    found: dict[str, dict[str, Cost]] = {}
    for cores in (1, 2):
        costs = median_costs(on_cores(all_rules(tools, reports, cores), cores), runs, reports)
        found[f"{cores} core{'s' if cores > 1 else ''}"] = costs
        print(f"{count} files, all rules of each, {cores} core(s)\n\n{table(costs, megabytes)}\n", flush=True)
        print(*asked(costs, cores), "", sep="\n")
    found["same words"] = _same_words(tools, paths, folder / "words", runs)
    words = table(found["same words"], megabytes)
    print(f"{count} files, twenty words and nothing else, 1 core\n\n{words}\n", flush=True)
    for name, number in (("start, warm", 2 * runs), ("start, cold", 1)):
        if name == "start, cold" and not cold():
            print("no cold start: only root may have the system forget what it read")
            continue
        commands = starts(tools, paths[0])
        costs = median_costs(commands, number, reports) if number > 1 else _cold_costs(commands, reports)
        found[name] = costs
        print(f"one file, {name}\n\n{table(costs, 0)}\n", flush=True)
    return found


def _same_words(tools: Tools, paths: Sequence[Path], folder: Path, runs: int) -> dict[str, Cost]:
    """The costs where each looks for the twenty words, one of which stands in every tenth file, and finds as many."""
    folder.mkdir()
    for number, path in enumerate(paths):
        text = path.read_text(encoding="utf-8")
        changed = text if number % 10 else with_words(text, number // 10)
        (folder / path.name).write_text(changed, encoding="utf-8")
    commands = same_words(tools, folder)
    numbers = {name: counted(name, output(command, folder)) for name, command in commands.items()}
    print(f"found: {numbers}; put in: {-(-len(paths) // 10)}")
    if set(numbers.values()) != {-(-len(paths) // 10)}:
        raise RuntimeError("the tools do not find the same words")
    return median_costs(on_cores(commands, 1), runs, folder)


def _cold_costs(commands: Mapping[str, Command], folder: Path) -> dict[str, Cost]:
    found = {}
    for name, command in commands.items():
        cold()
        found[name] = cost(command, folder)
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description="Times gklint beside other tools.")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tools", type=Path, default=default_folder(), help="where the other tools are kept")
    parser.add_argument("--json", type=Path, help="a file for the results, for bench.plot")
    options = parser.parse_args()
    tools = install(options.tools)
    with tempfile.TemporaryDirectory() as name:
        found = measure(tools, Path(name), options.count, options.runs)
    if options.json:
        plain: dict[str, Any] = {key: {n: c._asdict() for n, c in costs.items()} for key, costs in found.items()}
        options.json.write_text(json.dumps({"files": options.count, "about": versions(), **plain}, indent=1) + "\n")


if __name__ == "__main__":
    main()
