"""Which words state which number: the table that :mod:`gklint.report.facts` reads prose by.

A trigger is a pattern over the shape of a sentence (:mod:`gklint.report.shapes`), written with the shorthand of
:mod:`gklint.report.shorthand`, that ends right before a number or, with ``after``, stands around it. Every pattern is
bounded, and is run on at most some eighty characters.
"""

from __future__ import annotations

from gklint.tuples import NamedTuple

CASES = frozenset("件宗份条例个起项") | {"件次", "笔"}
ITEMS = CASES | {"篇", "次", "条次", "则", "封"}
MONEY = frozenset(("元", "万元", "亿元"))


class Trigger(NamedTuple):
    """One row of the table.

    ``indicator`` is what is counted; ``keys`` are words of which one must stand before the number (or, with
    ``after``, behind it): a cheap test before the pattern is tried. ``before`` is searched in the words before the
    number and ends there, ``after`` is matched right behind it. ``units`` are the units that fit. ``qualifiers`` are
    added to the fact; ``words`` are such of which ``before`` holds one, beside a key (see :func:`gklint.late.late`);
    ``topic`` is ``request`` when the sentence must already be about requests (申请), ``document``
    when about 规范性文件, ``dispute`` when about 复议 or 诉讼, ``case`` when it may be about requests, and is not about
    other cases.
    """

    indicator: str
    keys: tuple[str, ...]
    before: str
    after: str = ""
    units: frozenset[str] = CASES
    qualifiers: tuple[str, ...] = ()
    topic: str = ""
    words: str = ""


_UNCLEAR = ("口径不明",)
_DECIDED = "作出|做出|办理|办结|实施|下达"
_DECIDE = f"(?:{_DECIDED})"
_HANDLE = "(?:答复|办复|回复|办理|处理)"
_LAST, _COMING = "上年|上一年|去年|<past>", "下年|下一|下个|次年|翌年|来年|明年|<next>"
# Whether the form's 废止 counts what has lapsed too is open.
_LAPSED = "(?:废止[、和及与或]?(?:宣布)?失效|失效[、和及与或]?(?:宣布)?废止)"
_OBJECT = "(?:各类|政府|信息|公开|依|申请|事项|到期|的|了)*"

# The form's kinds of 法人或其他组织, by their columns.
BODIES = ("商业企业", "科研机构", "社会公益组织", "法律服务机构")

