"""Other tools that check Chinese text, from npm: what is installed, and how each is run over a folder of text files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bench.timing import Command, gklint, python

PACKAGES: Mapping[str, str] = {
    "autocorrect-node": "2.14.0",
    "textlint": "15.8.0",
    "textlint-rule-prh": "6.1.0",
    "textlint-rule-zh-half-and-full-width-bracket": "1.1.0",
    "@textlint-rule/textlint-rule-no-unmatched-pair": "2.0.4",
    "@textlint-rule/textlint-rule-no-invalid-control-character": "3.0.0",
    "textlint-rule-no-kangxi-radicals": "0.2.2",
    "textlint-rule-no-zero-width-spaces": "1.0.1",
    "zhlint": "0.8.2",
}
"""What is compared, pinned. npm has one rule for Chinese only (brackets) and no preset of Chinese rules for textlint.
So textlint has that one, a list of words, and those rules for any language that say something of Chinese text: control
characters, radicals that stand for characters, invisible spaces. Rules for Japanese, English, Markdown are left out."""
_TEXTLINT = (
    "zh-half-and-full-width-bracket",
    "@textlint-rule/no-invalid-control-character",
    "no-kangxi-radicals",
    "no-zero-width-spaces",
)
_PAIRS = "@textlint-rule/no-unmatched-pair"
"""Splits the text into sentences, and so takes three times as long as all of the others: told by itself."""

# All of autocorrect's own rules, to be switched off where only words are compared.
_AUTOCORRECT = (
    "space-word", "space-punctuation", "space-bracket", "space-dash", "space-backticks", "space-dollar", "fullwidth",
    "no-space-fullwidth", "no-space-fullwidth-quote", "halfwidth-word", "halfwidth-punctuation",
)  # fmt: skip
TERMS: Mapping[str, str] = {
    "帐号": "账号", "登陆网站": "登录网站", "既使": "即使", "必需要": "必须要", "渡过难关": "度过难关", "按装": "安装",
    "布署": "部署", "松驰": "松弛", "脉博": "脉搏", "震憾": "震撼", "凑和": "凑合", "重迭": "重叠", "精萃": "精粹",
    "亲睐": "青睐", "气慨": "气概", "一愁莫展": "一筹莫展", "穿流不息": "川流不息", "迫不急待": "迫不及待",
    "再接再励": "再接再厉", "鼎立相助": "鼎力相助",
}  # fmt: skip
"""Twenty words that every tool with a list of words can be told: as written, as it should be."""

_FLOOR = Path(__file__).with_name("floor.py").resolve()
GKLINT = ("--isolated", "--no-project", "--no-cache", "--format", "json", "--fail-on", "never")


class Tools(NamedTuple):
    """The tools in a folder of npm's, and files that configure them in ``words``."""

    folder: Path
    words: Path

    def run(self, name: str, *arguments: str) -> list[str]:
        """The command that runs the tool ``name``."""
        return [str(self.folder / "node_modules" / ".bin" / name), *arguments]


