"""The words of a synthetic report; every number of the tables that they repeat is the tables' own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from bench import phrases
from bench.agencies import Agency
from bench.figures import OUTCOMES
from bench.model import Brief, Part, SyntheticSection
from bench.writer import Writer

HEADINGS = (
    ("overview", "一、总体情况"),
    ("proactive", "二、主动公开政府信息情况"),
    ("requests", "三、收到和处理政府信息公开申请情况"),
    ("litigation", "四、政府信息公开行政复议、行政诉讼情况"),
    ("issues", "五、存在的主要问题及改进情况"),
    ("other", "六、其他需要报告的事项"),
)
ELEMENTS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
_RESULT_GROUPS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
_ORDINALS = "一二三四五"
PARTY = {
    2019: "党的十九届四中全会",
    2020: "党的十九届五中全会",
    2021: "党的十九届六中全会",
    2022: "党的二十大",
    2023: "党的二十届二中全会",
    2024: "党的二十届三中全会",
    2025: "党的二十届四中全会",
}
_FORMAT = {
    "2019": "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》"
    "（国办公开办函〔2019〕60号）",
    "2021": "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
    "（国办公开办函〔2021〕30号）",
}


class Composer:
    """Writes the prose of one report, top to bottom (the order matters: the law is named in full only once)."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._rng = brief.rng
        self._tables = brief.tables
        self._charged = _processing_fee(brief)
        values = _values(brief.agency, brief.year, brief.rng) | {"charged": f"{self._charged:f}"}
        self._writer = Writer(brief.rng, values, brief.agency.subjects)
        self._headed = brief.rng.random() < 0.7  # sub-headings in lines of their own
        self._suffix = brief.rng.choice(("", "情况"))

    def preface(self) -> tuple[str, ...]:
        """The paragraph before the first section, in three reports of four."""
        if self._rng.random() < 0.25:
            return ()
        write = self._writer
        basis = f"{_FORMAT[self._brief.form]}[要求|规定]，" if self._rng.random() < 0.6 else "第五十条[规定|要求]，"
        joint = "和" if basis.startswith("《") else ""
        parts = [write.write(f"[根据|依据|按照]{{law}}{joint}{basis}[编制本报告|{{name}}编制本报告]。")]
        parts += [write.pick(phrases.SIX_PARTS)] if self._rng.random() < 0.4 else []
        parts.append(write.pick(phrases.PERIODS))
        parts += [write.pick(phrases.COPIES)] if self._rng.random() < 0.5 else []
        parts += [write.pick(phrases.CONTACTS)] if self._rng.random() < 0.4 else []
        return ("".join(parts),)

    def sections(self) -> tuple[SyntheticSection, ...]:
        """The six sections; second to fourth hold nothing but their tables."""
        parts = {"overview": self._overview(), "issues": self._issues(), "other": self._other()}
        return tuple(SyntheticSection(role, heading, parts.get(role, ())) for role, heading in HEADINGS)

    def _overview(self) -> tuple[Part, ...]:
        lead = Part("", (self._writer.pick(phrases.LEADS),))
        bodies = (self._disclosed(), self._requested(), self._managed(), self._platforms(), self._supervised())
        return (
            lead,
            *(self._part(number, name, body) for number, (name, body) in enumerate(zip(ELEMENTS, bodies, strict=True))),
        )

    def _part(self, number: int, name: str, body: tuple[str, ...]) -> Part:
        heading = f"（{_ORDINALS[number]}）{name}{self._suffix}"
        return Part(heading, body) if self._headed else Part("", (f"{heading}。{body[0]}", *body[1:]))

    def _disclosed(self) -> tuple[str, ...]:
        write = self._writer
        areas = self._rng.sample(phrases.KEY_AREAS, 3)
        first = write.pick(phrases.TOTALS) + "".join(map(write.write, areas[:2])) + self._decisions()
        if self._rng.random() < 0.4:
            return (first + write.pick(phrases.READINGS),)
        return (first, write.write(areas[2]) + write.pick(phrases.READINGS, 2))

    def _decisions(self) -> str:
        rows = self._tables["proactive"]
        made = [(row, rows[row]["处理决定"]) for row in ("行政许可", "行政处罚") if rows[row]["处理决定"]]
        if not made or self._rng.random() < 0.3:
            return ""
        listed = "、".join(f"{row}决定{count}件" for row, count in made)
        return self._writer.write(f"全年作出{listed}，[有关结果|相关信息]按规定[予以公示|公示]。")

    def _requested(self) -> tuple[str, ...]:
        numbers = self._received() + self._results() + self._disputes()
        handling = self._writer.pick(phrases.HANDLING, self._rng.choice((1, 2)))
        return (numbers, handling) if self._rng.random() < 0.5 else (numbers + handling,)

    def _received(self) -> str:
        requests = self._tables["requests"]
        new, carried = requests["本年新收"]["总计"], requests["上年结转"]["总计"]
        person = requests["本年新收"]["自然人"]
        if not new:
            return self._writer.write("{year}年，{own}未收到政府信息公开申请，无上年结转[申请|办理的申请]。")
        bodies = new - person
        if not bodies:
            who = "[均由自然人提出|申请人均为自然人]"
        elif not person:
            who = "[均由法人或其他组织提出|申请人均为法人或其他组织]"
        else:
            who = f"其中自然人申请{person}件，法人或其他组织申请{bodies}件"
        opening = "[{year}年，{own}共收到|{year}年，{own}收到|全年收到|{own}全年共收到]"
        before = f"；上年结转{carried}件" if carried else "[；无上年结转申请|]"
        return self._writer.write(f"{opening}政府信息公开申请{new}件，{who}{before}。") + self._channels(int(new))

    def _channels(self, new: int) -> str:
        """How the new applications came in, in some reports: three numbers that make up the total."""
        if new < 6 or self._rng.random() < 0.6:
            return ""
        by_net = self._rng.randint(1, new - 3)
        by_post = self._rng.randint(1, new - by_net - 1)
        rest = new - by_net - by_post
        return self._writer.write(
            f"[按申请渠道划分，|从渠道看，]网络申请{by_net}件，信函申请{by_post}件，当面申请{rest}件。"
        )

    def _results(self) -> str:
        requests = self._tables["requests"]
        done, left = requests["总计"]["总计"], requests["结转下年度"]["总计"]
        if not done and not left:
            return ""
        groups = {
            group: sum((cells["总计"] for row, cells in requests.items() if row.split("/")[0] == group), Decimal(0))
            for group in _RESULT_GROUPS
        }
        listed = "，".join(f"{group}{count}件" for group, count in groups.items() if count)
        what = f"[全年办结|本年度办结|共办结]{done}件，其中{listed}" if done else "本年度尚无办结的申请"
        rest = f"结转下年度继续办理{left}件" if left else "[无结转下年度办理的申请|所有申请均已办结]"
        share = groups["予以公开"] * 100 / done if done else Decimal(0)
        percent = f"予以公开的占办结总数的{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%。" if 0 < share < 100 else ""
        return self._writer.write(f"{what}；{rest}。") + (percent if done > 4 and self._rng.random() < 0.3 else "")

    def _disputes(self) -> str:
        rows = self._tables["litigation"]
        reviews = rows["行政复议"]["总计"]
        suits = rows["未经复议直接起诉"]["总计"] + rows["复议后起诉"]["总计"]
        if not reviews and not suits:
            return self._writer.write(
                "[{year}年|全年|本年度]未发生因政府信息公开[引起|引发]的行政复议[、|和]行政诉讼[案件|]。"
            )
        outcomes = "、".join(f"{name}{rows['行政复议'][name]}件" for name in OUTCOMES if rows["行政复议"][name])
        review = f"行政复议{reviews}件（{outcomes}）" if reviews else "未发生行政复议"
        suit = f"行政诉讼{suits}件" if suits else "未发生行政诉讼"
        if not reviews:
            return self._writer.write(f"[本年度|全年]因政府信息公开[引发|被提起]{suit}，{review}。")
        return self._writer.write(f"[本年度|全年]因政府信息公开引发{review}，{suit}。")

    def _managed(self) -> tuple[str, ...]:
        return (self._documents() + self._writer.pick(phrases.MANAGEMENT, 2),)

    def _documents(self) -> str:
        rows = self._tables["proactive"]
        if self._brief.form == "2019":
            made, published, public = rows["规范性文件"].values()
            if not made:
                return self._writer.write("{year}年未新制作规范性文件。")
            return self._writer.write(
                f"{{year}}年新制作规范性文件{made}件，新公开{published}件，对外公开总数为{public}件。"
            )
        issued, repealed, in_force = rows["行政规范性文件"].values()
        if not issued and not repealed and not in_force:
            return self._writer.write("{year}年未制发行政规范性文件，无现行有效的行政规范性文件。")
        first = f"制发行政规范性文件{issued}件" if issued else "未制发行政规范性文件"
        second = f"，废止{repealed}件" if repealed else ""
        last = self._writer.write("[截至{year}年12月31日，|截至年底，|]")
        valid = f"现行有效{in_force}件" if in_force else "无现行有效的行政规范性文件"
        return self._writer.write(f"{{year}}年{first}{second}，{last}{valid}。")

    def _platforms(self) -> tuple[str, ...]:
        return (self._writer.pick(phrases.PLATFORMS, self._rng.choice((2, 2, 3))),)

    def _supervised(self) -> tuple[str, ...]:
        first = self._writer.pick(phrases.SUPERVISION, self._rng.choice((2, 2, 3)))
        return (first + self._writer.pick(phrases.ACCOUNTABILITY),)

    def _issues(self) -> tuple[Part, ...]:
        pairs = self._rng.sample(phrases.ISSUES, self._rng.choice((2, 3, 3)))
        texts = [(self._writer.write(problem), self._writer.write(remedy)) for problem, remedy in pairs]
        opening = (self._writer.pick(phrases.LAST_YEAR),) if self._rng.random() < 0.4 else ()
        shape = self._rng.choice((self._issues_in_parts, self._issues_in_turn, self._issues_by_number))
        return shape(opening, texts)

    def _issues_in_parts(self, opening: tuple[str, ...], texts: list[tuple[str, str]]) -> tuple[Part, ...]:
        problems, remedies = map(_one_by_one, zip(*texts, strict=True))
        found = "{year}年，{own}政府信息公开工作[取得一定成效|有了新的进步]，但仍存在[一些|以下]不足："
        mended = "针对[上述|以上]问题，{own}采取以下[改进|整改]措施："
        parts = (
            Part("（一）存在的主要问题", (f"{self._writer.write(found)}{problems}。",)),
            Part("（二）改进情况", (f"{self._writer.write(mended)}{remedies}。",)),
        )
        return (Part("", opening), *parts) if opening else parts

    def _issues_in_turn(self, opening: tuple[str, ...], texts: list[tuple[str, str]]) -> tuple[Part, ...]:
        problems, remedies = map(_one_by_one, zip(*texts, strict=True))
        found = self._writer.write("{own}政府信息公开工作[还存在|存在]以下[主要|]问题：")
        mended = self._writer.write("[下一步，{own}将从以下方面改进|为此，{own}将重点做好以下改进工作]：")
        return (Part("", (*opening, f"{found}{problems}。", f"{mended}{remedies}。")),)

    def _issues_by_number(self, opening: tuple[str, ...], texts: list[tuple[str, str]]) -> tuple[Part, ...]:
        label = self._rng.choice(("改进措施", "改进情况"))
        each = (f"{n}.{problem}。{label}：{remedy}。" for n, (problem, remedy) in enumerate(texts, 1))
        return (Part("", (*opening, *each)),)

    def _other(self) -> tuple[Part, ...]:
        texts = [self._writer.pick(self._fee_bank())]
        if self._brief.agency.kind != "授权组织" and self._rng.random() < 0.6:
            texts.append(self._writer.pick(phrases.PROPOSALS))
        if self._rng.random() < 0.7 or self._brief.form == "2019":
            texts.append(self._writer.pick(phrases.POINTS))
        if len(texts) == 1:
            texts[0] += self._writer.write("[除上述情况外，|]{own}无其他需要报告的[政府信息公开事项|事项]。")
        return (Part("", tuple(texts)),)

    def _fee_bank(self) -> tuple[str, ...]:
        if self._brief.form == "2019":
            return phrases.OLD_FEE
        return phrases.FEE if self._charged else phrases.NO_FEE


