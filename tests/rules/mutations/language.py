"""Mutations of words, marks, references to documents, and what does not belong in a report."""

from __future__ import annotations

from .kit import NEW, OLD, Mutation, chain, preface, restate, say, swap

_LAW = "根据《中华人民共和国政府信息公开条例》"

WORDS = (
    Mutation("WRD001", say("other", "各单位⟦各司其责⟧，公开事项按时完成。")),
    Mutation("WRD001", say("other", "公众可⟦登陆⟧政府网站查询公开指南。")),
    Mutation("WRD002", say("other", "依法保障公众的知情权、参与权、⟦表达权和监督⟧。")),
    Mutation("WRD002", say("other", "没有因政府信息公开发生⟦行政诉⟧。")),
    Mutation("WRD003", say("other", "为此⟦加强信息公开力度⟧，取得较好效果。")),
    Mutation("WRD004", say("other", "坚持“⟦公开为原则，不公开为例外⟧”。")),
    Mutation("WRD005", say("other", "坚持以⟦习近平新时代特色社会主义思想⟧为指导。")),
    Mutation("WRD005", say("other", "坚定⟦“四个自信”、增强“四个意识”⟧。")),
    Mutation("WRD008", say("other", "修复网站⟦bug⟧两处。")),
    Mutation("WRD009", say("other", "开通网上办理，⟦减少群众少跑路⟧。")),
    Mutation("WRD010", say("other", "指南⟦和和⟧目录均已更新。")),
    Mutation("WRD013", restate(r"收到政府信息(公开申请)\d+件", lambda _: "公开")),
    Mutation("WRD018", say("other", "共发布解读信息⟦  条⟧，内容详实。")),
)
MARKS = (
    Mutation("PUN001", say("other", "指南已经更新⟦,⟧目录已经公布。")),
    Mutation("PUN003", say("other", '开设⟦"便民"⟧栏目一个。')),
    Mutation("PUN006", say("other", "指南已经更新。目录已经公布，有关材料均已归档⟦备查⟧")),
    Mutation("PUN009", say("other", "指南已经更新⟦（⟧含目录，有关材料均已归档。")),
    Mutation("PUN009", say("other", "执行⟦条例》⟧的有关规定。")),
    Mutation("PUN012", say("other", "指南已经更新⟦。。⟧目录已经公布。")),
    Mutation("FMT002", chain(say("other", "⟦— 3 —⟧"), say("other", "有关材料均已归档。"))),
)
DOCUMENTS = (
    Mutation("LAW001", say("other", "依据⟦国务院令第492号⟧办理申请。")),
    Mutation(
        "LAW002",
        say("other", "执行《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（⟦国办函〔2020〕19号⟧）。"),
        forms=NEW,
    ),
    Mutation("LAW002", swap("国办公开办函〔2019〕60号", "⟦国办公开办函〔2021〕30号⟧"), forms=OLD),
    Mutation("LAW003", swap("国办公开办函〔2021〕30号", "国办公开办函⟦[2021]⟧30号"), forms=NEW),
    Mutation("LAW003", swap("国办公开办函〔2019〕60号", "国办公开办函⟦〔2019〕第60号⟧"), forms=OLD),
    Mutation("LAW004", say("other", "依照⟦《政府信息条例》⟧办理申请。")),
    Mutation("LAW005", preface(_LAW + "（以下简称《条例》）⟦第三十二条⟧规定，编制本报告。")),
    Mutation("LAW006", preface(_LAW + "（国务院令第⟦771⟧号，以下简称《条例》）第五十条规定，编制本报告。")),
    Mutation("PRI001", say("other", "申请人的身份证号为⟦110101199003070118⟧。")),
    Mutation("PRI001", say("other", "申请人的手机为⟦13800138000⟧。")),
)
