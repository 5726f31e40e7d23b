"""The generator of synthetic reports: same seed same bytes, sums that hold, prose that differs, every layout whole."""

import random
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from bench.figures import OUTCOMES, leaf_rows
from bench.generate import generate, parse_layouts, reports, write
from bench.grids import REQUEST_LABELS
from bench.reports import KINDS, LAYOUTS, SyntheticReport, expected_tables, make_report, render

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
WITH_BLANKS = [layout for layout in LAYOUTS if layout not in (1, 2, "spaced")]
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(万元)?")


@pytest.fixture(scope="module")
def many() -> list[SyntheticReport]:
    return list(reports(300, seed=11))


def of_form(many: list[SyntheticReport], form: str) -> list[SyntheticReport]:
    found = [report for report in many if report.form == form]
    assert len(found) > 50
    return found


def overview(report: SyntheticReport) -> str:
    return "".join(text for part in report.sections[0].parts for text in (part.heading, *part.paragraphs))


# -- determinism


def test_the_same_seed_gives_the_same_reports_and_another_seed_others() -> None:
    assert list(generate(40, seed=5)) == list(generate(40, seed=5))
    assert list(generate(40, seed=5)) != list(generate(40, seed=6))


def test_asking_for_more_does_not_change_the_first_ones() -> None:
    assert list(generate(60, seed=5))[:40] == list(generate(40, seed=5))


def test_a_report_depends_on_nothing_but_its_rng() -> None:
    assert make_report(random.Random(4), "2021", "县级政府") == make_report(random.Random(4), "2021", "县级政府")


def test_files_hold_what_generate_gives(tmp_path: Path) -> None:
    paths = write(tmp_path / "new", 30, seed=5)
    assert [(path.name, path.read_bytes().decode()) for path in paths] == list(generate(30, seed=5))
    assert {path.suffix for path in paths} == {".txt"}
    assert {path.suffix for path in write(tmp_path, 11, seed=5, layouts=(13, "markdown"))} == {".html", ".md"}


def test_layouts_on_the_command_line() -> None:
    assert parse_layouts("3,4,tsv") == (3, 4, "tsv")
    with pytest.raises(ValueError, match="12"):
        parse_layouts("3,12")


# -- numbers


def test_requests_balance_in_every_column(many: list[SyntheticReport]) -> None:
    for report in many:
        rows = report.tables["requests"]
        for column in (*APPLICANTS, "总计"):
            came = rows["本年新收"][column] + rows["上年结转"][column]
            assert came == rows["总计"][column] + rows["结转下年度"][column]
            assert rows["总计"][column] == sum(rows[row][column] for row in leaf_rows(report.form))


def test_every_row_of_requests_adds_up(many: list[SyntheticReport]) -> None:
    for report in many:
        for cells in report.tables["requests"].values():
            assert cells["总计"] == sum(cells[column] for column in APPLICANTS)


def test_the_forms_differ_in_their_rows(many: list[SyntheticReport]) -> None:
    assert {len(report.tables["requests"]) for report in of_form(many, "2019")} == {23}
    assert {len(report.tables["requests"]) for report in of_form(many, "2021")} == {25}


def test_litigation_adds_up_and_needs_requests(many: list[SyntheticReport]) -> None:
    seen = 0
    for report in many:
        rows = report.tables["litigation"]
        for cells in rows.values():
            assert cells["总计"] == sum(cells[outcome] for outcome in OUTCOMES)
        cases = sum(cells["总计"] for cells in rows.values())
        seen += bool(cases)
        if cases:
            assert report.tables["requests"]["总计"]["总计"] > 0
        if report.year >= 2024:
            assert rows["未经复议直接起诉"]["总计"] == 0
    assert seen > 30


def test_proactive_of_2021(many: list[SyntheticReport]) -> None:
    for report in of_form(many, "2021"):
        rows = report.tables["proactive"]
        assert set(rows["规章"].values()) == {0}
        documents = rows["行政规范性文件"]
        assert documents["现行有效"] > documents["制发"] or not documents["制发"]
        fee = rows["行政事业性收费"]["收费金额"]
        assert 0 <= fee < 1000
        assert fee == fee.quantize(Decimal("0.0001"))


def test_proactive_of_2019(many: list[SyntheticReport]) -> None:
    for report in of_form(many, "2019"):
        rows = report.tables["proactive"]
        documents = rows["规范性文件"]
        assert (documents["新制作"] > 0) <= (documents["新公开"] > 0)
        assert documents["对外公开总数"] > documents["新公开"] or not documents["新公开"]
        for row in ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制"):
            before, change, made = (rows[row][key] for key in ("上一年项目数量", "增减", "处理决定"))
            assert before + change >= 0
            assert made == 0 or made not in (before + change, before - change)
        assert rows["行政事业性收费"]["上一年项目数量"] + rows["行政事业性收费"]["增减"] >= 0
        assert 0 < rows["政府集中采购"]["总金额"] < 10000