# In order: the first that fits is taken.
TRIGGERS: tuple[Trigger, ...] = (
    Trigger(
        "新收加结转",
        ("结转",),
        "<receive>[^,;#]{0,24}(?:和|及|与|加|、|并)[^,;#]{0,4}<last>[^,;#]{0,3}结转<gap><link>$",
        words=_LAST,
    ),
    Trigger(
        "上年结转",
        ("结", "转入", "转办", "遗留"),
        "<last>[^,;#]{0,4}(?:结转|转结|转入|转办|遗留|未办结)(?:至|到|入)?(?:(?:本|今)年度?|<this>)?(?:继续)?(?:办理)?"
        + _OBJECT
        + "<link>$",
        topic="case",
        words=_LAST,
    ),
    Trigger(
        "上年结转", ("结转", "转结"), "(?:结转|转结)(?:自)?<last>" + _OBJECT + "<link>$", topic="case", words=_LAST
    ),
    Trigger(
        "结转下年度",
        ("转", "顺延", "延续"),
        "(?:结转|转结|转入|转|顺延|延续)(?:至|到|入|为)?<coming>(?:继续)?(?:办理|处理|答复)?" + _OBJECT + "<link>$",
        topic="case",
        words=_COMING,
    ),
    Trigger("结转下年度", ("结转", "转结"), "<coming>(?:结转|转结)<link>$", topic="case", words=_COMING),
    Trigger(
        "结转下年度",
        ("结转", "转结"),
        "(?:结转|转结)(?:申请|案件)?$",
        "(?:申请|案件)?(?:至|到|入)<coming>",
        topic="case",
    ),
    Trigger(
        "结转下年度",
        ("未办结", "在办理"),
        "(?:尚有|还有|剩余|其余)$",
        "(?:申请)?[尚仍还]?(?:未办结|[正在]在办理)",
        topic="request",
        qualifiers=_UNCLEAR,
    ),
    Trigger(
        "自然人",
        ("自然人",),
        "<alone>自然人(?:提出|提交)?" + _OBJECT + "<link>$",
        topic="request",
        qualifiers=("分项",),
    ),
    Trigger(
        "法人",
        ("法人",),
        "<alone>法人(?:(?:或|和|及|与|、)?(?:者)?(?:其他|非法人)组织)?(?:提出|提交)?" + _OBJECT + "<link>$",
        topic="request",
        qualifiers=("分项",),
    ),
    *(
        Trigger(
            body,
            (body,),
            f"<alone>(?<![及对])(?<![向于])(?<!访){body}(?:提出|提交)?" + _OBJECT + "<link>$",
            topic="request",
            qualifiers=("分项",),
        )
        for body in BODIES
    ),
    # 三、申请：收到
    Trigger(
        "本年新收",
        ("收到", "新收", "新增", "接收", "接到"),
        "<yes>(?:收到|新收|新增|接收|接到)<gap><request><link>$",
    ),
    Trigger("本年新收", ("受理",), "<yes>受理<gap><request><link>$", qualifiers=("受理",)),
    Trigger(
        "本年新收",
        ("接受",),
        "<yes>接受(?:政府信息公开|信息公开|依申请公开)的?申请<link>$",
        qualifiers=("受理",),
    ),
    Trigger(
        "本年新收",
        ("量", "数", "总"),
        "(?<![^,;年度到收共局县市区镇乡关位<this>])(?:政府信息公开申请|信息公开申请|依申请公开(?:申请)?)[总件]?(?:数量?|总?量)<link>$",
        qualifiers=_UNCLEAR,
        words="公开申请|依申请公开",
    ),
    Trigger("本年新收", ("收", "接到"), "(?:依申请公开|公开申请)[^,;#]{0,10}?(?:收到|新收|接收|接到)<link>$"),
    Trigger("本年新收", ("受理",), "(?:依申请公开|公开申请)[^,;#]{0,10}?<yes>受理<link>$", qualifiers=("受理",)),
    Trigger(
        "本年新收",
        ("提",),
        "(?<!重复)(?<!反复)(?<!多次)提[出交](?:的)?(?:政府)?信息公开申请<link>$",
        words="信息公开申请",
    ),
    Trigger(
        "本年新收",
        ("收", "新增", "接到", "受理"),
        "<receive>了?(?:[^,;#]{0,6})$",
        "[^,;、#]{0,14}?(?:公开的?申请|申请公开|依申请公开)(?!人|表|行政|引|的行政)",
    ),
    Trigger("本年新收", ("收到", "新收"), "<yes>(?:收到|新收)<link>$", "(?:$|[,;])", topic="request"),
    Trigger("本年新收", ("新收",), "<yes>新收<link>$", "、", topic="request"),
    # 三、申请：办理结果，先各行，后各组
    Trigger("不予公开/属于国家秘密", ("国家秘密",), "(?:属于|涉及|因)?国家秘密<gap><link>$", topic="request"),
    Trigger(
        "不予公开/其他法律行政法规禁止公开", ("法规禁止",), "法律、?(?:和|或)?行政法规禁止<gap><link>$", topic="request"
    ),
    Trigger("不予公开/危及三安全一稳定", ("三安全一稳定",), "三安全一稳定<gap><link>$", topic="request"),
    Trigger("不予公开/保护第三方合法权益", ("第三方",), "第三方(?:合法)?权益<gap><link>$", topic="request"),
    Trigger("不予公开/属于三类内部事务信息", ("内部事务",), "内部事务信息<gap><link>$", topic="request"),
    Trigger("不予公开/属于四类过程性信息", ("过程性",), "过程性信息<gap><link>$", topic="request"),
    Trigger("不予公开/属于行政执法案卷", ("执法案卷",), "行政执法案卷<gap><link>$", topic="request"),
    Trigger("不予公开/属于行政查询事项", ("行政查询",), "行政查询事项<gap><link>$", topic="request"),
    Trigger(
        "无法提供/本机关不掌握相关政府信息", ("不掌握",), "本(?:机关|单位|行政机关)不掌握<gap><link>$", topic="request"
    ),
    Trigger(
        "无法提供/没有现成信息需要另行制作",
        ("现成", "另行制作"),
        "(?:没有现成信息|需要?另行制作)<gap><link>$",
        topic="request",
    ),
    Trigger("无法提供/补正后申请内容仍不明确", ("仍不明确",), "补正后<gap>仍不明确<gap><link>$", topic="request"),
    Trigger(
        "不予处理/信访举报投诉类申请",
        ("信访",),
        "信访(?:、?(?:举报|投诉)){2}(?:类)?(?![^,;#]*?(?:来信|来访|信件|电话|热线|工单|线索|结案))<gap><link>$",
        topic="request",
    ),
    Trigger("不予处理/重复申请", ("重复申请",), "重复申请<gap><link>$", topic="request"),
    Trigger("不予处理/要求提供公开出版物", ("出版物",), "公开出版物<gap><link>$", topic="request"),
    Trigger("不予处理/无正当理由大量反复申请", ("反复申请",), "大量反复申请<gap><link>$", topic="request"),
    Trigger(
        "不予处理/要求行政机关确认或重新出具已获取信息",
        ("已获取",),
        "重新出具已获取(?:的)?信息<gap><link>$",
        topic="request",
    ),
    Trigger("其他处理/逾期不补正", ("不补正",), "逾期不补正<gap><link>$", topic="request"),
    Trigger("其他处理/逾期未缴费", ("逾期未",), "逾期未[^,;#]{0,8}缴(?:纳费用|费)<gap><link>$", topic="request"),
    Trigger("部分公开", ("部分公开",), "部分公开(?:的|决定|答复|类|政府信息|信息)*<link>$", topic="request"),
    Trigger("不予公开", ("不予",), "不予以?公开(?:的|决定|答复|类|政府信息|信息)*<link>$", topic="request"),
    Trigger("予以公开", ("予以公开",), "(?<![不暂])予以公开(?:的|决定|答复|类|政府信息|信息)*<link>$", topic="request"),
    Trigger("无法提供", ("无法提供",), "无法提供(?:的|决定|答复|类|政府信息|信息)*<link>$", topic="request"),
    Trigger("不予处理", ("不予",), "不予以?处理(?:的|决定|答复|类|政府信息|信息)*<link>$", topic="request"),
    Trigger("其他处理", ("其他处理", "其它处理"), "其[他它]处理(?:结果|的|答复|类|方式)*<link>$", topic="request"),
    # 四、复议诉讼
    Trigger("未经复议直接起诉", ("直接起诉",), "未经(?:行政)?复议直接起诉<link>$"),
    Trigger("复议后起诉", ("后起诉", "后再起诉"), "(?<!未)经?(?:行政)?复议后再?起诉<link>$"),
    Trigger("结果维持", ("维持",), "维持(?:原[^,;#]{0,8}?)?(?:的)?<link>$", topic="dispute"),
    Trigger("结果纠正", ("纠正", "纠错", "败诉"), "(?:纠正|纠错|败诉)(?:的)?<link>$", topic="dispute"),
    Trigger("其他结果", ("其他结果", "其它结果"), "其[他它]结果(?:的)?<link>$", topic="dispute"),
    Trigger(
        "尚未审结", ("未审结", "审理中", "在审理"), "(?:尚?未审结|审理中|[正尚仍]在审理)(?:的)?<link>$", topic="dispute"
    ),
    Trigger("行政复议", ("复议",), "(?:行政复议|(?<![经政])复议)<link>$"),
    Trigger("行政诉讼", ("诉",), "行政诉讼?<link>$"),
    Trigger("行政诉讼", ("诉讼",), "(?<!政)(?<!复议)诉讼<link>$"),
    # 二、主动公开
    Trigger(
        "规范性文件现行有效",
        ("现行有效",),
        "公[开布示]<gap>现行有效<gap>规范性文件<link>$",
        units=ITEMS,
        qualifiers=_UNCLEAR,
        words="规范性文件",
    ),
    Trigger(
        "规范性文件现行有效",
        ("现行有效",),
        "现行有效(?:的)?(?:行政)?规范性文件<link>$",
        units=ITEMS,
        words="规范性文件",
    ),
    Trigger("规范性文件现行有效", ("现行有效",), "现行有效<link>$", units=ITEMS, topic="document"),
    Trigger(
        "规范性文件废止",
        ("失效",),
        "(?<![未不])" + _LAPSED + "了?(?:的)?(?:行政)?规范性文件<link>$",
        units=ITEMS,
        qualifiers=_UNCLEAR,
        words="规范性文件",
    ),
    Trigger(
        "规范性文件废止",
        ("失效",),
        "(?<![未不])" + _LAPSED + "<link>$",
        units=ITEMS,
        topic="document",
        qualifiers=_UNCLEAR,
    ),
    Trigger(
        "规范性文件废止", ("废止",), "(?<![未不])废止(?:了)?(?:行政)?规范性文件<link>$", units=ITEMS, words="规范性文件"
    ),
    Trigger("规范性文件废止", ("废止",), "(?<![未不])废止<link>$", units=ITEMS, topic="document"),
    Trigger(
        "规范性文件制发", ("制",), "(?<![未不])(?:制发|制定|制作)[^,;#、和及与]{0,12}?规范性文件<link>$", units=ITEMS
    ),
    Trigger(
        "规范性文件制发",
        ("制",),
        "(?<![未不])(?:制发|制定|制作)了?(?:《[^》#]{1,40}》[、和及与]?){1,3}等?[^,;#、和及与《]{0,8}?规范性文件<link>$",
        units=ITEMS,
        words="规范性文件",
    ),
    Trigger(
        "规范性文件制发", ("制",), "规范性文件[^,;#]{0,4}(?:制发|制定|制作)<link>$", units=ITEMS, words="规范性文件"
    ),
    Trigger(
        "规范性文件制发",
        ("规范性文件",),
        "(?:发布|公开|公布|印发|出台)[^,;#、和及与]{0,12}?规范性文件<link>$",
        units=ITEMS,
        qualifiers=_UNCLEAR,
    ),
    Trigger(
        "行政许可",
        ("行政许可",),
        _DECIDE + "[^,;#、和及与]{0,8}?行政许可(?:处理)?(?:决定书?|事项)?<link>$",
        words=_DECIDED,
    ),
    Trigger(
        "行政处罚", ("行政处罚",), _DECIDE + "[^,;#、和及与]{0,8}?行政处罚(?:处理)?(?:决定书?)?<link>$", words=_DECIDED
    ),
    Trigger(
        "行政强制",
        ("行政强制",),
        _DECIDE + "[^,;#、和及与]{0,8}?行政强制(?:处理|措施|执行)?(?:决定书?)?<link>$",
        words=_DECIDED,
    ),
    Trigger("行政许可", ("行政许可",), "行政许可(?:处理)?决定书?<link>$"),
    Trigger("行政处罚", ("行政处罚",), "行政处罚(?:处理)?决定书?<link>$"),
    Trigger("行政强制", ("行政强制",), "行政强制(?:处理|措施|执行)?决定书?<link>$"),
    Trigger("行政事业性收费", ("收费",), "行政事业性收费(?:收入|总?金额|总额)?<link>$", units=MONEY),
    Trigger("信息处理费", ("处理费",), "信息(?:公开)?处理费(?:用)?(?:收取)?(?:收入|总?金额|总额)?<link>$", units=MONEY),
    Trigger(
        "主动公开",
        ("公开",),
        "(?<![不部])主动公开(?:的|了|各类|各|类|政府|政务|相关|有关|有效|公开)*信息(?:数量|总数|总量)?<link>$",
        units=ITEMS,
    ),
    Trigger(
        "主动公开",
        ("公开",),
        "(?<![不部主申请予以应分动])公开(?:的|了|各类|各|类|政府|政务|相关|有关|有效)*信息(?:数量|总数|总量)?<link>$",
        units=ITEMS,
        words="公开信|公开的|公开了|公开各|公开类|公开政|公开相|公开有",
    ),
    Trigger("主动公开", ("主动公开",), "主动公开[^,;、#]{0,10}信息<link>$", units=ITEMS, qualifiers=("分项",)),
    Trigger(
        "主动公开",
        ("公开",),
        "(?<![不部])(?:主动|共|累计)公开了?$",
        "(?:各类)?(?:政府|政务)?(?:公开)?信息(?!公开|目录|指南)",
        units=ITEMS,
    ),
    # 办结在最后：它的动词也出现在别的句子里
    Trigger(
        "办结",
        ("办结", "办理完毕", "结案"),
        "(?<![未能])(?<!可)(?:办结|办理完毕|结案)" + _OBJECT + "<link>$",
        topic="request",
    ),
    Trigger(
        "办结",
        ("答复", "办复", "回复", "理"),
        "(?<![未不受审予在<other>])(?<!第项)" + _HANDLE + _OBJECT + "<link>$",
        topic="request",
        qualifiers=_UNCLEAR,
    ),
    # 数在前
    Trigger(
        "予以公开",
        ("部分公开",),
        "(?:全部|(?<![主不予以动分意部文请息的可未已]))公开的?$",
        "[,、](?:予以)?部分公开的?$",
        topic="request",
        units=CASES - {"条", "个", "项"},
        qualifiers=_UNCLEAR,
    ),
    Trigger("结转下年度", ("转",), "$", "[^,;、#]{0,6}?(?:结转|转)(?:至|到|入)?<coming>", topic="case"),
    Trigger(
        "部分公开",
        ("部分公开",),
        "$",
        "(?:申请)?(?:依法|决定|予以|属于|为|系|是)?部分公开(?!的?(?:政府)?(?:信息|文件|公文|事项)|的申请)",
        topic="request",
    ),
    Trigger(
        "不予公开",
        ("不予",),
        "$",
        "(?:申请)?(?:依法|决定|属于|为|系|是)?不予公开(?!的?(?:政府)?(?:信息|文件|公文|事项)|的申请)",
        topic="request",
    ),
    Trigger(
        "予以公开",
        ("予以公开",),
        "$",
        "(?:申请)?(?:依法|决定|属于|为|系|是)?予以公开(?!的?(?:政府)?(?:信息|文件|公文|事项)|的申请)",
        topic="request",
    ),
    Trigger("无法提供", ("无法提供",), "$", "(?:申请)?(?:依法|决定|属于|为|系|是|因)?无法提供", topic="request"),
    Trigger("不予处理", ("不予",), "$", "(?:申请)?(?:依法|决定|属于|为|系|是)?不予处理", topic="request"),
    Trigger(
        "自然人",
        ("自然人",),
        "$",
        "(?:申请)?(?:为|来自|由|系|是)自然人(?![、和及与或])",
        topic="request",
        qualifiers=("分项",),
    ),
    Trigger(
        "法人",
        ("法人",),
        "$",
        "(?:申请)?(?:为|来自|由|系|是)法人(?![、和及与]自然人)",
        topic="request",
        qualifiers=("分项",),
    ),
    Trigger("结果维持", ("维持",), "$", "(?:案件)?(?:结果)?(?:均?|被|获|予以)维持", topic="dispute"),
    Trigger("结果纠正", ("纠正", "纠错", "败诉"), "$", "(?:案件)?(?:被|予以)?(?:纠正|纠错|败诉)", topic="dispute"),
    Trigger("尚未审结", ("未审结", "在审理"), "$", "(?:案件)?(?:尚?未审结|[正尚仍]在审理)", topic="dispute"),
    Trigger(
        "行政复议",
        ("复议",),
        "(?:收到|发生|引发|产生|被申请|涉及|办理|接到)了?$",
        "(?:因[^,;#]{0,20}?)?(?:政府)?(?:信息公开)?(?:类|引发的?)?(?:的)?行政复议<case>",
    ),
    Trigger(
        "行政诉讼",
        ("诉讼",),
        "(?:收到|发生|引发|产生|被提起|涉及|办理|接到)了?$",
        "(?:因[^,;#]{0,20}?)?(?:政府)?(?:信息公开)?(?:类|引发的?)?(?:的)?行政诉讼<case>",
    ),
    Trigger(
        "规范性文件制发",
        ("规范性文件",),
        "(?:制发|制定|制作)了?$",
        "(?:行政)?规范性文件(?:$|[,;、并和及])",
        units=ITEMS,
    ),
    Trigger(
        "规范性文件制发",
        ("规范性文件",),
        "(?:发布|公开|公布|印发|出台)了?$",
        "(?:行政)?规范性文件(?:$|[,;、并和及])",
        units=ITEMS,
        qualifiers=_UNCLEAR,
    ),
    Trigger("规范性文件废止", ("规范性文件",), "废止了?$", "(?:行政)?规范性文件(?:$|[,;、并和及])", units=ITEMS),
    Trigger("行政许可", ("行政许可",), _DECIDE + "了?$", "行政许可(?:决定书?)?(?:$|[,;、和及])"),
    Trigger("行政处罚", ("行政处罚",), _DECIDE + "了?$", "行政处罚(?:决定书?|案件)?(?:$|[,;、和及])"),
    Trigger("行政强制", ("行政强制",), _DECIDE + "了?$", "行政强制(?:措施)?(?:决定书?)?(?:$|[,;、和及])"),
)
