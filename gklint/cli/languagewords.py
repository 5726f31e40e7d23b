"""What the reference of the rule language says of each selector, name, function and example key (Chinese).

The reference itself, with types and signatures, is made from the engine (:mod:`gklint.cli.languagepage`); a test
compares the two."""

from __future__ import annotations

from collections.abc import Mapping

from gklint.tuples import NamedTuple

SELECTORS: Mapping[str, str] = {
    "report": "整份报告，一份一次",
    "title": "题名",
    "section": "一个部分或小节，连同其下的小节、段落和表",
    "heading": "一个标题：部分的、小节的都算",
    "paragraph": "正文的一段",
    "prose": "正文的一段，或一个标题",
    "sentence": "正文的一句：到 。！？； 为止",
    "table": "一张表，照写的样子（不论是不是格式里的表）",
    "label": "格式里的表的一个标签：行的、列的、组的",
    "fact": "正文所述的一个数，或一处否定（“未收到”算 0）",
}
"""Each selector that stands by itself."""

TABLE_PARTS: Mapping[str, str] = {
    "table": "整张表",
    "column": "每一列；名称是各行的名称，指本列的那一格",
    "row": "每一行；名称是各列的名称，指本行的那一格",
    "cell": "每一格",
}
"""The selectors ``表.…``."""

ACROSS: Mapping[str, str] = {
    "project": "一份报告，连同一起检查的全部报告（用 Python 写的规则）",
    "years": "一份报告，连同本单位上一年度的",
    "tree": "一份报告，连同下级各单位同年度的",
}
"""The selectors over several reports."""

OTHER_REPORTS: Mapping[str, str] = {
    "去年": "上一年度报告里的同一个值，如 去年.结转下年度",
    "下级": "下级各单位报告里的同一格，是一组单元格，如 合计(下级.总计)",
}
"""The prefixes of names that stand for another report."""

NAMES: Mapping[str, str] = {
    "年度": "报告年度；看不出来时不能核对",
    "机关": "题名里的机关名称；看不出来时不能核对",
    "版式": "按哪一版格式检查，如 2021",
    "文字": "所看之处的原文",
    "部分": "在哪个部分（名称见“部分”一节）",
    "标题": "标题的文字，不带序号",
    "层级": "标题的层级：一、为 1，（一）为 2，1. 为 3，（1）为 4，没有序号为 0",
    "题名": "题名，几行的连成一行，没有空格",
    "导语": "第一部分之前的各段，一段一行",
    "官方": "格式规定的标签",
    "名称": "标签的名称（见各版的表）",
    "认法": "怎样认出来的：一致、变体、错字、近似",
    "种类": "行、列、组、条款、注",
    "所在表": "所在的表",
    "本数": "所述的数；否定为 0",
    "指标": "数的是什么，如 本年新收",
    "单位": "所用的单位，没有写为空",
    "否定": "是不是否定的说法",
    "表中数": "表里相应的数；几格的相加",
    "表中格": "表里相应的（第一个）单元格，可用在 mark 里",
    "列": "列的名称",
    "column": "同“列”",
    "行": "行的名称",
    "row": "同“行”",
    "值": "这一格",
    "全文": "整份报告的原文（只在比较几份报告的规则里）",
    "表头": "这一格上方最近的表头，照原文，不带空格",
}
"""Each name that selectors give, besides those of rows and columns."""

HIT_NAMES: Mapping[str, str] = {
    "命中": "找到的文字",
    "match": "同“命中”",
    "表内": "是不是在表里",
    "处数": "一共几处（per 为 line 或 report 时）",
    "行号": "各处的行号（per 为 report 时）；多于八行的写前八行，再写“等”和行数，如“1、2、3、4、5、6、7、8 等 20”",
    "组1": "模式里第一对括号里的文字；依次有 组2、组3 …",
    "错": "同“命中”",
    "对": "词条的 right",
    "注": "词条的 note",
}
"""The names that ``pattern`` and ``lexicon`` give."""

WANT_NAMES: Mapping[str, str] = {
    "要求": "规则要求的写法",
    "实际": "报告实际的写法",
    "缺": "缺的各项",
    "何处": "缺在哪里",
}
"""The names that the rules without an expression give to messages."""

ROLES: Mapping[str, str] = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "litigation": "四、政府信息公开行政复议、行政诉讼情况",
    "issues": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
    "preface": "第一部分之前（导语）",
}
"""The sections."""

QUALIFIERS: Mapping[str, str] = {
    "含结转": "数里含上年结转的",
    "分项": "是总数的一部分",
    "约数": "如“近百件”“20余件”",
    "计划": "说的是打算，不是已经做的",
    "范围": "说的是更大的范围，如全市",
    "受理": "说的是受理，不是收到",
    "口径不明": "看不准说的是不是这个指标",
}
"""What ``有口径`` can ask for."""


class Shown(NamedTuple):
    """A function as the reference shows it: what it gives, and an expression on a selector that uses it."""

    words: str
    selector: str
    expression: str


