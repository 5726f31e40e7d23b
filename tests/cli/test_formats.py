"""All formats at once: valid, and the same bytes from one process, from two, and from the cache."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft4Validator
from lxml import etree, html

from gklint.reporters.base import FORMATS
from tests.cli.conftest import REPORT, Gklint

SCHEMAS = Path(__file__).parents[1] / "schemas"
HIDDEN = '[[suppress]]\npath = "报告/*.txt"\ncode = "PUN"\nreason = "旧报告"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports with findings, one without, a file that is none, one that cannot be read, and a suppression."""
    faulty = REPORT.replace("（一）主动公开", "(一)主动公开").replace("。", ",好。", 2)
    reports = tmp_path / "报告"
    reports.mkdir()
    (reports / "一.txt").write_text(faulty, encoding="utf-8")
    (reports / "二.md").write_text(REPORT, encoding="utf-8")
    (reports / "三 & <四>.txt").write_text(faulty.replace("三、", "四、", 1), encoding="utf-8")
    (reports / "值班.txt").write_text("今天开会。\n", encoding="utf-8")
    (reports / "坏.txt").write_bytes(b"\xff\xff\xff\xff")
    (tmp_path / "gklint.toml").write_text(HIDDEN, encoding="utf-8")
    return tmp_path


def outputs(gklint: Gklint, folder: Path, name: str, *more: str) -> dict[str, bytes]:
    """The bytes of every format, all from one run."""
    wanted = [word for form in FORMATS for word in ("--output", f"{form}={name}.{form}.out")]
    outcome = gklint("check", "报告", *more, *wanted, env={"GKLINT_CACHE_DIR": str(folder / ".cache")})
    assert outcome.status == 2, outcome.err  # one file cannot be read
    return {form: (folder / f"{name}.{form}.out").read_bytes() for form in FORMATS}


def test_every_format_from_one_run(gklint: Gklint, folder: Path) -> None:
    texts = {form: data.decode() for form, data in outputs(gklint, folder, "a").items()}
    data = json.loads(texts["json"])
    found = len(data["diagnostics"])
    suppressed = data["summary"]["suppressed"]
    assert suppressed > 0
    log = json.loads(texts["sarif"])
    schema = json.loads((SCHEMAS / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert list(Draft4Validator(schema).iter_errors(log)) == []
    (run,) = log["runs"]
    assert len(run["results"]) == found
    assert len([result for result in run["results"] if "suppressions" in result]) == suppressed
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])
    suites = etree.fromstring(texts["junit"].encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(suites)
    assert [suite.get("name") for suite in suites] == [file["path"] for file in data["files"]]
    assert len(json.loads(texts["gitlab"])) == found - suppressed
    assert [json.loads(line)["type"] for line in texts["jsonl"].splitlines()].count("diagnostic") == found
    assert len(re.findall("^::", texts["github"], re.MULTILINE)) == found - suppressed
    counted = html.document_fromstring(texts["html"]).xpath("sum(//article/@data-count)")
    assert counted == found
    assert texts["grouped"].splitlines()[-1] == texts["concise"].splitlines()[-1]


def test_two_processes_and_a_full_cache_change_no_byte(gklint: Gklint, folder: Path) -> None:
    first = outputs(gklint, folder, "a", "--no-cache")
    for name, more in (("b", ("--jobs", "2")), ("c", ())):  # the second fills the cache, the third takes from it
        again = outputs(gklint, folder, name, *more)
        assert [form for form in FORMATS if again[form] != first[form]] == []
