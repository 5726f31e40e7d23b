"""``docs/packs.md`` names every key, and what it shows can be loaded."""

import re
import subprocess
import sys
from pathlib import Path

from gklint.engine.check import Checker, CheckOptions
from gklint.engine.examples import base_texts, run_examples
from gklint.engine.manifest import FORM_KEYS, OVERRIDE_KEYS, TABLE_KEYS
from gklint.engine.manifest import KEYS as PACK_KEYS
from gklint.engine.metadata import ROLES
from gklint.engine.ruleset import load_ruleset
from gklint.engine.wants import TITLE_WORDS, WANT_NAMES
from gklint.engine.yaml_pack import load_pack
from gklint.engine.yaml_wants import DEADLINE_KEYS, LENGTH_KEYS, PARTS, WANTS
from gklint.report.read import read_document
from gklint.resources import rules_path
from gklint.text import Source

PAGE = (Path(__file__).parents[2] / "docs" / "packs.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n# (pack|rules)\.yaml\n(.*?)```", PAGE, re.DOTALL)


def test_every_key_is_on_the_page() -> None:
    keys = (*PACK_KEYS, *OVERRIDE_KEYS, *FORM_KEYS, *TABLE_KEYS, *WANTS, *DEADLINE_KEYS, *LENGTH_KEYS, *ROLES)
    words = (*keys, *PARTS, *TITLE_WORDS, *WANT_NAMES)
    assert [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", PAGE)] == []


def test_what_it_shows_is_right(tmp_path: Path) -> None:
    manifest = "".join(block for kind, block in BLOCKS if kind == "pack")
    (tmp_path / "pack.yaml").write_text(manifest, encoding="utf-8")
    for number, block in enumerate(block for kind, block in BLOCKS if kind == "rules"):
        (tmp_path / f"rules{number}.yaml").write_text(block, encoding="utf-8")
    pack = load_pack(tmp_path, allow_python=False)
    rules = load_ruleset([load_pack(rules_path() / "core", allow_python=True), pack]).rules
    assert {type(rule.body).__name__ for rule in pack.rules} == {"WantBody"}
    assert len({type(rule.body.want) for rule in pack.rules}) == len(WANTS)  # type: ignore[union-attr]
    assert not rules["STR017"].enabled
    assert "申请=宗" in rules["UNT001"].options["名词量词"].default  # type: ignore[operator]


def test_the_python_rule_on_the_page_works_and_is_typed(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```yaml\n(rules:\n.*?)```", PAGE, re.DOTALL)
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "pack.yaml").write_text('name: my-city\nversion: "1"\napi: 1\n', encoding="utf-8")
    (tmp_path / "rules.yaml").write_text(shown, encoding="utf-8")
    (tmp_path / "checks.py").write_text(code, encoding="utf-8")
    core = load_pack(rules_path() / "core", allow_python=True)
    rules = load_ruleset([core, load_pack(tmp_path, allow_python=True)])
    found = run_examples(rules, base_texts(core), lambda text: read_document(Source("a.txt", text)), {"MYC020"})
    assert [failure.reason for failure in found] == []
    unread = read_document(Source("a.txt", base_texts(core)["2021"].replace("数量 | 14 |", "数量 | 十四 |")))
    findings = Checker(rules, CheckOptions(selected=frozenset({"MYC020"}))).check(unread)
    assert [(one.code, one.column) for one in findings.not_run] == [("MYC020", "自然人")]
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "checks.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
