"""``gklint new`` and the schemas for editors."""

import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gklint.engine import fields as fields_module
from gklint.engine.manifest import KEYS as PACK_KEYS
from gklint.engine.problems import Problems
from gklint.engine.schema import ENTRY_KEYS, RULE_KEYS, schema_text, schemas
from gklint.engine.yaml_pack import load_pack
from gklint.engine.yaml_source import Node, Scalar, Sequence, read_yaml
from gklint.packs import CORE, shipped
from tests.packs.test_pack_option import Work

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return Work(tmp_path)


def told(done: "subprocess.CompletedProcess[str]") -> str:
    return done.stdout + done.stderr


def test_a_new_pack_and_a_new_rule_pass_their_tests(work: Work) -> None:
    assert work.gklint("new", "pack", "our-bureau").returncode == 0
    done = work.gklint("test", "our-bureau")
    assert done.returncode == 0, told(done)
    assert "样例 12 条，全部通过" in done.stdout
    assert work.gklint("new", "rule", "OUR010", "--in", "our-bureau").returncode == 0
    done = work.gklint("test", "our-bureau")
    assert (done.returncode, "样例 16 条，全部通过" in done.stdout) == (0, True), told(done)
    text = (work.folder / "报告.txt").read_text(encoding="utf-8").replace("政府网站", "办事大厅", 1)
    (work.folder / "b.txt").write_text(text + "\n群众可到办事大厅查询。\n", encoding="utf-8")
    assert "OUR003" in work.gklint("check", "--pack", "our-bureau", "b.txt").stdout


def test_what_a_rule_breaks_is_seen(work: Work) -> None:
    work.gklint("new", "pack", "our-bureau")
    path = work.folder / "our-bureau" / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("结转下年度 <= 本年新收", "结转下年度 < 本年新收"), encoding="utf-8")
    assert work.gklint("test", "our-bureau").returncode == 0  # no example stands on the edge
    path.write_text(text.replace("when: 本年新收 > 0", "when: 本年新收 < 0"), encoding="utf-8")
    done = work.gklint("test", "our-bureau")
    assert done.returncode == 1
    assert "OUR002 坏样例第 1 条：坏样例没有报出" in done.stdout


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def run_pytest(work: Work, *args: str) -> "subprocess.CompletedProcess[str]":
    """pytest with gklint's plugin alone, as an environment without other plugins has it."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "gklint.pytest_plugin", "-p", "no:cacheprovider", *args],
        cwd=work.folder,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "GKLINT_CACHE_DIR": str(work.folder / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


def test_pytest_runs_each_example(work: Work) -> None:
    work.gklint("new", "pack", "our-bureau")
    done = run_pytest(work, "our-bureau", "-v")
    assert done.returncode == 0, told(done)
    assert "our-bureau/pack.yaml::OUR002-bad-1 PASSED" in done.stdout
    assert "13 passed" in done.stdout  # twelve examples, and the base reports
    change(work.folder / "our-bureau" / "rules.yaml", "when: 本年新收 > 0", "when: 本年新收 < 0")
    done = run_pytest(work, "our-bureau", "-v")
    assert done.returncode == 1
    assert "our-bureau/pack.yaml::OUR002-bad-1 FAILED" in done.stdout
    assert "坏样例没有报出\n单元格 结转下年度.自然人 填“99”" in done.stdout
    assert "2 failed, 11 passed" in done.stdout


def test_pytest_leaves_another_program_s_file_alone(work: Work) -> None:
    (work.folder / "theirs").mkdir()
    (work.folder / "theirs" / "pack.yaml").write_text("name: theirs\nref: theirs\n", encoding="utf-8")
    done = run_pytest(work, "theirs")
    assert (done.returncode, "no tests ran" in done.stdout) == (5, True), told(done)


def test_pytest_names_what_is_wrong_with_a_pack_or_its_base_report(work: Work) -> None:
    work.gklint("new", "pack", "our-bureau")
    base = work.folder / "our-bureau" / "base" / "2021.txt"
    base.write_text(base.read_text(encoding="utf-8").replace("六、其他需要报告的事项\n", ""), encoding="utf-8")
    done = run_pytest(work, "our-bureau", "-k", "base")
    assert (done.returncode, "base/2021.txt  报出 STR001" in done.stdout) == (1, True), told(done)
    path = work.folder / "our-bureau" / "rules.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("on: prose", "on: proze"), encoding="utf-8")
    done = run_pytest(work, "our-bureau")
    assert done.returncode == 2
    assert re.search(r"our-bureau/rules.yaml:\d+:\d+: 没有名为 proze 的选择器（是否想写 prose", done.stdout), told(done)


def test_pytest_says_how_python_is_allowed(work: Work) -> None:
    work.gklint("new", "pack", "our-bureau")
    change(
        work.folder / "our-bureau" / "rules.yaml",
        "subheadings: [主动公开]",
        "on: report\n    python: own.py\n    why-python: 试验",
    )
    (work.folder / "our-bureau" / "own.py").touch()
    done = run_pytest(work, "our-bureau")
    assert (done.returncode, "在 pytest 里许可：--gklint-allow-python" in done.stdout) == (2, True), told(done)


def test_a_pack_explains_itself(work: Work) -> None:
    done = work.gklint("explain", "--pack", "sichuan", "--isolated")
    assert done.returncode == 0
    assert "DB51/T 2660—2019" in done.stdout
    assert re.search(r"^  SC002  提示  惯例  ", done.stdout, re.MULTILINE)
    (data,) = json.loads(work.gklint("explain", "--pack", "shanghai", "--format", "json").stdout)
    assert (data["name"], data["extends"], data["rules"][0]["code"]) == ("shanghai", ["core"], "SH001")
    assert "DAT002 的依据改为 DB51/T 2660—2019" in done.stdout
    assert "DAT002 的依据的性质改为 官方文件" in done.stdout
    done = work.gklint("explain")
    assert (done.returncode, "--pack 名称" in done.stderr) == (2, True)


CHANGES = """\
overrides:
  STR001: {severity: warning, enabled: false, summary: 缺一不可}
  STR006: {grades: {断号: info}}
  UNT001: {extend-options: {名词量词: [申请=宗]}}
  DAT002: {status: official}
