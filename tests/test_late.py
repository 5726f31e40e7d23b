"""Regular expressions that are compiled at their first use."""

import re

import pytest

from gklint.engine.rule import RULE_ATTRIBUTE
from gklint.late import late


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
