"""Packs that mean harm: each is refused with the reason, or does none; and it does not take long.

Time is that of the processor, so that a busy machine fails no test; a run that waits for ever meets its timeout.
"""

import os
import re
import resource
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.packs.test_pack_option import HEAD, MANIFEST, REPORT, Work

SECONDS = 5
Make = Callable[[Path], None]


def spent() -> float:
    """The processor time of all programs that were run."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_rule(pack: Path, body: str) -> None:
    (pack / "rules.yaml").write_text(HEAD + body, encoding="utf-8")


def write_rules(pack: Path, count: int, body: Callable[[int], str]) -> None:
    one = "  - {{code: Q{a}{b}{number:03}, name: q{n}, summary: s, basis: b, severity: info, {body}}}\n"
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    with (pack / "rules.yaml").open("w", encoding="utf-8") as file:
        file.write("rules:\n")
        for n in range(count):
            a, b = letters[n // 1000 // 26], letters[n // 1000 % 26]
            file.write(one.format(a=a, b=b, number=n % 1000, n=n, body=body(n)))


# ---- what is refused


def nested_repeats(pack: Path) -> None:
    write_rule(
        pack, '    on: paragraph\n    pattern: "((((a{1,100}){1,100}){1,100}){1,100}){1,100}"\n    message: 坏\n'
    )


def huge_program(pack: Path) -> None:
    write_rule(pack, '    on: paragraph\n    pattern: "公.{1000}.{1000}开"\n    message: 坏\n')


def many_large_patterns(pack: Path) -> None:
    write_rules(pack, 200, lambda n: f'on: report, pattern: "公.{{900}}.{n}", message: m')


def many_patterns_too_large(pack: Path) -> None:
    write_rules(pack, 1500, lambda n: f'on: report, pattern: "(?i)[一-龥a-z{n}]{{1000}}.{{1000}}.{{1000}}", message: m')


def many_patterns_in_unless(pack: Path) -> None:
    listed = ", ".join(f'"公.{{1,{n % 900 + 1}}}{n}"' for n in range(20_000))
    write_rule(pack, f"    on: report\n    pattern: 公\n    message: m\n    unless: [{listed}]\n")


def many_patterns_in_an_expression(pack: Path) -> None:
    lets = "".join(f"      x{n}: '匹配(文字, \"公.{{900}}{n}\")'\n" for n in range(3_000))
    write_rule(pack, f"    on: report\n    let:\n{lets}    require: x1\n    message: m\n")


def many_rules(pack: Path) -> None:
    write_rules(pack, 2_500, lambda n: f"on: report, pattern: 公{n}, message: m")


def alias_bomb(pack: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (pack / "rules.yaml").write_text("\n".join(lines), encoding="utf-8")


def class_by_tag(pack: Path) -> None:
    (pack / "rules.yaml").write_text("rules: !!python/object/apply:os.system [touch ran]\n", encoding="utf-8")


def write_words(path: Path, first: int, count: int) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        file.write("summary: 大\nentries:\n")
        file.writelines(f"  - {{wrong: 词{n}}}\n" for n in range(first, first + count))


def million_entries(pack: Path) -> None:
    write_words(pack / "lexicons" / "words.yaml", 0, 1_000_000)


def million_entries_in_many_files(pack: Path) -> None:
    for n in range(40):
        write_words(pack / "lexicons" / f"words{n}.yaml", n * 25_000, 25_000)


def many_entries_in_small_files(pack: Path) -> None:
    for n in range(60):
        write_words(pack / "lexicons" / f"words{n}.yaml", n * 1_000, 1_000)


def ten_thousand_files(pack: Path) -> None:
    for n in range(10_000):
        (pack / f"r{n}.yaml").write_text("rules: []\n", encoding="utf-8")


def hundred_thousand_mistakes(pack: Path) -> None:
    (pack / "rules.yaml").write_text("rules: [" + "a," * 90_000 + "a]\n", encoding="utf-8")


def deep_nesting(pack: Path) -> None:
    (pack / "rules.yaml").write_text("rules: " + "[" * 100_000, encoding="utf-8")


def deep_expression(pack: Path) -> None:
    expression = "(" * 20_000 + "1" + ")" * 20_000 + " == 1"
    write_rule(pack, f'    on: report\n    require: "{expression}"\n    message: 深\n')


def deep_expression_within_the_length(pack: Path) -> None:
    write_rule(pack, f'    on: report\n    require: "{"非 " * 900}1 == 1"\n    message: 深\n')


def names_that_stand_for_each_other(pack: Path) -> None:
    write_rule(pack, "    on: report\n    let: {甲: 乙 + 1, 乙: 甲 + 1}\n    require: 甲 == 乙\n    message: 圈\n")


def message_in_a_message(pack: Path) -> None:
    write_rule(pack, f'    on: report\n    require: 1 == 1\n    message: "{"{(" * 900}年度{")}" * 900}"\n')


def packs_that_extend_each_other(pack: Path) -> None:
    (pack / "pack.yaml").write_text(MANIFEST + "extends: [other]\n", encoding="utf-8")
    other = pack.parent / "other"
    other.mkdir()
    (other / "pack.yaml").write_text('name: other\nversion: "1"\napi: 1\nextends: [ours]\n', encoding="utf-8")


def python_from_above(pack: Path) -> None:
    (pack.parent / "x.py").write_text("open('ran', 'w')\n")
    write_rule(pack, "    on: report\n    python: ../x.py\n    why-python: 逃出去\n")


def python_by_its_whole_path(pack: Path) -> None:
    (pack.parent / "x.py").write_text("open('ran', 'w')\n")
    write_rule(pack, f"    on: report\n    python: {pack.parent / 'x.py'}\n    why-python: 逃出去\n")


def linked_python(pack: Path) -> None:
    (pack.parent / "x.py").write_text("open('ran', 'w')\n")
    (pack / "y.py").symlink_to(pack.parent / "x.py")
    write_rule(pack, "    on: report\n    python: y.py\n    why-python: 逃出去\n")


def lexicon_from_above(pack: Path) -> None:
    write_words(pack.parent / "lexicons" / "words.yaml", 0, 3)
    write_rule(pack, "    on: report\n    lexicon: ../../lexicons/words\n    message: m\n")


def pack_from_above(pack: Path) -> None:
    (pack / "pack.yaml").write_text(MANIFEST + "extends: [../../secret]\n", encoding="utf-8")


def endless_file(pack: Path) -> None:
    (pack / "rules.yaml").symlink_to("/dev/zero")


def pipe_that_nobody_writes_to(pack: Path) -> None:
    os.mkfifo(pack / "rules.yaml")


REFUSED: Mapping[Make, str] = {
    nested_repeats: "重复次数过大",
    huge_program: "模式展开后有 16010 步，超过上限 10000",
    many_large_patterns: "规则包太大：模式展开后共超过上限 80000 步",
    many_patterns_too_large: "规则包太大：模式展开后共超过上限 80000 步",
    many_patterns_in_unless: "规则包太大：模式",
    many_patterns_in_an_expression: "规则包太大：模式展开后共超过上限 80000 步",
    many_rules: "规则包太大：规则共超过上限 2000 条",
    alias_bomb: "不能用锚点和别名",
    class_by_tag: "不能用标签",
    million_entries: "规则包太大：超过上限 500 个文件、16 MB",
    million_entries_in_many_files: "规则包太大：超过上限 500 个文件、16 MB",
    many_entries_in_small_files: "规则包太大：词条共超过上限 20000 个",
    ten_thousand_files: "规则包太大：超过上限 500 个文件、16 MB",
    hundred_thousand_mistakes: "错误超过 100 处，没有再看下去",
    deep_nesting: "嵌套超过 20 层",
    deep_expression: "表达式有 40006 字，超过上限 2000",
    deep_expression_within_the_length: "表达式嵌套超过 50 层",
    names_that_stand_for_each_other: "没有名为 乙 的值",
    message_in_a_message: "表达式在“{",
    packs_that_extend_each_other: "extends 绕成了圈",
    python_from_above: "的文件 ../x.py 不在规则包里",
    python_by_its_whole_path: "x.py 不在规则包里",
    linked_python: "的文件 y.py 不在规则包里",
    lexicon_from_above: "没有名为 ../../lexicons/words 的词表",
    pack_from_above: "extends 里写规则包的名称，不写路径 ../../secret",
    endless_file: "不是普通文件",
    pipe_that_nobody_writes_to: "不是普通文件",
}


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_it_is_refused_soon_with_the_reason(work: Work, make: Make) -> None:
    make(work.pack)
    start = spent()
    done = work.gklint("check", "--pack", "ours", "--allow-python", "ours", "报告.txt")
    assert spent() - start < SECONDS
    assert (done.returncode, done.stdout) == (2, "")
    assert REFUSED[make] in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) < 110
    assert not (work.folder / "ran").exists()


def linked_rules(pack: Path) -> Path:
    return pack / "rules.yaml"


def linked_words(pack: Path) -> Path:
    (pack / "lexicons").mkdir()
    return pack / "lexicons" / "words.yaml"


@pytest.mark.parametrize("place", [linked_rules, linked_words], ids=lambda place: place.__name__)
def test_a_link_out_of_the_pack_is_not_read(work: Work, place: Callable[[Path], Path]) -> None:
    secret = work.folder / "secret.yaml"
    secret.write_text("password: 秘密\n", encoding="utf-8")
    place(work.pack).symlink_to(secret)
    done = work.gklint("check", "--pack", "ours", "报告.txt")
    assert done.returncode == 2
    assert "是指到规则包外面的链接，没有读" in done.stderr
    assert "password" not in done.stderr
    assert "秘密" not in done.stderr


def test_a_folder_of_words_that_is_a_link_out_of_the_pack(work: Work) -> None:
    write_words(work.folder / "elsewhere" / "words.yaml", 0, 3)
    (work.pack / "lexicons").symlink_to(work.folder / "elsewhere")
    done = work.gklint("check", "--pack", "ours", "报告.txt")
    assert done.returncode == 2
    assert "是指到规则包外面的链接，没有读" in done.stderr


def test_python_of_a_stranger_runs_only_with_leave(work: Work) -> None:
    write_rule(work.pack, "    on: report\n    python: own.py\n    why-python: 试一试\n")
    (work.pack / "own.py").write_text("open('ran', 'w')\n")
    (work.folder / "gklint.toml").write_text('packs = ["ours"]\npython-rules = ["ours"]\n', encoding="utf-8")
    for options in ((), ("--isolated", "--pack", "ours")):  # a project cannot give itself leave
        done = work.gklint("check", *options, "报告.txt")
        assert done.returncode == 2
        assert "用 --allow-python ours" in done.stderr
        assert not (work.folder / "ran").exists()


# ---- what is harmless


def ambiguous_pattern(pack: Path) -> None:
    write_rule(pack, '    on: report\n    pattern: "(([^x]+)+)+y"\n    message: 慢\n')


def patterns_of_many_states(pack: Path) -> None:
    write_rules(pack, 10, lambda n: f'on: report, pattern: "[公开信].{{900}}{n}Z", message: m')


def groups_that_keep_their_places(pack: Path) -> None:
    write_rules(pack, 11, lambda n: f'on: report, pattern: "((.?){{200}})(.{{1,200}})[公{n}]", message: m, per: report')


def numbers_that_grow(pack: Path) -> None:
    lets = "".join(f"      x{n + 1}: x{n} * x{n}\n" for n in range(200))
    write_rule(pack, f"    on: report\n    let:\n      x0: 99999999999\n{lets}    require: x200 > 0\n    message: m\n")


def findings_without_end(pack: Path) -> None:
    write_rule(pack, "    on: report\n    pattern: .\n    message: 每个字都报\n")


HARMLESS = (
    ambiguous_pattern,
    patterns_of_many_states,
    groups_that_keep_their_places,
    numbers_that_grow,
    findings_without_end,
)


@pytest.mark.parametrize("make", HARMLESS, ids=lambda make: make.__name__)
def test_what_is_not_refused_takes_no_long_time_over_a_report(work: Work, make: Make) -> None:
    make(work.pack)
    start = spent()
    done = work.gklint("check", "--fail-on", "never", "--pack", "ours", "--format", "json", "报告.txt")
    assert spent() - start < SECONDS
    assert "Traceback" not in done.stderr
    crashed = re.findall(r"规则 OUR001（规则包 ours）出错：\w+", done.stdout)
    assert crashed == (["规则 OUR001（规则包 ours）出错：Overflow"] if make is numbers_that_grow else [])
    assert done.returncode == (2 if crashed else 0)


def test_an_ambiguous_pattern_on_a_long_text(work: Work) -> None:
    ambiguous_pattern(work.pack)
    (work.folder / "长.txt").write_text(REPORT + "公开" * 200_000, encoding="utf-8")
    start = spent()
    done = work.gklint("check", "--select", "OUR001", "--pack", "ours", "长.txt")
    assert spent() - start < SECONDS
    assert done.returncode == 0
