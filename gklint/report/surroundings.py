"""What surrounds a number in its sentence and decides how it is to be understood: year, plan, scope, topic."""

from __future__ import annotations

from gklint.late import late, late_words
from gklint.report.shapes import Shape
from gklint.report.shorthand import expand
from gklint.tuples import NamedTuple

# A clause that opens with another year speaks of that year until the sentence names one again.
_OPENING = expand(
    "(?:^|[,;])(?:在|于|截至|截止|自|与|从|据统计)?(?:(<past><own>|上一?年度?(?!度)<own>|去年<own>)|(<next>|明年)|(<this>|本年度?|今年|全年|当年))"
)
_COMPARED = expand(
    "<past><own>|上一?年(?!度?[结转])(?!度?遗)|去年<own>|同期|往年|近[两三几#]年|较(?!好|为|大|多|高|强|快)|同比|环比|比(?:上|去)|增加|减少|增长|下降|上升",
    words="<past>|上年|上一年|去年|同期|往年|近|较|同比|环比|比上|比去|增加|减少|增长|下降|上升",
)
_RATE = expand(
    "(?:(?:每|第|日均|平均|人均|月均|至少每|不超过|不少于|原则上)<link>|(?:平均|日均|月均|人均|每[月周天日季])[^,;]*)$",
    words="每|第|日均|平均|人均|月均|不超过|不少于|原则上",
)
# A month right before the verb, unless it ends the year's twelve (1—12月收到), or 截至 and a month before the last.
_WHILE = late(
    r"(?:[上下]半年|第?[一二三四]季度|[前头][一二三四五六七八九十两三\d]+个?(?:月|季度))[^;；]*\Z|"
    r"截[至止]到?(?:20\d\d年)?(?:1[01]|[1-9])月[^;；]*\Z|"
    r"(?:(?<![\d])(?:1[01]|[1-9])|(?<![至到\-—－–~～\d])12|(?<!\d)(?:[2-9]|1[01])月?[至到\-—－–~～]{1,2}12)月份?[,，]?(?:共|累计)*(?:收到|新收|受理|接到)[^,，;；]*\Z"
)
_VAGUE = late(r"(?:约|近|超过|超|逾|至少|将近)[为达到有]?\Z", words="约|近|超|逾|至少")
_WHOLE = late(r"全年|合计|总计|累计")
_PLAN = late(
    r"下一步|下阶段|下一阶段|今后|来年|力争|争取|预计|计划(?<![工发规]计划)(?<!工作计划)(?<!规划计划)(?!类|总结|、|信息|执行)|拟(?!定|稿)|"
    r"将(?=继续|进一步|持续|加|不断|着力|于|在|重点|全面|力争|开展|制|出台|组织|推进|修订|以|收|完成)",
    words="下一步|下阶段|下一阶段|今后|来年|力争|争取|预计|计划|拟|将",
)
_DONE = expand("<this>|本年度?|今年|全年|已|共|累计|完成|收到|了|截至|未|没有|均为|其中")
_WIDER = late(
    r"全(?:市|区|县|省|镇|乡|州|旗|盟|系统|街道)(?!委|局|政府)|各(?:单位|部门|级|镇|乡|街道|县|区|市|地|县区|县市区)|市直|区直|县直|辖区|下属|所属",
    words="全市|全区|全县|全省|全镇|全乡|全州|全旗|全盟|全系统|全街道|各|市直|区直|县直|辖区|下属|所属",
)
OWN = late(
    r"我(?:局|委|办|镇|乡|街道|县|区|市|单位|机关|院|厅|中心|处)|本(?:局|委|办|镇|乡|机关|单位|级|街道|行政机关)"
)
_BODIES = ("局", "委", "委员会", "大队", "厅", "镇", "乡", "办事处", "街道", "公司", "医院", "学校", "办公室")
# What may stand between a body's name and what is said of it, and the characters of that.
_BEHIND = "共|全年|累计|本年度?|收取|征收|发生|引发|产生|因|涉及?|政府信息公开|信息公开|的|类"
_BODY = late(rf"([\u4e00-\u9fff]{{2,16}}(?:{'|'.join(_BODIES)}))(?:本级)?(?:{_BEHIND})*\Z")
_BEHIND_BODY = "".join(sorted({*_BEHIND, *"本级"} - {*"|?"}))
# One level or some bodies of those that a government reports for (县政府收到4件，部门收到8件).
_SHARER = late(
    r"(?<![本我该])(乡镇(?:人民)?政府|(?:人民|[省市县区旗州盟])政府|(?<!各级)(?<!各级各)(?:部门|单位)|乡镇|街道|(?:[省市县区旗州盟]|乡镇)级(?:行政机关|机关)?|"
    r"[省市县区旗州盟]本级|[局厅委]机关|各[^,;各]{0,6}?[站所科室股村]|\A(?:村居?|社区|居委会|村委会)|(?:高新|经开|开发|新|园)区(?:管委会)?)(?:本级)?(?:共|全年|累计|均|都)*"
    r"(?:收到|新收|接到|受理|制发|制定|印发|出台|作出|办理|实施|发生|引发|产生|行政复议|行政诉讼|未|没有|无)",
    words="政府|部门|单位|乡镇|街道|级|机关|各|区|村|居委会",
)
_OF_GOVERNMENT = late(r"[省市县区旗州盟镇乡](?:人民政府)?\s*(?:[0-9]{4}\s*年|政府信息公开)", words="年|政府信息公开")
# Each alternative begins with a plain character: the search is then a quick scan.
_TOPIC = late(
    r"行政复议申请|行政复议|复议申请|复议|诉讼|许可申请|救助申请|补助申请|调解申请|登记申请|认定申请|资助申请|仲裁申请|援助申请|许可|处罚|强制|收费|投诉(?!类)|立案|仲裁|援助|"
    r"信访(?!、|举报|投诉)|收到意见|收集意见|征集意见|意见建议|意见征集|意见函|来函|咨询|提案|议案|建议|工单|留言|热线|来信|信件|舆情|培训|稿件|会议|督查|解读|依申请|申请(?!人|表)"
)
# Of disputes, those that are not new are in the table too.
NEWLY = late_words("新发生|新增|新收")
ABOUT = late(r"信息公开|政府信息|依申请|政务公开")
_OTHER_CASES = (
    "复议",
    "复议申请",
    "诉讼",
    "投诉",
    "信访",
    "咨询",
    "提案",
    "议案",
    "建议",
    "工单",
    "留言",
    "来信",
    "信件",
    "许可",
    "处罚",
    "强制",
    "许可申请",
    "热线",
    "仲裁",
    "援助",
    "仲裁申请",
    "援助申请",
    "认定申请",
    "登记申请",
    "调解申请",
    "救助申请",
    "补助申请",
    "资助申请",
)
PLANNING_ROLES = ("issues", "other")
"""The sections that speak of what is to come, unless they say otherwise."""
# What :func:`is_plain` looks for: a word of each way to be no plain count of the reporting body in its year. Each
# alternative begins with a plain character: the search is then a quick scan.
_TELLING = expand(
    "每|第|约|近|超|逾|平均|日均|月均|人均|不少于|原则上|至少|"
    "<past><own>|上一?年(?!度?[结转])(?!度?遗)|去年<own>|同期|往年|较|同比|环比|比上|比去|增加|减少|增长|下降|上升|"
    "<next>|明年|下一步|下阶段|下一阶段|今后|来年|力争|争取|预计|计划|拟|将|"
    "全[市区县省镇乡州旗盟系街]|各[单部级镇乡街县区市地]|市直|区直|县直|辖区|下属|所属|"
    "局(?<![我本]局)|镇(?<![我本]镇)|乡(?<![我本]乡)|街道(?<![我本]街道)|委(?<![我本]委)|大队|厅|办事处|公司|医院|学校|办公室",
    words="每|第|约|近|超|逾|平均|日均|月均|人均|不少于|原则上|至少|"
    "<past>|上年|上一年|去年|同期|往年|较|同比|环比|比上|比去|增加|减少|增长|下降|上升|"
    "<next>|明年|下一步|下阶段|下一阶段|今后|来年|力争|争取|预计|计划|拟|将|"
    "全市|全区|全县|全省|全镇|全乡|全州|全旗|全盟|全系|全街|各|市直|区直|县直|辖区|下属|所属|"
    "局|镇|乡|街道|委|大队|厅|办事处|公司|医院|学校|办公室",
)


