from __future__ import annotations

from collections.abc import Mapping

from gklint.engine.body import Entry
from gklint.engine.lexicons import read_lexicon
from gklint.engine.patterns import LexiconSearch, PatternSearch
from gklint.engine.problems import Problems
from gklint.engine.yaml_source import Mapping as YamlMapping
from gklint.engine.yaml_source import read_yaml


def read(text: str) -> tuple[Mapping[str, Entry], list[str]]:
    """The entries of a lexicon and the complaints about it."""
    problems = Problems("lexicon.yaml")
    node = read_yaml(f"entries:\n{text}".encode(), problems)
    assert isinstance(node, YamlMapping)
    return read_lexicon(node, problems, "lexicon"), [problem.message for problem in problems.found]


def found(entries: Mapping[str, Entry], text: str, *unless: str) -> list[str]:
    return [hit.text for hit in LexiconSearch(entries, unless).hits(text)]


def test_an_entry_may_be_a_pattern() -> None:
    entries, complaints = read("""
  - {pattern: '(?P<hit>截止)\\d{4}年', right: 截至, unless: ['报名截止'], since: 2021, safe: false, grade: 轻}
  - {wrong: 布署, right: 部署, except: [公布署名]}
""")
    assert complaints == []
    assert entries["(?P<hit>截止)\\d{4}年"] == Entry(
        "(?P<hit>截止)\\d{4}年", "截至", (), None, "轻", True, ("报名截止",), 2021, None, False, (("截止",),)
    )
    text = "截止2024年，报名截止2025年，布署任务，公布署名。"
    assert sorted(found(entries, text)) == ["布署", "截止"]


def test_mistakes_in_entries_are_told() -> None:
    _, complaints = read("""
  - {pattern: '(甲', right: 乙}
  - {pattern: 甲, right: '\\2'}
  - {pattern: 甲, wrong: 乙}
  - {pattern: 丙, unless: ['(?=丁)']}
  - {wrong: 戊, except: [己]}
  - {wrong: 庚, since: 去年}
  - {right: 辛}
""")
    for words in (
        "缺少 )",
        "没有第 2 组",
        "要么写 wrong",
        "不支持的写法",
        "例外 己 不含 戊",
        "since 应为报告年度",
        "缺少 wrong",
    ):
        assert any(words in complaint for complaint in complaints), words


def test_the_hit_group_is_the_hit_and_unless_looks_at_it_alone() -> None:
    hits = list(PatternSearch("加强(.{0,4}?)(?P<hit>力度)[，。]", ()).hits("加强公开力度，加强监管力度的考核。"))
    assert [(hit.span, hit.text) for hit in hits] == [((4, 6), "力度")]
    assert not list(PatternSearch("加强(?P<hit>公开)力度", ["公开力"]).hits("加强公开力度"))
    assert list(PatternSearch("加强(?P<hit>公开)力度", ["力度"]).hits("加强公开力度"))


def test_unless_of_the_rule_excuses_words_and_patterns() -> None:
    entries, _ = read("  - {wrong: 帐号}\n  - {pattern: 登陆}\n")
    assert found(entries, "《帐号登陆办法》", "《[^》]*》") == []
    assert found(entries, "帐号登陆", "《[^》]*》") == ["帐号", "登陆"]


def test_where_a_word_is_found_a_pattern_counts_no_more() -> None:
    entries, _ = read("  - {wrong: 甲乙}\n  - {pattern: '乙+'}\n")
    assert found(entries, "甲乙丙乙") == ["甲乙", "乙"]