FUNCTIONS: Mapping[str, Shown] = {
    "合计": Shown("各数之和；一组单元格全部相加", "requests.column", "合计(不予公开, 无法提供)"),
    "最大": Shown("各数中最大的", "requests.row", "最大(申请人)"),
    "最小": Shown("各数中最小的", "requests.row", "最小(申请人) >= 0"),
    "绝对值": Shown("去掉负号", "requests.column", "绝对值(本年新收 - 总计) <= 1"),
    "取整": Shown("舍去小数", "fact", "取整(本数) == 本数"),
    "四舍五入": Shown("保留几位小数", "fact", "四舍五入(本数, 1)"),
    "长度": Shown("字数，空格也算", "paragraph", "长度(文字) <= 500"),
    "包含": Shown("前一段文字里有没有后一段", "title", "包含(题名, 机关)"),
    "小数位数": Shown("单元格里的数有几位小数", "proactive.cell", "小数位数(值) == 0"),
    "文本": Shown("单元格的原文", "requests.cell", '文本(值) != "/"'),
    "为空": Shown("单元格是不是空的", "requests.cell", "非 为空(值)"),
    "为数": Shown("单元格是不是数（0 算，空的不算）", "requests.cell", "为数(值)"),
    "单位": Shown("单元格里数后面的单位，没有为空", "proactive.cell", '单位(值) == ""'),
    "状态": Shown("单元格的状态，见“单元格的状态”", "requests.cell", '状态(值) != "na"'),
    "选项": Shown("规则的选项现在的值；名称放在引号里", "paragraph", '长度(文字) <= 选项("最多")'),
    "有口径": Shown("这个数是不是这种口径；只用于 on: fact", "fact", '非 有口径("分项")'),
    "匹配": Shown("文字里有没有这个模式；模式放在引号里", "section", '匹配(文字, "监督[ 　]*保障")'),
}
"""Each function."""

EXPRESSIONS: tuple[Shown, ...] = (
    Shown("加减乘除：+ - * /，也可写 ＋ － × ÷", "requests.column", "本年新收 + 上年结转 - 总计 * 2 / 2"),
    Shown("比较：== != < <= > >=，也可写 ≠ ≤ ≥", "requests.column", "本年新收 ≥ 结转下年度"),
    Shown("并且、或者、不是：且（and）、或（or）、非（not）", "requests.column", "本年新收 > 0 且 非 总计 == 0"),
    Shown("是其中之一：属于、不属于（in、not in）", "fact", '指标 属于 ["本年新收", "办结"]'),
    Shown("数：可带 万、亿、%", "proactive.cell", "值 < 1.5万"),
    Shown('文字：放在引号里，“”或""', "heading", "标题 == “总体情况”"),
    Shown("名称里有 / 等符号的，放在【】里", "requests.column", "【不予公开/属于国家秘密】 == 0"),
    Shown("本表别处的一格：行.列", "requests.cell", "值 <= 本年新收.总计"),
    Shown("别的表的一格：表.行.列（表也可用别名）", "requests.column", "总计 >= 表四.行政复议.总计"),
    Shown("一组行或列：用组的名称，先 合计", "requests.column", "合计(办理结果) == 总计"),
    Shown("上一年度报告里的：去年.…", "years.requests.column", "上年结转 == 去年.结转下年度"),
    Shown("下级各单位报告里的：下级.…，先 合计", "tree.requests.column", "本年新收 >= 合计(下级.本年新收)"),
)
"""How expressions are written, each with one that is right."""

STATES: Mapping[str, str] = {
    "number": "不是 0 的数",
    "zero": "0",
    "empty": "空格",
    "na": "/、—、无 之类表示没有的记号",
    "text": "文字",
    "missing": "这一行没有这一格",
    "unbound": "有文字，但不能确定是哪一格的",
}
"""What may stand in a cell."""

EXAMPLES: Mapping[str, str] = {
    "cell": "改一格：行.列（同名的写 表.行.列），新的内容写在 value 里",
    "value": "cell 的新内容",
    "cells": "改几格：{行.列: 内容, …}",
    "section": "换掉一个部分的正文（一至六），新的正文写在 text 里",
    "text": "section 的新正文；单独写则是一整篇报告",
    "replace": "换几个字：基准报告里恰好有一处",
    "with": "replace 换成的字",
    "delete": "删去一个部分（一至六）",
    "form": "用哪一版的基准报告；不写为规则适用的最新一版",
    "others": "（比较几份报告的规则）另几份报告，各是一个这样的样例；years 的规则不写就是上一年度的基准报告",
    "year": "报告年度早晚几年（不超过 9 年），如 -1",
    "agency": "换一个机关名称",
    "file": "报告的文件名",
    "ledger": "台账的内容（--ledger）",
    "mark": "（坏样例）应当标出的原文，一字不差",
    "message": "（坏样例）消息里应当有的字",
    "grade": "（坏样例）应当报成的等级",
}
"""The keys of an example."""
