"""A second kind of report, added by a plugin: its form, its detection, its rules; nothing of the annual report's."""

import json

import pytest

from tests.plugins.conftest import Site

PLUGIN = """
from pathlib import Path

from gklint.extensions import PluginPack, ReportKind
from gklint.plugins import hookimpl

HERE = Path(__file__).parent / "visits_data"


@hookimpl
def gklint_report_kinds():
    return [ReportKind("visits", HERE / "forms", lambda source: "来访接待情况月报" in source.text[:200])]


@hookimpl
def gklint_packs():
    return [PluginPack("visits", HERE / "pack")]
"""
FORM = """\
kind: visits
form: "v1"
basis: 接待办法
years: {from: 2000}
sections:
  - {role: received, number: 一, title: 接待情况, variants: [接待的情况]}
tables:
  - name: visitors
    title: 接待情况
    section: received
    layout: matrix
    columns:
      - {key: 当月, label: 当月人次}
      - {key: 累计, label: 累计人次}
    rows:
      - {key: 个人, label: 个人来访}
      - {key: 单位, label: 单位来访}
"""
RULES = """\
rules:
  - code: VIS001
    name: month-within-total
    summary: 当月不多于累计
    basis: 接待办法
    severity: error
    on: visitors.row
    require: 当月 <= 累计
    message: "{行}：当月 {当月} 多于累计 {累计}"
    mark: [当月]
"""
TEXT = """\
青川区2023年来访接待情况月报
一、接待情况
| 项目 | 当月人次 | 累计人次 |
| 个人来访 | 5 | 12 |
| 单位来访 | 9 | 3 |
"""


@pytest.fixture
def visits(site: Site) -> Site:
    site.install("visits", PLUGIN)
    data = site.folder / "visits_data"
    (data / "forms").mkdir(parents=True)
    (data / "forms" / "v1.yaml").write_text(FORM, encoding="utf-8")
    (data / "pack").mkdir()
    manifest = 'name: visits\nversion: "1"\napi: 1\nkind: visits\n'
    (data / "pack" / "pack.yaml").write_text(manifest, encoding="utf-8")
    (data / "pack" / "rules.yaml").write_text(RULES, encoding="utf-8")
    (site.work / "月报.txt").write_text(TEXT, encoding="utf-8")
    return site


def test_its_own_form_and_rules_and_no_others(visits: Site) -> None:
    outcome = visits.gklint("check", "--format", "json", "--pack", "visits", "--select", "VIS,STR,TBL,ARI", "月报.txt")
    data = json.loads(outcome.out)
    assert [(f["status"], f["kind"], f["form"]) for f in data["files"]] == [("checked", "visits", "v1")]
    assert [(d["code"], d["message"], d["start"]["line"]) for d in data["diagnostics"]] == [
        ("VIS001", "单位：当月 9 多于累计 3", 5)
    ]
    assert outcome.status == 1


def test_rows_of_one_name_are_told_apart_by_their_group(visits: Site) -> None:
    form = FORM.replace(
        "    rows:\n", "    groups:\n      - {key: 来访, label: 来访}\n      - {key: 来信, label: 来信}\n    rows:\n"
    )
    form += "      - {key: 来访/合计, label: 合计, within: 来访}\n      - {key: 来信/合计, label: 合计, within: 来信}\n"
    (visits.folder / "visits_data" / "forms" / "v1.yaml").write_text(form, encoding="utf-8")
    text = TEXT + "| 来访 | 合计 | 14 | 15 |\n| 来信 | 合计 | 8 | 7 |\n"
    (visits.work / "月报.txt").write_text(text, encoding="utf-8")
    found = json.loads(visits.gklint("check", "--format", "json", "--pack", "visits", "月报.txt").out)["diagnostics"]
    assert [d["message"] for d in found if d["code"] == "VIS001"] == [
        "单位：当月 9 多于累计 3",
        "来信/合计：当月 8 多于累计 7",
    ]


def test_without_the_plugin_the_pack_says_what_it_lacks(visits: Site) -> None:
    pack = str(visits.folder / "visits_data" / "pack")
    outcome = visits.gklint("check", "--pack", pack, "月报.txt", GKLINT_DISABLE_PLUGINS="visits")
    assert outcome.status == 2
    assert "没有报告种类 visits" in outcome.err