class Place(NamedTuple):
    """Where a sentence stands: its section's role, the words of the heading above it, the paragraph up to it."""

    role: str | None
    heading: str
    before: str
    title: str


class Opening(NamedTuple):
    """Where a clause of a shape begins with a year (``at``), and which: 1 an earlier one, 2 a later one, 3 this one."""

    at: int
    era: int | None


def openings(text: str, end: int) -> list[Opening]:
    """The clauses of a shape's text that open with a year, up to ``end``.

    A number's mark is part of no such opening, so that of a whole text those before a number are the ones up to it.
    """
    return [Opening(match.start(), match.lastindex) for match in _OPENING.finditer(text, 0, end)]


def is_plain(text: str, end: int) -> bool:
    """Whether a shape's text has, up to ``end``, no word that makes a number a rate, vague, of another year, of what is
    to come, or of a wider or another body.

    If so, :func:`is_rate`, :func:`is_vague`, :func:`of_another_year`, :func:`planned` (but for :data:`PLANNING_ROLES`),
    :func:`wider` and :func:`of_another_body` say no at ``end``, and at each number before it: none of their patterns
    looks past the mark of a number.
    """
    return _TELLING.search(text, 0, end) is None


def is_vague(words: str) -> bool:
    """Whether the words before a number make it an approximate one."""
    return _VAGUE.search(words) is not None


