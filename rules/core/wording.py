"""用语：改进措施是否空泛。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gklint.engine.rule import Context, Finding, rule
from gklint.late import late
from gklint.report.nodes import Section, paragraphs
from gklint.text import Span

# Where the remedies begin; what stands before speaks of the problems.
_TURN = re.compile(r"针对(?:以上|上述|这些|存在)|为此|下一步|今后|下阶段|改进(?:措施|情况|方向)|整改措施|\d{4}年，?我")
_CLAUSE_END = late(r"[，。；、：,;:\n]")
_GENERAL = late(
    r"加强(?:学习|领导|管理|沟通|交流|重视|工作)|提高(?:思想)?(?:认识|重视|站位|水平|质量)|高度重视|认真(?:学习|落实|做好|负责)"
    r"|加大(?:工作)?力度|(?:不断|进一步|继续|持续)(?:改进|努力|完善|提高|加强)|努力做好|做好工作|再接再厉|增强(?:意识|责任心)"
)
# A remedy that names a thing, a time or a number is one that can be looked into.
_CONCRETE = late(
    r"\d|栏目|网站|平台|目录|清单|培训|台账|机制|制度|解读|申请|答复|审核|公众号|新媒体|指南|专人|考核|公开栏|时限|程序"
    r"|流程|更新|检查|通报|每[年季月周日]|专栏|渠道|模板|评议|督查|抽查|人员|窗口|反馈|档案|保密|标准|范围|队伍"
)
# So many general phrases make a pattern; one alone is a way of speaking.
_ENOUGH = 2


@rule("WRD014")
def vague_remedies(section: Section, ctx: Context) -> Iterator[Finding]:
    """Remedies that say nothing but that one will study and try harder. Looks at the whole of section 五, once."""
    if section.role is None:
        return
    found = paragraphs(section.blocks)
    if not found:
        return
    whole = Span(found[0].span.start, found[-1].span.end)
    text = ctx.text(whole)
    turn = _TURN.search(text)
    if turn is None:
        return
    if _CONCRETE.search(text, turn.end()):
        return
    general = sum(1 for clause in _CLAUSE_END.split(text[turn.end() :]) if _GENERAL.search(clause))
    if general >= _ENOUGH:
        place = Span(whole.start + turn.start(), whole.end)
        yield ctx.finding(place, "改进措施空泛：没有写明针对哪个问题、做什么、何时做到")