def test_years_fit_the_form_and_all_kinds_occur(many: list[SyntheticReport]) -> None:
    assert {report.year for report in many if report.form == "2019"} == {2019, 2020}
    assert {report.year for report in many if report.form == "2021"} == {2021, 2022, 2023, 2024, 2025}
    assert {report.kind for report in many} == set(KINDS)


# -- prose


def stated(pattern: str, text: str) -> int | None:
    found = re.search(pattern, text)
    return int(found[1]) if found else None


def test_prose_states_the_numbers_of_the_tables(many: list[SyntheticReport]) -> None:
    for report in many:
        text, rows = overview(report), report.tables["requests"]
        new = rows["本年新收"]["总计"]
        assert stated(r"收到政府信息公开申请(\d+)件", text) == (new or None)
        assert ("未收到政府信息公开申请" in text) == (new == 0)
        assert stated(r"上年结转(\d+)件", text) == (rows["上年结转"]["总计"] or None)
        assert stated(r"(?:共|全年|本年度)办结(\d+)件", text) == (rows["总计"]["总计"] or None)
        assert stated(r"结转下年度继续办理(\d+)件", text) == (rows["结转下年度"]["总计"] or None)
        refused = sum(cells["总计"] for row, cells in rows.items() if row.startswith("不予公开"))
        assert stated(r"不予公开(\d+)件", text) == (refused or None)
        cases = report.tables["litigation"]
        assert stated(r"行政复议(\d+)件", text) == (cases["行政复议"]["总计"] or None)
        suits = cases["未经复议直接起诉"]["总计"] + cases["复议后起诉"]["总计"]
        assert stated(r"行政诉讼(\d+)件", text) == (suits or None)


def test_prose_states_the_documents_of_the_table(many: list[SyntheticReport]) -> None:
    for report in many:
        text, rows = overview(report), report.tables["proactive"]
        if report.form == "2021":
            documents = rows["行政规范性文件"]
            assert stated(r"制发行政规范性文件(\d+)件", text) == (documents["制发"] or None)
            assert stated(r"废止(\d+)件", text) == (documents["废止"] or None)
            assert stated(r"现行有效(\d+)件", text) == (documents["现行有效"] or None)
        else:
            assert stated(r"新制作规范性文件(\d+)件", text) == (rows["规范性文件"]["新制作"] or None)
        assert stated(r"行政处罚决定(\d+)件", text) in (None, rows["行政处罚"]["处理决定"])


def test_parts_of_what_was_published_make_up_the_whole(many: list[SyntheticReport]) -> None:
    for report in many:
        sentence = next(s for s in overview(report).split("。") if "主动公开政府信息" in s and "其中" in s)
        whole, *parts = map(int, re.findall(r"(\d+)条", sentence))
        assert len(parts) == 3
        assert whole == sum(parts)


def test_the_five_elements_and_long_enough_issues(many: list[SyntheticReport]) -> None:
    for report in many:
        for element in ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"):
            assert f"）{element}" in overview(report)
        issues = "".join(text for part in report.sections[4].parts for text in part.paragraphs)
        assert len(issues) >= 100
        other = "".join(text for part in report.sections[5].parts for text in part.paragraphs)
        assert ("信息处理费" in other) == (report.form == "2021")


def test_fees_for_processing_stay_below_those_of_the_table(many: list[SyntheticReport]) -> None:
    for report in of_form(many, "2021"):
        charged = re.search(r"收取信息处理费([\d.]+)万元", "".join(report.paragraphs()))
        if charged:
            assert 0 < Decimal(charged[1]) < report.tables["proactive"]["行政事业性收费"]["收费金额"]


def test_the_law_is_named_in_full_exactly_once_and_first(many: list[SyntheticReport]) -> None:
    for report in many:
        text = "".join(report.paragraphs())
        assert text.count("《中华人民共和国政府信息公开条例》（以下简称《条例》）") == 1
        assert text.index("《中华人民共和国政府信息公开条例》") < text.index("《条例》")


def test_punctuation_is_full_width_and_paired(many: list[SyntheticReport]) -> None:
    for report in many:
        for text in report.paragraphs():
            assert text.endswith("。")
            assert not re.search(r"[\s,;:!?()\[\]{}|\"'=]|[，。；：、]{2}", text), text
            for opening, closing in ("“”", "《》", "（）", "〈〉", "〔〕"):
                assert text.count(opening) == text.count(closing)


def test_paragraphs_differ_between_and_within_reports(many: list[SyntheticReport]) -> None:
    seen = Counter(text for report in many for text in report.paragraphs() if len(text) >= 40)
    recurring = sum(count for count in seen.values() if count > 1)
    assert recurring / seen.total() < 0.05
    for report in many:
        assert len(set(report.paragraphs())) == len(report.paragraphs())


