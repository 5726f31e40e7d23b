"""Start-up is a feature: what must not have been imported after a command."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.generate import generate

ALWAYS_HEAVY = {
    "rich", "pluggy", "importlib.metadata", "hypothesis", "pytest", "subprocess",
    "docx", "pdfplumber", "pdfminer", "lxml", "html.parser", "asyncio", "multiprocessing",
}  # fmt: skip

REPORT = """\
青川区水务局2022年政府信息公开工作年度报告
一、总体情况
本年主动公开信息 12 条。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
六、其他需要报告的事项
"""


def modules_after(*args: str) -> set[str]:
    """The modules in memory after ``gklint ARGS``."""
    code = (
        "import sys; from gklint.launch import main; status = main(sys.argv[1:]);"
        "print('\\n' + ' '.join(sys.modules), file=sys.stderr); sys.exit(status)"
    )
    run = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, encoding="utf-8", check=False)
    return set(run.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("check", "--help"), ()])
def test_help_needs_click_and_little_else(
    args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))  # help that was given before needs no click
    loaded = modules_after(*args)
    assert "click" in loaded
    assert not loaded & (
        ALWAYS_HEAVY | {"lark", "re2", "yaml", "rapidfuzz", "gklint.engine.check", "gklint.report.parse"}
    )


def test_help_of_the_group_imports_no_command() -> None:
    loaded = modules_after("--help")
    assert not {name for name in loaded if name.startswith(("gklint.report.", "gklint.engine", "gklint.runner"))}
    assert not loaded & {"gklint.cli.check", "gklint.cli.options", "gklint.text"}


def test_a_check_of_one_file_imports_only_what_it_uses(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    loaded = modules_after("check", "--isolated", "--format", "json", str(path))
    assert "gklint.engine.check" in loaded
    assert not loaded & ALWAYS_HEAVY
    assert not loaded & {"gklint.reporters.full", "gklint.reporters.data"}


def test_full_without_colour_does_not_import_rich(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、总体情况", encoding="utf-8")
    assert "rich" not in modules_after("check", "--color", "never", str(path))


def test_from_the_cache_of_packs_and_grammars_no_yaml_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    assert "yaml" in modules_after("check", "--isolated", str(tmp_path / "a.txt"))
    loaded = modules_after("check", "--isolated", str(tmp_path / "b.txt"))
    assert "gklint.engine.check" in loaded
    assert "yaml" not in loaded


# What an ordinary report of text, checked for the first time, has no use for.
UNUSED = {
    "calendar", "click", "json", "lark", "logging", "pickletools", "rapidfuzz", "shutil", "tempfile", "textwrap",
    "tomllib", "traceback", "typing", "yaml", "zipfile",
    "ast", "dataclasses", "gettext", "inspect", "locale", "platform", "threading", "uuid",
    "gklint.atomic", "gklint.baseline", "gklint.cli.asking", "gklint.config.keys", "gklint.config.read",
    "gklint.engine.across", "gklint.engine.contradictions",
    "gklint.engine.examples", "gklint.engine.impossible", "gklint.engine.lexicons",
    "gklint.engine.limits", "gklint.engine.resolve", "gklint.engine.wants", "gklint.engine.yaml_pack",
    "gklint.engine.yaml_source", "gklint.fixing", "gklint.packing", "gklint.plugins", "gklint.project.model",
    "gklint.report.amend",
    "gklint.report.digest", "gklint.reporters.jsontext", "gklint.runner.internal", "gklint.runner.likeness",
    "gklint.runner.pool", "gklint.suppress",
}  # fmt: skip


def test_a_report_that_was_never_seen_needs_little_more_than_its_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    for number, name in enumerate(("a.txt", "b.txt")):
        text = next(text for _, text in generate(1, seed=number, layouts=(4,)))
        (tmp_path / name).write_text(text, encoding="utf-8")
    modules_after("check", "--isolated", str(tmp_path / "a.txt"))
    for args in ((), ("--no-cache",)):
        loaded = modules_after("check", "--isolated", *args, str(tmp_path / "b.txt"))
        assert "gklint.engine.check" in loaded
        assert not loaded & (ALWAYS_HEAVY | UNUSED)


@pytest.mark.parametrize("args", [("--no-such-option",), ("--max-size", "1K"), ("-qv",)])
def test_words_that_are_not_plain_are_read_by_click(args: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert "click" in modules_after("check", "--isolated", *args, str(tmp_path / "a.txt"))


def test_a_cached_result_needs_no_rules_and_no_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    modules_after("check", "--isolated", "--format", "json", str(path))
    loaded = modules_after("check", "--isolated", "--format", "json", "--jobs", "1", str(path))
    assert "gklint.runner.store" in loaded
    assert not {name for name in loaded if name.startswith(("gklint.engine", "gklint.report."))}
    assert not loaded & (ALWAYS_HEAVY | {"lark", "re2", "yaml", "rapidfuzz", "tomllib", "difflib"})


def test_the_answer_to_a_whole_run_needs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GKLINT_CACHE_DIR", str(tmp_path / "cache"))
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    modules_after("check", str(path))
    loaded = modules_after("check", str(path))
    assert "gklint.answers" in loaded
    assert not loaded & {"click", "typing", "pathlib", "re", "enum", "pickle", "json", "dataclasses", "gklint.cli"}