def clause_start(text: str, place: int) -> int:
    """Where the clause (to the next comma or semicolon) begins that ``place`` of a shape's text stands in."""
    return max(text.rfind(",", 0, place), text.rfind(";", 0, place)) + 1


def of_another_year(text: str, clause: int, place: int, opened: list[Opening], carried: bool) -> bool:
    """Whether the number at ``place`` of a shape's text is of an earlier year, or a difference from it.

    ``clause`` is where its clause begins, ``opened`` are the openings before it. ``carried`` says that the number is by
    its meaning tied to last year (上年结转), so that naming it is no sign.
    """
    if not carried:
        return _COMPARED.search(text, clause, place) is not None or bool(opened and opened[-1].era == 1)
    before = [opening for opening in opened if opening.at < clause - 1]
    return bool(before and before[-1].era == 1)


def is_rate(words: str) -> bool:
    """Whether the words before a number make it a rate, an ordinal or a limit, not a count."""
    return _RATE.search(words) is not None


def of_a_while(words: str) -> bool:
    """Whether the words before a number, the source's own, speak of less than the year (上半年收到申请)."""
    match = _WHILE.search(words) if "月" in words or "半年" in words or "季度" in words else None
    return match is not None and _WHOLE.search(match.group()) is None


def planned(text: str, place: int, opened: list[Opening], role: str | None) -> bool:
    """Whether the clause at ``place`` of a shape's text speaks of what is to come; ``opened`` are the openings
    before it."""
    if _PLAN.search(text, 0, place):
        return True
    if opened and opened[-1].era == 2:
        return True
    return role in PLANNING_ROLES and _DONE.search(text, 0, place + 1) is None


def wider(shape: Shape, place: int) -> bool:
    """Whether the number at ``place`` speaks of more than the reporting body, or of another one."""
    text = shape.text
    if _WIDER.search(text, 0, place) is None:
        return False
    own = [m.end() for m in OWN.finditer(text, 0, place)]
    return not own or _WIDER.search(text, own[-1], place) is not None


def of_another_body(words: str, title: str) -> bool:
    """Whether the subject right before the verb (``words`` end there) is a body that the title does not name."""
    near = words[-24:]
    match = _BODY.search(near) if ends_with_body(near) else None
    if (
        match is None
        or OWN.search(match.group(1))
        or match.group(1).endswith(("全局", "全委", "该局", "该委", "市局", "区局", "县局"))
    ):
        return False
    return match.group(1)[-3:] not in title


def of_a_sharer(words: str, title: str) -> bool:
    """Whether the words up to a number or denial say that it is of one level, or some, of those reported for."""
    match = _SHARER.search(words)
    if match is None:
        return False
    own = "人民政府" if match.group(1) == "人民政府" else "区" if "区" in match.group(1) else None
    return own is None or own not in title


def of_government(title: str) -> bool:
    """Whether a report is that of a government, which speaks for its departments and for the levels below it."""
    return _OF_GOVERNMENT.search(title) is not None


def ends_with_body(words: str) -> bool:
    """Whether words may end with a body's name that is more than 我局, and 本年度共; quicker than to search for it."""
    name = words.rstrip(_BEHIND_BODY)
    return name.endswith(_BODIES) and len(name) > 2 and name[-3:].isalpha()


def topic(place: Place, words: str) -> str | None:
    """What the text before a number last spoke of: ``request`` (申请), ``other``, or ``None``."""
    for text in (words, place.before[-200:], place.heading):
        last = last_topic(text)
        if last is not None:
            return "request" if last in ("申请", "依申请") else "other"
    return "request" if place.role == "requests" else None


def last_topic(words: str) -> str | None:
    """The last topic that is named in ``words``, as it is written."""
    last = None
    for match in _TOPIC.finditer(words):
        last = match
    return last and last.group()


def of_other_cases(words: str) -> bool:
    """Whether the words of a sentence before a number last spoke of cases that are no requests (诉讼、信访、提案)."""
    last = last_topic(words)
    return last is not None and last.endswith(_OTHER_CASES)


def about_disclosure(place: Place, words: str) -> bool:
    """Whether it is said that the disputes spoken of are about 政府信息公开."""
    return place.role == "litigation" or ABOUT.search(place.heading + place.before + words) is not None