def test_reports_are_about_as_long_as_real_ones(many: list[SyntheticReport]) -> None:
    texts = [render(report, 4) for report in many]
    assert 3000 < sum(map(len, texts)) / len(texts) < 4000
    assert 6500 < sum(len(text.encode()) for text in texts) / len(texts) < 9000
    assert all(2500 < len(text) < 5000 for text in texts)


# -- layouts


def printed(report: SyntheticReport, blanks: bool = False) -> list[str]:
    """The numbers in the order of the form, as its cells should show them."""
    found = []
    for rows in expected_tables(report, blanks=blanks).values():
        for cells in rows.values():
            for column, value in cells.items():
                if value is not None:
                    sign = "+" if column == "增减" and value > 0 else ""
                    found.append(f"{sign}{value:f}{'万元' if column == '总金额' else ''}")
    return found


def tables_text(text: str) -> str:
    """What stands between the headings of section two and section five, without HTML."""
    body = text[text.index("二、主动公开政府信息情况\n" if "<" not in text else "二、主动公开政府信息情况<") :]
    return re.sub(r"<[^>]*>", "\n", body[: body.index("五、存在的主要问题及改进情况")]).replace("&nbsp;", "")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_holds_all_numbers_in_order(many: list[SyntheticReport], layout: int | str) -> None:
    for report in many[:24]:
        tokens = re.split(r"[|\s]+", tables_text(render(report, layout)))
        assert [token for token in tokens if NUMBER.fullmatch(token)] == printed(report)


@pytest.mark.parametrize("layout", WITH_BLANKS)
def test_blanks_leave_out_nothing_but_noughts(many: list[SyntheticReport], layout: int | str) -> None:
    for report in many[:12]:
        tokens = re.split(r"[|\s]+", tables_text(render(report, layout, blanks=True)))
        assert [token for token in tokens if NUMBER.fullmatch(token)] == printed(report, blanks=True)


@pytest.mark.parametrize("layout", [1, 2, "spaced"])
def test_blanks_are_refused_where_they_cannot_be_seen(many: list[SyntheticReport], layout: int | str) -> None:
    with pytest.raises(ValueError, match="empty"):
        render(many[0], layout, blanks=True)


def test_an_unknown_layout_is_refused(many: list[SyntheticReport]) -> None:
    with pytest.raises(ValueError, match="no layout 12"):
        render(many[0], 12)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_holds_all_labels(many: list[SyntheticReport], layout: int | str) -> None:
    for report in many[:12]:
        text = re.sub(r"[\s]", "", tables_text(render(report, layout)))
        keys = {part for row in report.tables["requests"] for part in (row, row.split("/")[0])}
        labels = [REQUEST_LABELS[key] for key in keys] + [
            "三、本年度办理结果",
            "法人或其他组织",
            *APPLICANTS,
            *OUTCOMES,
        ]
        labels += ["未经复议直接起诉", "复议后起诉", "行政事业性收费", "第二十条第（八）项"]
        labels += ["对外公开总数量", "政府集中采购"] if report.form == "2019" else ["现行有效件数", "行政规范性文件"]
        assert [label for label in labels if label not in text] == []


@pytest.mark.parametrize("blanks", [False, True])
def test_bars_of_a_table_are_the_same_number_in_each_line(many: list[SyntheticReport], blanks: bool) -> None:
    for report in many[:12]:
        for layout, least in ((4, 9), (5, 10), ("markdown", 11)):
            lines = render(report, layout, blanks=blanks).splitlines()
            start = next(i for i, line in enumerate(lines) if "三、收到和处理" in line) + 1
            rows = [line for line in lines[start : start + 40] if "|" in line and "行政复议" not in line][:26]
            counts = {line.count("|") for line in rows}
            assert len(counts) == 1
            assert min(counts) >= least


def test_merged_cells_of_html_fill_ten_columns() -> None:
    report = make_report(random.Random(2), "2021", "县级部门")
    table = render(report, 13).split("<table>")[2]
    covered: dict[int, int] = {}
    for line, row in enumerate(re.findall(r"<tr>(.*?)</tr>", table)):
        for spans in re.findall(r"<td([^>]*)>", row):
            wide, tall = (int(m[1]) if (m := re.search(rf'{a}span="(\d+)"', spans)) else 1 for a in ("col", "row"))
            for below in range(tall):
                covered[line + below] = covered.get(line + below, 0) + wide
    assert covered == dict.fromkeys(range(3 + 25), 10)


def test_layout_3_shows_cells_from_above_as_empty_ones() -> None:
    report = make_report(random.Random(2), "2021", "县级部门")
    text = render(report, 3)
    assert "\n\n\t\n\t\n\t2.其他法律行政法规禁止公开\n\t" in text
    assert "\n\n\t\n\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\n\t" in text
    assert "\n\n\t四、结转下年度继续办理\n\t" in text
