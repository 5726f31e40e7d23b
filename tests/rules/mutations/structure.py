"""Mutations of titles, headings, sections and what they hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bench.model import Part, SyntheticSection

from .kit import (
    NEW,
    TABLES,
    Change,
    Draft,
    Mutation,
    body,
    chain,
    heading,
    only,
    preface,
    say,
    signed,
    swap,
    title,
    without,
)

_BASIS = "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第五十条规定，编制本报告。"
_PLAIN_TEXT = (4, 2, 7)


def _without_section(role: str, following: str) -> Change:
    """A section is not there; the place is the heading that comes instead."""

    def change(draft: Draft) -> Draft:
        sections = tuple(
            s._replace(heading=f"⟦{s.heading}⟧") if s.role == following else s
            for s in draft.report.sections
            if s.role != role
        )
        return replace(draft, report=replace(draft.report, sections=sections))

    return change


def _repeated_heading(draft: Draft) -> Draft:
    first, *others = draft.report.sections
    again = SyntheticSection("", f"⟦{first.heading}⟧", (Part("", ("以上为全年政府信息公开的总体情况。",)),))
    return replace(draft, report=replace(draft.report, sections=(first, again, *others)))


def _swapped_sections(draft: Draft) -> Draft:
    *others, issues, last = draft.report.sections
    issues = issues._replace(heading=f"⟦{issues.heading}⟧")
    return replace(draft, report=replace(draft.report, sections=(*others, last, issues)))


def _without_table(role: str) -> Change:
    """A section that has words where its table should be."""

    def change(draft: Draft) -> Draft:
        words = (Part("", ("有关数据另见政府网站公布的附件。",)),)
        sections = tuple(
            SyntheticSection("", f"⟦{s.heading}⟧", words) if s.role == role else s for s in draft.report.sections
        )
        return replace(draft, report=replace(draft.report, sections=sections))

    return change


def _copied(altered: Callable[[str], str]) -> Change:
    """The last paragraph of the last section stands there twice, the copy ``altered``."""

    def change(draft: Draft) -> Draft | None:
        text = draft.report.sections[-1].parts[0].paragraphs[-1]
        return say("other", f"⟦{altered(text)}⟧")(draft) if len(text) >= 60 else None

    return change


def _older_title(draft: Draft) -> Draft | None:
    """Last year's title above a report that is otherwise in order."""
    if draft.report.year in (2019, 2021):  # then the form would be another as well
        return None
    older = title(f"{draft.report.agency}⟦{draft.report.year - 1}⟧年政府信息公开工作年度报告")
    return chain(older, preface(_BASIS + _PERIOD), signed("{next}年1月12日"))(draft)


def _another_year(draft: Draft) -> Draft | None:
    """The report of 2021 becomes one of 2020, with the tables of 2021."""
    report = draft.report
    if report.year != 2021:
        return None
    older = replace(
        report,
        year=2020,
        title=report.title.replace("2021", "2020"),
        preface=tuple(text.replace("2021", "2020") for text in report.preface),
        closing=tuple(text.replace("2022", "2021") for text in report.closing),
        sections=tuple(
            s._replace(
                parts=tuple(Part(p.heading, tuple(t.replace("2021", "2020") for t in p.paragraphs)) for p in s.parts)
            )
            for s in report.sections
        ),
    )
    return replace(draft, report=older)


def _neighbour(draft: Draft) -> Draft | None:
    """The same department of another county."""
    return say("other", f"⟦榕安县{draft.report.agency[3:]}⟧的有关档案已经移交。")(draft)


_PERIOD = "本报告数据统计期限自{year}年1月1日起至{year}年12月31日止。"
_FIVE_LISTED = (
    "本报告包括⟦总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "存在的主要问题及改进情况、其他需要报告的事项⟧六部分内容。"
)
_TITLE = "{agency}{year}年政府信息公开工作年度报告"