def _one_by_one(texts: Sequence[str]) -> str:
    return "；".join(f"{_ORDINALS[number]}是{text}" for number, text in enumerate(texts))


def write_closing(brief: Brief) -> tuple[str, ...]:
    """Signature and date, in half of the reports: before 31 January of the next year."""
    if brief.rng.random() < 0.5:
        return ()
    return (brief.agency.name, f"{brief.year + 1}年1月{brief.rng.randint(8, 29)}日")


def _processing_fee(brief: Brief) -> Decimal:
    """What was taken in fees for processing (万元): seldom, and never above 行政事业性收费 in the table."""
    if brief.form == "2019" or brief.rng.random() < 0.7:
        return Decimal(0)
    charged = Decimal(brief.rng.randint(2, 19)) / 100
    fees = brief.tables["proactive"]["行政事业性收费"]["收费金额"]
    return charged if fees > charged and brief.tables["requests"]["总计"]["总计"] > 10 else Decimal(0)


def _values(agency: Agency, year: int, rng: random.Random) -> dict[str, str]:
    """What every template may name: the body, the year, and how much was published through which channel."""
    counts = [rng.randint(60, 900), rng.randint(15, 300), rng.randint(3, 80)]
    return {
        "year": str(year),
        "name": agency.name,
        "own": agency.own,
        "units": f"各{agency.units}",
        "unit": agency.units,
        "place": agency.place.rstrip("市县区镇乡"),
        "parent": agency.parent,
        "channel": agency.channel,
        "party": PARTY[year],
        "weekly": rng.choice(("周报", "月报", "限时报送", "定期更新")),
        "published": str(sum(counts)),
        "by_site": str(counts[0]),
        "by_media": str(counts[1]),
        "by_board": str(counts[2]),
    }
