"""``docs/packs.md`` names every key, and what it shows can be loaded."""

import re
from pathlib import Path

from gklint.engine.manifest import FORM_KEYS, OVERRIDE_KEYS, TABLE_KEYS
from gklint.engine.manifest import KEYS as PACK_KEYS
from gklint.engine.metadata import ROLES
from gklint.engine.ruleset import load_ruleset
from gklint.engine.wants import TITLE_WORDS, WANT_NAMES
from gklint.engine.yaml_pack import load_pack
from gklint.engine.yaml_wants import DEADLINE_KEYS, LENGTH_KEYS, PARTS, WANTS
from gklint.resources import rules_path

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