STRUCTURE = (
    Mutation("STR001", _without_section("issues", "other")),
    Mutation("STR001", _without_section("litigation", "issues"), TABLES),
    Mutation("STR002", _repeated_heading),
    Mutation("STR003", _swapped_sections),
    Mutation("STR004", heading("issues", "五、⟦存在的问题不足和改进打算情况⟧")),
    Mutation("STR004", heading("issues", "五、⟦差距和今后打算⟧")),
    Mutation("STR004", heading("other", "六、⟦其余⟧")),
    Mutation("STR004", heading("overview", "一、⟦总体情况（黑体三号字）⟧")),
    Mutation("STR005", heading("overview", "⟦1、⟧总体情况")),
    Mutation("STR005", heading("other", "⟦七、⟧其他需要报告的事项")),
    Mutation("STR006", swap("（三）政府信息管理", "⟦（二）⟧政府信息管理")),
    Mutation("STR006", swap("（四）政府信息公开平台建设", "⟦（六）⟧政府信息公开平台建设")),
    Mutation("STR006", swap("（三）政府信息管理", "⟦（3）⟧政府信息管理")),
    Mutation(
        "STR007", chain(swap("（一）存在的主要问题", "⟦一、存在的主要问题⟧"), swap("（二）改进情况", "二、改进情况"))
    ),
    Mutation("STR008", swap("{title}", "⟦⟧"), _PLAIN_TEXT),
    Mutation("STR008", title("⟦{agency}政府信息公开工作年度报告⟧")),
    Mutation("STR009", preface(_BASIS + "报告所列数据的统计期限为⟦{last}年1月1日至{last}年12月31日⟧。")),
    Mutation("STR009", _older_title),
    Mutation("STR010", title("⟦{agency}{year}年度政府信息公开工作年度报告⟧")),
    Mutation("STR010", title("⟦{agency}{year}年政府信息公开工作报告⟧")),
    Mutation("STR012", preface(_BASIS + _FIVE_LISTED)),
    Mutation("STR013", _without_table("proactive"), TABLES),
    Mutation("STR013", _without_table("litigation"), TABLES),
    Mutation("STR014", body("issues", "⟦无⟧")),
    Mutation("STR014", body("issues", "⟦培训次数不多，将增加次数。⟧")),
    Mutation("STR015", say("other", "⟦××⟧单位另行公布所属机构的情况。")),
    Mutation("STR015", say("other", "⟦该部分以表格形式报告⟧。")),
    Mutation("STR016", _copied(lambda text: text)),
    Mutation("STR016", _copied(lambda text: text.replace("，", "，并", 1))),
    Mutation(
        "STR020",
        chain(without("30号|十九届六中"), _another_year, swap("本年制发件数", "⟦本年制发件数⟧")),
        TABLES,
        NEW,
    ),
    Mutation("STR021", chain(only("县级部门", "市级部门"), say("other", "⟦我镇⟧的有关档案已经移交。"))),
    Mutation("STR021", chain(only("乡镇街道"), say("other", "⟦我局⟧的有关档案已经移交。"))),
    Mutation("STR022", preface(_BASIS + "本报告由⟦五⟧部分组成。")),
    Mutation("DAT001", chain(only("县级部门", "市级部门", "县级政府"), signed("⟦{next}年4月8日⟧"))),
    Mutation("DAT002", preface(_BASIS + "本报告数据统计期限自⟦{year}年1月1日起至{year}年12月30日⟧止。")),
    Mutation("DAT003", signed("⟦{year}年1月12日⟧")),
    Mutation("DAT004", say("other", "有关台账于⟦2月30日⟧建立。")),
    Mutation("DAT004", preface(_BASIS + "统计期限为{year}年1月1日至⟦{year}年12月32日⟧。")),
    Mutation("DAT005", preface(_BASIS + "本报告数据统计期限自⟦{year}11日⟧起至{year}年12月31日止。")),
    Mutation("XYR006", say("other", "⟦{last}⟧年，本单位未收取信息处理费。")),
    Mutation("PLG003", chain(only("县级部门"), _neighbour)),
)
