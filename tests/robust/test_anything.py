"""A pack or a configuration whose values are anything at all: it is used, or its mistakes are told, each with its line.

The fuzzer spoils the bytes of such files (``bench.fuzz yaml config``); here the files are sound and the values are not.
Reports of every format are dealt with in ``tests/readers`` and ``tests/report`` in the same way.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz import corpora
from bench.samples import small_report
from gklint.config.files import Problem
from gklint.config.keys import KEYS, Table
from gklint.config.read import read_config
from gklint.engine.check import Checker, CheckOptions
from gklint.engine.manifest import KEYS as PACK_KEYS
from gklint.engine.problems import PackError, RuleProblem
from gklint.engine.ruleset import RuleSet, load_ruleset
from gklint.engine.schema import ENTRY_KEYS, RULE_KEYS
from gklint.engine.yaml_pack import load_pack
from gklint.readers import read_source
from gklint.report.document import Document
from gklint.report.read import read_document
from tests.config.test_places import toml

_WORDS = (
    "", "甲", "core", "STR001", "words", "report", "fact", "requests.row", "error", "本年新收 == 总计", "{命中}", "{",
    "(", "[甲-乙]+", "(a|b){900}", "../x", "2021", "一", "1月31日", "x" * 2001, "\0", "\ud800", "\u2028",
)  # fmt: skip
anything = st.recursive(
    st.one_of(
        st.sampled_from(_WORDS), st.text(max_size=8), st.integers(), st.sampled_from((0, 1, -1, 10**30, 0.5)),
        st.booleans(), st.none(), st.floats(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from((*RULE_KEYS, *PACK_KEYS, *ENTRY_KEYS, "甲", "")), inner, max_size=3),
    ),
    max_leaves=6,
)  # fmt: skip


@cache
def _rules() -> list[dict[str, Any]]:
    """Sound rules of many kinds: gklint's own short ones that need no other file but a lexicon."""
    found = []
    for text in corpora.rules():
        whole = yaml.safe_load(text)
        for rule in whole["rules"][:1] if isinstance(whole, dict) and "rules" in whole else ():
            sound = {"on" if key is True else key: value for key, value in rule.items()}  # YAML takes it for a flag
            if "python" not in sound:
                found.append({**sound, "lexicon": "words"} if "lexicon" in sound else sound)
    return found


@cache
def _document() -> Document:
    return read_document(read_source("a.txt", small_report(1, "本局帐号已公布。收到申请12件。").encode()))


@st.composite
def changed(draw: st.DrawFn, sound: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    """``sound`` with some of its values, or those of other keys, being anything, or gone, or those of other rules."""
    made = dict(sound)
    times = draw(st.sampled_from((0, 0, 0, 1, 1, 2)))
    for key in draw(st.lists(st.sampled_from([*sound, *keys]), min_size=times, max_size=times)):
        others = [rule[key] for rule in _rules() if key in rule]
        choice = draw(st.integers(0, 3))
        if choice == 0:
            made.pop(key, None)
        elif choice == 1 and others:
            made[key] = draw(st.sampled_from(others))
        else:
            made[key] = draw(anything)
    return made


@st.composite
def packs(draw: st.DrawFn) -> dict[str, object]:
    """The files of a pack by their names."""
    rules = [draw(changed(draw(st.sampled_from(_rules())), RULE_KEYS)) for _ in range(draw(st.integers(1, 2)))]
    entry = draw(changed({"wrong": "帐号", "right": "账号"}, ENTRY_KEYS))
    rest = draw(anything) if draw(st.integers(0, 9)) == 9 else {"summary": "甲", "entries": [entry]}
    return {
        "pack.yaml": draw(changed({"name": "x", "version": "1", "api": 1}, PACK_KEYS)),
        "rules.yaml": {"rules": rules},
        "lexicons/words.yaml": rest,
    }


def _loaded(files: Mapping[str, object]) -> RuleSet | tuple[RuleProblem, ...]:
    """The rules of a pack of these files, or what is wrong with it."""
    with tempfile.TemporaryDirectory() as name:
        for path, content in files.items():
            Path(name, path).parent.mkdir(exist_ok=True)
            Path(name, path).write_text(json.dumps(content), encoding="utf-8")
        try:
            return load_ruleset([load_pack(Path(name), False)])
        except PackError as error:
            return error.problems


@given(packs())
@settings(max_examples=300, deadline=None)
def test_a_pack_of_anything_is_used_or_its_mistakes_are_told(files: dict[str, object]) -> None:
    rules = _loaded(files)
    if isinstance(rules, RuleSet):
        found = Checker(rules, CheckOptions(selected=frozenset(rules.rules))).check(_document())
        assert not [one for one in found.diagnostics if one.code == "GK900"]
    else:
        assert rules
        assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in rules)


def _table(keys: Table, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """A table in which each key has its example, or a table or tables as it should, or anything that TOML can say."""
    value = st.recursive(
        st.one_of(st.sampled_from(_WORDS[:-3]), st.integers(-9, 10**12), st.booleans(), st.dates()),
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("甲ab"), inner)),
        max_leaves=5,
    )
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for key in keys:
        inner = _table(key.inner, depth + 1) if key.inner else None
        parts[key.name] = st.one_of(value, inner, st.lists(inner, max_size=2)) if inner is not None else value
    return st.fixed_dictionaries({}, optional=parts)


@given(_table(KEYS))
@settings(max_examples=300, deadline=None)
def test_a_configuration_of_anything_is_used_or_its_mistakes_are_told(data: dict[str, Any]) -> None:
    written = {key: f"{toml(key)} = {toml(value)}\n" for key, value in data.items()}
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "gklint.toml")
        path.write_text("".join(written.values()), encoding="utf-8")
        config = read_config(path, "gklint.toml", problems)
    assert config is not None
    begin, mistaken = 1, set()
    for key, text in written.items():
        end = begin + text.count("\n")
        if any(begin <= problem.line < end and problem.message for problem in problems):
            mistaken.add(key)
        begin = end
    assert config.values.keys() == data.keys() - mistaken