forms:
  2021:
    headings: {litigation: [复议诉讼情况]}
    tables: {proactive: {extra-rows: [其他文件]}}
"""


def test_every_sort_of_change_is_told(work: Work) -> None:
    manifest = work.pack / "pack.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + CHANGES, encoding="utf-8")
    done = work.gklint("explain", "--pack", "ours")
    assert done.returncode == 0, told(done)
    for line in (
        "STR001 的级别改为 警告",
        "STR001 的是否启用改为 否",
        "STR001 的一句话说明改为 缺一不可",
        "STR006 的等级 断号 的级别改为 提示",
        "UNT001 的选项 名词量词 里添上 申请=宗",
        "DAT002 的依据的性质改为 官方文件",
        "2021 版标题 litigation：复议诉讼情况",
        "2021 版增行 proactive：其他文件",
    ):
        assert f"  - {line}\n" in done.stdout, line
    assert work.gklint("explain", "--pack", "ours", "--format", "json").returncode == 0


def test_a_pack_named_by_the_configuration_and_on_the_command_line_is_one_pack(work: Work) -> None:
    work.gklint("new", "pack", "our-bureau")
    (work.folder / "gklint.toml").write_text('packs = ["our-bureau"]\n', encoding="utf-8")
    done = work.gklint("explain", "--pack", "our-bureau")
    assert done.returncode == 0, told(done)
    assert "规则 3 条" in done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("pack", "Our_Bureau"), "小写字母、数字和连字符"),
        (("pack", "core"), "gklint 自带的"),
        (("pack", "ours"), "已经有了"),
        (("pack", "x1", "--prefix", "GK"), "GK 除外"),
        (("rule", "X1"), "两到四个大写字母"),
        (("rule", "STR001", "--in", "ours"), "已在"),
        (("rule", "OUR001"), "不是规则包"),
    ],
)
def test_nothing_is_written_over_or_named_wrongly(work: Work, args: tuple[str, ...], words: str) -> None:
    before = sorted(path.name for path in work.folder.rglob("*") if "cache" not in path.parts)
    done = work.gklint("new", *args)
    assert done.returncode == 2
    assert words in done.stderr
    assert before == sorted(path.name for path in work.folder.rglob("*") if "cache" not in path.parts)


def test_the_schemas_are_up_to_date() -> None:
    for name, schema in schemas().items():
        found = (SCHEMAS / name).read_text(encoding="utf-8")
        assert found == schema_text(schema), f"python -m gklint.engine.schema docs/schema  # {name}"


def test_the_tables_have_just_the_keys_that_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever the reader of a rule, a lexicon or a manifest asks for is in the table of its keys, and no more."""
    asked: dict[str, set[str]] = {}
    close = fields_module.Fields.close

    def closed(self: fields_module.Fields) -> None:
        kind = "rule" if self.what.startswith("规则 ") else self.what.strip()
        asked.setdefault(kind, set()).update(self._asked)
        close(self)

    monkeypatch.setattr(fields_module.Fields, "close", closed)
    load_pack(shipped()[CORE], allow_python=True)
    assert asked["rule"] == set(RULE_KEYS)
    assert asked["词条"] == set(ENTRY_KEYS)
    assert asked["pack.yaml"] == set(PACK_KEYS)


def rules_of(schema: dict[str, Any], **changed: Any) -> bool:
    jsonschema: Any = pytest.importorskip("jsonschema")
    rule: dict[str, Any] = {
        "code": "ABC001", "name": "a-rule", "summary": "说明", "basis": "依据", "severity": "info", "on": "prose",
        "pattern": "坏", "message": "坏", **changed,
    }  # fmt: skip
    data = {"rules": [{key: value for key, value in rule.items() if value is not None}]}
    return bool(jsonschema.Draft202012Validator(schema).is_valid(data))


def test_a_schema_refuses_what_gklint_refuses() -> None:
    schema = schemas()["rules.schema.json"]
    assert rules_of(schema)
    assert rules_of(schema, grades={"轻": {"level": "info", "when": "真"}})
    assert not rules_of(schema, code="abc1")
    assert not rules_of(schema, on="proze")
    assert not rules_of(schema, require="1 == 1")
    assert not rules_of(schema, summary=None)
    assert not rules_of(schema, sumary="x")


def plain(node: Node) -> Any:
    """The node as JSON has it."""
    if isinstance(node, Scalar):
        return int(node.value) if isinstance(node.value, Decimal) and node.value % 1 == 0 else node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def test_every_shipped_file_fits_its_schema() -> None:
    jsonschema: Any = pytest.importorskip("jsonschema")
    kinds = {name: jsonschema.Draft202012Validator(schema) for name, schema in schemas().items()}
    for root in shipped().values():
        for path in (*root.glob("*.yaml"), *root.glob("lexicons/*.yaml")):
            kind = "pack" if path.name == "pack.yaml" else "lexicon" if path.parent.name == "lexicons" else "rules"
            node = read_yaml(path.read_bytes(), Problems(path.name))
            assert node is not None
            data = plain(node)
            errors = [error.message[:200] for error in kinds[f"{kind}.schema.json"].iter_errors(data)]
            assert errors == [], path.name
