"""``gklint pack lock``: a pack that is not as it was locked is refused, with what has changed and what to do."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.packs.test_pack_option import HEAD, MANIFEST, Work

RULE = HEAD + "    on: prose\n    pattern: 公开\n    message: 说到公开\n"
WORDS = "summary: 词\nentries:\n  - {wrong: 办事大厅, right: 政务服务中心}\n"


@pytest.fixture
def locked(work: Work) -> Work:
    (work.pack / "rules.yaml").write_text(RULE, encoding="utf-8")
    (work.pack / "lexicons").mkdir()
    (work.pack / "lexicons" / "words.yaml").write_text(WORDS, encoding="utf-8")
    (work.folder / "gklint.toml").write_text('packs = ["ours", "shaanxi"]\n', encoding="utf-8")
    done = work.gklint("pack", "lock")
    assert (done.returncode, done.stdout) == (0, "gklint.lock 已写好：ours 1、shaanxi 1。\n"), done.stderr
    return work


def test_what_the_lock_holds(locked: Work) -> None:
    lock = tomllib.loads((locked.folder / "gklint.lock").read_text(encoding="utf-8"))
    assert set(lock["packs"]) == {"ours", "shaanxi"}
    assert lock["packs"]["ours"]["version"] == "1"
    assert set(lock["packs"]["ours"]["files"]) == {"pack.yaml", "rules.yaml", "lexicons/words.yaml"}
    assert locked.gklint("pack", "lock").stdout.startswith("gklint.lock 没有变化")
    assert locked.gklint("pack", "lock", "--check").returncode == 0
    assert "OUR001" in locked.gklint("check", "报告.txt").stdout


def rule_changed(pack: Path) -> None:
    (pack / "rules.yaml").write_text(RULE.replace("公开", "公布"), encoding="utf-8")


def words_changed(pack: Path) -> None:
    (pack / "lexicons" / "words.yaml").write_text(WORDS.replace("大厅", "中心"), encoding="utf-8")


def file_added(pack: Path) -> None:
    (pack / "more.yaml").write_text("rules: []\n", encoding="utf-8")


def file_gone(pack: Path) -> None:
    (pack / "lexicons" / "words.yaml").unlink()


def data_changed(pack: Path) -> None:
    """What a Python rule may read is a file of the pack too."""
    (pack / "table.csv").write_text("a,b\n", encoding="utf-8")


def new_version(pack: Path) -> None:
    (pack / "pack.yaml").write_text(MANIFEST.replace('"1"', '"2"'), encoding="utf-8")


CHANGES: list[tuple[Callable[[Path], None], str]] = [
    (rule_changed, "rules.yaml改了"),
    (words_changed, "lexicons/words.yaml改了"),
    (file_added, "more.yaml是新的"),
    (file_gone, "lexicons/words.yaml没有了"),
    (data_changed, "table.csv是新的"),
    (new_version, "版本由 1 变为 2，pack.yaml改了"),
]


@pytest.mark.parametrize(("change", "words"), CHANGES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_changed_pack_is_refused_until_it_is_locked_again(
    locked: Work, change: Callable[[Path], None], words: str
) -> None:
    assert locked.gklint("check", "--fail-on", "never", "报告.txt").returncode == 0  # and its outcome is cached
    change(locked.pack)
    done = locked.gklint("check", "报告.txt")
    assert (done.returncode, done.stdout) == (2, "")
    said = f"gklint：规则包 ours 与 gklint.lock 所锁的不同：{words}；看过改动、同意后运行 gklint pack lock 重新锁定\n"
    assert done.stderr == said
    assert locked.gklint("pack", "lock", "--check").returncode == 1
    assert locked.gklint("pack", "lock").returncode == 0
    assert locked.gklint("check", "--fail-on", "never", "报告.txt").returncode == 0


def test_a_pack_of_the_configuration_must_be_in_the_lock(locked: Work) -> None:
    (locked.folder / "gklint.toml").write_text('packs = ["ours", "hubei"]\n', encoding="utf-8")
    done = locked.gklint("check", "报告.txt")
    assert done.returncode == 2
    assert "规则包 hubei 不在 gklint.lock 里" in done.stderr


def test_the_command_line_may_ask_for_others_and_isolated_knows_no_lock(locked: Work) -> None:
    assert locked.gklint("check", "--fail-on", "never", "--pack", "hubei", "报告.txt").returncode == 0
    rule_changed(locked.pack)
    assert locked.gklint("check", "--fail-on", "never", "--isolated", "--pack", "ours", "报告.txt").returncode == 0
    assert locked.gklint("check", "--fail-on", "never", "--pack", "ours", "报告.txt").returncode == 2


def test_without_a_configuration_the_lock_is_in_the_working_directory(work: Work) -> None:
    (work.pack / "rules.yaml").write_text(RULE, encoding="utf-8")
    assert work.gklint("pack", "lock", "--pack", "ours").returncode == 0
    assert work.gklint("check", "--fail-on", "never", "--pack", "ours", "报告.txt").returncode == 0
    rule_changed(work.pack)
    assert "rules.yaml改了" in work.gklint("check", "--pack", "ours", "报告.txt").stderr


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lock = ", "gklint.lock 看不懂"),
        ("lock = 7\n", "gklint.lock 的格式是 7"),
        ("lock = 1\n[packs.ours]\nversion = '1'\n", "gklint.lock 看不懂"),
        ("lock = 1\n[packs.ours]\nversion = '1'\nhash = 'sha256:0'\n[packs.ours.files]\n", "其中的校验值对不上"),
    ],
)
def test_a_broken_lock_is_no_lock_to_pass(locked: Work, text: str, words: str) -> None:
    (locked.folder / "gklint.lock").write_text(text, encoding="utf-8")
    done = locked.gklint("check", "报告.txt")
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