def default_folder() -> Path:
    """Where the tools are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "gklint-bench"


def install(folder: Path) -> Tools:
    """The tools, installed in ``folder`` unless they are there; raises ``RuntimeError`` without npm."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = json.dumps({"private": True, "dependencies": PACKAGES}, indent=1)
    manifest = folder / "package.json"
    if not (folder / "node_modules").is_dir() or not manifest.exists() or manifest.read_text() != wanted:
        manifest.write_text(wanted)
        subprocess.run([npm, "install", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    return Tools(folder, _configured(folder / "words"))


def _configured(words: Path) -> Path:
    """Files with the twenty terms for each tool, a pack for gklint among them."""
    words.mkdir(exist_ok=True)
    corrections = "".join(f"  - expected: {right}\n    pattern: {wrong}\n" for wrong, right in TERMS.items())
    (words / "prh.yml").write_text(f"version: 1\nrules:\n{corrections}", encoding="utf-8")
    _textlint(words / "textlint-words.json", {"prh": {"rulePaths": [str(words / "prh.yml")]}})
    rules = {"prh": {"rulePaths": [str(words / "prh.yml")]}, **dict.fromkeys(_TEXTLINT, True)}
    _textlint(words / "textlint-all.json", rules)
    _textlint(words / "textlint-pairs.json", {**rules, _PAIRS: True})
    off = "".join(f"  {rule}: 0\n" for rule in _AUTOCORRECT)
    listed = "".join(f"    - {wrong} = {right}\n" for wrong, right in TERMS.items())
    (words / "autocorrectrc").write_text(
        f"rules:\n{off}  spellcheck: 1\nspellcheck:\n  words:\n{listed}", encoding="utf-8"
    )
    pack = words / "pack"
    (pack / "lexicons").mkdir(parents=True, exist_ok=True)
    (pack / "pack.yaml").write_text('name: 词\nversion: "1"\napi: 1\n', encoding="utf-8")
    (pack / "rules.yaml").write_text(
        "rules:\n  - {code: EQL001, name: twenty-words, summary: 二十个词, basis: 试验, severity: warning, on: prose,\n"
        '     lexicon: words, message: "“{命中}”写错"}\n',
        encoding="utf-8",
    )
    entries = "".join(f"  - {{wrong: {wrong}, right: {right}}}\n" for wrong, right in TERMS.items())
    (pack / "lexicons" / "words.yaml").write_text(f"summary: 二十个词\nentries:\n{entries}", encoding="utf-8")
    return words


def _textlint(path: Path, rules: Mapping[str, object]) -> None:
    path.write_text(json.dumps({"rules": rules}), encoding="utf-8")


def all_rules(tools: Tools, folder: Path, jobs: int) -> dict[str, Command]:
    """Every tool with all that it has; they are to be started in ``folder``: zhlint and autocorrect pass over
    files that lie elsewhere."""
    commands: dict[str, Command] = {
        "gklint": gklint("check", *GKLINT, "--jobs", str(jobs), str(folder)),
        "autocorrect": tools.run("autocorrect", "--lint", "--format", "json", "--threads", str(jobs), "."),
    }
    if jobs == 1:  # the others run one process, whatever the number of cores
        commands["floor"] = python(str(_FLOOR), str(folder))
        commands["floor, own scan"] = python(str(_FLOOR), str(folder), "--own-scan")
        every = str(folder / "*.txt")
        for name, rules in (("textlint", "all"), ("textlint, pairs too", "pairs")):
            config = str(tools.words / f"textlint-{rules}.json")
            commands[name] = tools.run("textlint", "--config", config, "--format", "json", every)
        commands["zhlint"] = tools.run("zhlint", "*.txt")
    return commands


def same_words(tools: Tools, folder: Path) -> dict[str, Command]:
    """The tools that can be told words, with the twenty words and nothing else (zhlint cannot)."""
    pack = ("--pack", str(tools.words / "pack"), "--select", "EQL")
    every = str(folder / "*.txt")
    return {
        "gklint": gklint("check", *GKLINT, *pack, str(folder)),
        "autocorrect": tools.run(
            "autocorrect", "--lint", "--format", "json", "--threads", "1",
            "--config", str(tools.words / "autocorrectrc"), ".",
        ),
        "textlint": tools.run(
            "textlint", "--config", str(tools.words / "textlint-words.json"), "--format", "json", every
        ),
    }  # fmt: skip


def with_words(text: str, number: int) -> str:
    """The report ``text`` with one of the twenty words in it, in a paragraph of its own; ``number`` says which."""
    wrong = list(TERMS)[number % len(TERMS)]
    head, heading, tail = text.partition("五、存在的主要问题及改进情况\n")
    return f"{head}{heading}\n个别单位所写的“{wrong}”已经改正。\n{tail}"


def counted(name: str, output: bytes) -> int:
    """How many things a tool found, by what it wrote as JSON."""
    said: Any = json.loads(output)
    if name == "gklint":
        return len(said["diagnostics"])
    if name == "autocorrect":  # it tells of lines
        return sum(len(file["lines"]) for file in said["messages"])
    return sum(len(file["messages"]) for file in said)
