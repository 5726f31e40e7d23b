"""Regular expressions that are compiled at their first use."""

import importlib
import pkgutil
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gklint.report
from gklint.engine.rule import RULE_ATTRIBUTE
from gklint.engine.yaml_pack import load_pack
from gklint.late import _Worded, late, late_words
from gklint.resources import rules_path


def test_it_does_what_the_compiled_pattern_does() -> None:
    compiled, words = re.compile(r"(?P<n>[0-9]+)\s*件", re.IGNORECASE), "新收 12 件，结转 3件"
    pattern = late(r"(?P<n>[0-9]+)\s*件", re.IGNORECASE)
    for _ in range(2):
        assert pattern.findall(words) == compiled.findall(words) == ["12", "3"]
        assert [match["n"] for match in pattern.finditer(words, 5)] == ["3"]
        assert pattern.sub("", words) == "新收 ，结转 "
    assert (pattern.pattern, pattern.flags, pattern.groups) == (compiled.pattern, compiled.flags, 1)


def test_it_is_compiled_once_and_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []

    def counted(*args: object, make: object = re.compile) -> object:
        compiled.append(args)
        return make(*args)  # type: ignore[operator]

    monkeypatch.setattr(re, "compile", counted)
    pattern = late("一")
    assert not hasattr(pattern, RULE_ATTRIBUTE)
    assert compiled == []
    assert pattern.search("一")
    assert pattern.match("二") is None
    assert pattern.search("二") is None
    assert len(compiled) == 1


def test_a_mistake_is_raised_at_the_first_use() -> None:
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.search("")


WORDED = "(?:收到|办结)[^,]{0,3}申请", "收到|办结"
TEXTS = ("全年收到有关申请3件，办结申请2件", "收到信件，申请办结", "没有申请", "")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("bounds", [(), (0, 6), (2, 8), (3,), (-3, 40), (9, 2), (0, -1)])
def test_with_words_it_finds_the_same(text: str, bounds: tuple[int, ...]) -> None:
    compiled = re.compile(WORDED[0])

    def told(match: re.Match[str] | None) -> object:
        return match and match.span()

    def fresh() -> re.Pattern[str]:
        return late(WORDED[0], words=WORDED[1])

    assert told(fresh().search(text, *bounds)) == told(compiled.search(text, *bounds))
    assert told(fresh().match(text, *bounds)) == told(compiled.match(text, *bounds))
    assert list(map(told, fresh().finditer(text, *bounds))) == list(map(told, compiled.finditer(text, *bounds)))
    assert fresh().findall(text, *bounds) == compiled.findall(text, *bounds)
    assert fresh().sub("", text) == compiled.sub("", text)


def test_without_its_words_it_is_not_compiled_unless_it_is_asked_often() -> None:
    pattern, other = late_words("收到|办结"), late_words("收到|办结")
    assert pattern.search("没有申请") is None
    assert pattern.search("收到", 1) is None
    assert "_compiled" not in vars(pattern)
    for _ in range(100):
        assert pattern.search("没有申请") is None
    assert "_compiled" in vars(pattern)
    assert other.search("没有申请") is None
    assert "_compiled" not in vars(other)
    assert other.search("办结")
    assert "_compiled" in vars(other)


def _worded() -> list[_Worded]:
    """All patterns with words in gklint and in the rules."""
    for module in pkgutil.walk_packages(gklint.report.__path__, "gklint.report."):
        importlib.import_module(module.name)
    load_pack(rules_path() / "core", allow_python=True)
    modules = [vars(module).values() for module in list(sys.modules.values()) if module is not None]
    return list({one.pattern: one for values in modules for one in list(values) if isinstance(one, _Worded)}.values())


@pytest.mark.parametrize("pattern", _worded(), ids=lambda pattern: pattern.pattern[:40])
def test_the_words_of_a_pattern_are_in_all_that_it_finds(pattern: _Worded) -> None:
    # What it only looks at is left to chance, and so is which of several words comes.
    plain = re.sub(r"\(\?<?!(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", "", pattern.pattern)
    compiled = re.compile(pattern.pattern, pattern.flags)

    @given(st.from_regex(re.compile(plain, pattern.flags), alphabet=st.sampled_from(plain + "的县一二12aP")))
    @settings(max_examples=100)
    def check(text: str) -> None:
        for match in compiled.finditer(text):
            assert any(word in match.group() for word in pattern.words)

    check()
