"""What gklint says of a run that cannot go on, in English.

Complaints are made in Chinese by :func:`gklint.messages.worded` where they arise; only ``--lang en`` imports this.

>>> from gklint.messages import words
>>> in_english(worded("没有键 {name}", name="，"))
'no such key: ，'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gklint.messages import Words
from gklint.mistakes import MISTAKES
from gklint.refusals import REFUSALS

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        # put together
        "{message}（{hint}）": "{message} ({hint})",
        "{message}；{hint}": "{message}; {hint}",
        "{path}:{line}: {message}": "{path}:{line}: {message}",
        "{path}:{line}:{column}: {message}": "{path}:{line}:{column}: {message}",
        "，": ", ",
        "；": "; ",
        "是否想写 {names}？": "did you mean {names}?",
        "可用：{names}": "one of: {names}",
        "如 {example}": "such as {example}",
        # configuration
        "配置不能用：": "the configuration cannot be used:",
        "配置文件读不了：{reason}": "the file cannot be read: {reason}",
        "配置文件不是 UTF-8 编码": "the file is not in UTF-8",
        "另存为 UTF-8": "save it as UTF-8",
        "不是正确的 TOML：{detail}": "not TOML: {detail}",
        "{name} 只能写在项目的配置文件里": "{name} belongs in the configuration of the project",
        "extend 绕成了圈：{path}": "extend goes round in a circle: {path}",
        "extend 的文件不存在：{path}": "the file of extend does not exist: {path}",
        "请检查路径": "check the path",
        "没有 [tool.gklint]": "there is no [tool.gklint]",
        "没有键 {name}": "no such key: {name}",
        "这里应为表": "this must be a table",
        "缺少 {name}：{what}": "missing {name}: {what}",
        "如 {name} = {example}": "such as {name} = {example}",
        "{name} 应为文字，不能为空": "{name} must be a text that is not empty",
        "{name} 应为文字的列表": "{name} must be a list of texts",
        "{name} 里的每一项应为文字，不能为空": "{name}: each entry must be a text that is not empty",
        "{name} 应为日期": "{name} must be a date",
        "{name} 应为{kind}": "{name} must be {kind}",
        "表：规则 = 级别": "a table: rule = level",
        "表：规则包 = 版本要求": "a table: pack = version",
        "表：[rules.规则代码]": "a table: [rules.CODE]",
        "表：单位 = 其他单位的列表": "a table: body = list of other bodies",
        "表": "a table",
        "{name} 应写成 [[{name}]]": "{name} must be written [[{name}]]",
        "{name} 不能是 {value!r}": "{name} cannot be {value!r}",
        "哪些文件：路径模式，从配置文件所在文件夹算起": (
            "which files: a pattern of paths that begin in the folder of this configuration"
        ),
        "哪条规则：代码、代码开头、名称、标签": "which rule: a code, the beginning of codes, a name or a tag",
        "原因": "the reason",
        # rules
        "{word} 是 gklint 自己的代码，不能选择或忽略": (
            "{word} is a code of gklint's own and cannot be selected or ignored"
        ),
        "{word} 是 gklint 自己的代码，不能抑制": "{word} is a code of gklint's own and cannot be suppressed",
        "没有规则、标签或代码前缀叫 {word}": "no rule, tag or beginning of a code is called {word}",
        "级别不能是 {word}": "a level cannot be {word}",
        "可用：{names}；要关掉规则用 ignore": "one of: {names}; ignore switches a rule off",
        "{code} 没有等级 {grade}": "{code} has no grade {grade}",
        "{code} 没有选项 {name}": "{code} has no option {name}",
        "{code} 的选项 {name} 应为 {kind}，不是 {value!r}": "{code}: the option {name} must be {kind}, not {value!r}",
        "旧代码 {word} 已改为 {code}，暂时照样有效，请改写": (
            "the old code {word} is now {code}; it still counts for a time, but should be changed"
        ),
        # packs
        "规则包不能用：": "a pack cannot be used:",
        "规则包不能一起用：": "packs cannot be used together:",
        "没有规则包 {name}": "no such pack: {name}",
        "应为有 pack.yaml 的文件夹，或 {names}": "give a folder with a pack.yaml, or one of {names}",
        "规则包太大：超过上限 {files} 个文件、{size} MB": (
            "the pack is too large, with more than {files} files or {size} MB"
        ),
        "分成几个规则包；规则包的文件夹里只放规则包": (
            "divide it into several; in the folder of a pack there should be nothing but the pack"
        ),
        "要运行规则包 {name} 的 Python 规则，没有得到许可": (
            "the pack {name} asks to run Python rules, which is not allowed"
        ),
        "信任它就用 --allow-python {name}，或在用户配置里写 python-rules": (
            "if you trust it, use --allow-python {name}, or write python-rules in the user's configuration"
        ),
        "规则包 {name}": "pack {name}",
        "规则包 {name} 要求 gklint {wanted}，现在是 {version}": (
            "pack {name} requires gklint {wanted}, but it is {version}"
        ),
        "{path}：requires-gklint “{wanted}”看不懂，应如 >=0.1": (
            "{path}: requires-gklint “{wanted}” cannot be understood; write it like >=0.1"
        ),
        "版本要求“{wanted}”看不懂": "the version “{wanted}” cannot be understood",
        "如 >=0.1 或 >=1.0,<2": "such as >=0.1 or >=1.0,<2",
        "要求的{what} 没有装": "the required {what} is not installed",
        "用 packs 或 --pack 加上它": "add it by packs or --pack",
        "要求 {what} {wanted}，现在是 {version}": "requires {what} {wanted}, but it is {version}",
        "规则包 {name} 的 overrides：{notice}": "pack {name}, overrides: {notice}",
        # the lock
        "规则包 {folder} 太大：超过 {files} 个文件或 {size} MB": (
            "pack {folder} is too large, with more than {files} files or {size} MB"
        ),
        "规则包 {folder} 读不了：{reason}": "pack {folder} cannot be read: {reason}",
        "{lock} 的格式是 {found}，本版 gklint 只认 {known}；升级 gklint，或重新锁定": (
            "{lock} has the format {found}, and this gklint knows only {known}; install a newer one, or lock again"
        ),
        "{lock} 被改动过：其中的校验值对不上；运行 gklint pack lock 重新锁定": (
            "{lock} was changed: its hashes do not agree; lock again with gklint pack lock"
        ),
        "{lock} 读不了：{reason}": "{lock} cannot be read: {reason}",
        "{lock} 看不懂（{reason}）；运行 gklint pack lock 重新锁定": (
            "{lock} cannot be understood ({reason}); lock again with gklint pack lock"
        ),
        "规则包 {name} 与 {lock} 所锁的不同：{difference}；{hint}": (
            "pack {name} is not as {lock} holds it: {difference}; {hint}"
        ),
        "看过改动、同意后运行 gklint pack lock 重新锁定": (
            "when you have seen what has changed and agree to it, lock again with gklint pack lock"
        ),
        "版本由 {old} 变为 {new}": "version {old} has become {new}",
        "{names}{more}改了": "changed: {names}{more}",
        "{names}{more}是新的": "new: {names}{more}",
        "{names}{more}没有了": "gone: {names}{more}",
        "等 {count} 个文件": " and others, {count} files",
        "规则包 {name} 不在 {lock} 里；看过它、同意使用后运行 gklint pack lock": (
            "pack {name} is not in {lock}; when you have seen it and agree to it, run gklint pack lock"
        ),
        # baselines, ledgers
        "不能写基线 {path}：{reason}": "cannot write the baseline {path}: {reason}",
        "基线 {path} 不能用：{reason}": "baseline {path} cannot be used: {reason}",
        "基线 {path}：{notice}": "baseline {path}: {notice}",
        "基线的 schema 是 {found}，这一版只认得 {known}": "its schema is {found}, and this gklint knows only {known}",
        "不是 gklint 的基线文件：{reason}": "it is no baseline of gklint: {reason}",
        "不是 UTF-8": "it is not in UTF-8",
        "内容不符": "it does not hold what one holds",
        "读不了：{reason}": "cannot be read: {reason}",
        "台账不能用：": "the ledger cannot be used:",
        "台账 {path} 读不了：{reason}": "ledger {path} cannot be read: {reason}",
        "{path}：台账是空的": "{path}: the ledger is empty",
        "{path}：第 {line} 行：{mistake}": "{path}: line {line}: {mistake}",
        "不是正确的 CSV：{reason}": "not CSV: {reason}",
        "缺少“年度”列（或“日期”列）": "there is no column “年度” (or “日期”)",
        "没有可以核对的列；可用：{names} 等": "there is no column that can be compared; there are {names} and others",
        "看不出年度": "the year cannot be told",
        "{name} 不是数字：{cell}": "{name} is no number: {cell}",
        "{name} 前面（第 {line} 行）已有，同一机关、同一年度只能写一次": (
            "{name} was given before (line {line}), and may be given once for a body and a year"
        ),
        "类型看不懂：{kind}（应为 申请、行政复议 或 行政诉讼）": (
            "a kind that cannot be understood: {kind} (it must be 申请, 行政复议 or 行政诉讼)"
        ),
        # what is found about a run
        "不像政府信息公开工作年度报告（题名、六个部分的标题、三张表、文号四样中不足两样），{what}": (
            "it does not look like an annual report: it has fewer than two of title, headings of the six sections, the"
            " three tables, document number; {what}"
        ),
        "{message}；其中的图片和嵌入的网页（iframe）读不到，报告如在那里面，请取得原文件再检查": (
            "{message}; what its images and embedded pages (iframe) show is not read: if the report is there, get the"
            " original and check that"
        ),
        "已按 --force 照常检查": "checked nevertheless, since --force asks for it",
        "没有检查；如果确是年度报告，请加 --force": "not checked; if it is an annual report, use --force",
        "无法判定报告年度或版式，按 {form} 年版格式检查（{reason}）；可用 --form 2019|2021 指定": (
            "the year or the edition of the form cannot be told; checked by the form of {form} ({reason}); --form"
            " 2019|2021 names one"
        ),
        "按指定的 {form} 版检查": "the form of {form} was asked for",
        "{reason}，适用 {form} 版": "{reason}, which is under the form of {form}",
        "{reason}，没有适用于该年度的版式，按 {form} 版检查": (
            "{reason}, for which there is no form: that of {form} is taken"
        ),
        "题名写明 {year} 年": "the title says {year}",
        "统计期为 {year} 年": "the period of the report is {year}",
        "正文多处写明 {year} 年": "the text says {year} in several places",
        "发布于 {published} 年，报告年度应为 {year} 年": "published in {published}, so the year should be {year}",
        "看不出报告年度，按表头用语判定为 {form} 版": "no year is given; the words of the headers are those of {form}",
        "看不出报告年度和版式，按最新的 {form} 版检查": "neither is given; the newest form, {form}, is taken",
        "gklint 自身出错（{kind}：{what}），这个文件没有检查完；请把文件和本行报告给 gklint 的维护者": (
            "gklint itself failed ({kind}: {what}), and the file was not checked to its end; report the file and this"
            " line to the maintainers of gklint"
        ),
        "规则 {code}（规则包 {pack}）出错：{kind}: {what}，在 {where}": (
            "rule {code} (pack {pack}) failed: {kind}: {what}, at {where}"
        ),
        "抑制用的是旧代码：{word} 已改为 {code}，暂时照样有效，请改写": (
            "a suppression has an old code: {word} is now {code}; it still counts for a time, but should be changed"
        ),
        "抑制 {word} 没有写明原因，应写“原因：……”": "the suppression of {word} gives no reason; write “reason: …”",
        "抑制 {word} 的期限 {date} 不是日期，不生效；应写成 until=2027-01-31": (
            "the suppression of {word} has no effect: {date} is no date; write it like until=2027-01-31"
        ),
        "抑制 {word} 已于 {until} 过期，不再生效": (
            "the suppression of {word} held until {until}, and has no effect any more"
        ),
        "没有规则、标签或代码前缀叫 {word}，这条抑制不起作用": (
            "no rule, tag or beginning of a code is called {word}: the suppression has no effect"
        ),
        "抑制 {word} 没有命中任何发现，可以删去": "the suppression of {word} suppresses nothing, and can be taken out",
        "基线中 {code} 的 {count} 项已不再出现，可用 --write-baseline {file} 去掉": (
            "{count} of {code} in the baseline no longer appear; --write-baseline {file} takes them out"
        ),
        "文档含修订 {revisions} 处，按全部接受修订后的文字检查；发布前请接受或拒绝修订": (
            "the document has {revisions} tracked changes and was checked as if all were accepted; accept or reject"
            " them before it is published"
        ),
        "文档有带删除线的文字 {struck} 处，当作已经删去，没有检查；发布前请删去或取消删除线": (
            "the document has {struck} places struck through, which were taken for deleted and not checked; delete"
            " them, or undo that, before it is published"
        ),
        "文档含批注 {comments} 条，批注的文字没有检查；发布前请删除批注": (
            "the document has {comments} comments, which were not checked; delete them before it is published"
        ),
        "文档含脚注或尾注 {notes} 条，注文没有检查": (
            "the document has {notes} footnotes or endnotes, which were not checked"
        ),
        "PDF 第{pages}页只有图片，没有文字，其中的内容没有检查": (
            "PDF, pages {pages}: images without text, and what they show was not checked"
        ),
        "PDF 第{pages}页分两栏排，两栏的文字没有分开读，这里的发现请对照原文，或改查 .docx": (
            "PDF, pages {pages}: set in two columns, which were not read apart; compare what is found there with the"
            " original, or check the .docx"
        ),
        "由 LibreOffice 从旧格式转换后读取，位置以转换后的文档为准": (
            "LibreOffice has converted it from an old format; places are those of the converted document"
        ),
        # plugins
        "gklint：{failure}；其余照常": "gklint: {failure}; the others go on",
        "插件 {plugin} 不能用：{reason}": "the plugin {plugin} cannot be used: {reason}",
        "{kind}：{what}": "{kind}: {what}",
        "同一个插件登记了两次": "one and the same plugin is there twice",
        "没有名为 {name} 的钩子；可用：{names}": "there is no hook {name}; there are {names}",
        "{hook} 应给出 {wanted}，不是 {found}": "{hook} must give {wanted}, not {found}",
        "插件之间有冲突：": "plugins contradict each other:",
        "插件 {name}": "plugin {name}",
        "gklint 自身": "gklint itself",
        "{sort} {name} 有两家要用：{first} 和 {second}；停用其中一个": (
            "{sort} {name} is claimed by two: {first} and {second}; switch one of them off"
        ),
        "输入格式": "input format",
        "扩展名": "extension",
        "规则包": "pack",
        "报告种类": "kind of report",
        "输出格式": "output format",
        "函数": "function",
        "命令": "command",
        "插件 {name} 读它时出错（{error}）；请告诉该插件的维护者": (
            "plugin {name} failed to read it ({error}); tell the maintainers of the plugin"
        ),
        # clusters and processes
        "--executor {reason}": "--executor {reason}",
        "“{address}”应写成 dask://主机:端口，如 dask://10.0.0.5:8786": (
            "“{address}” must be written dask://HOST:PORT, such as dask://10.0.0.5:8786"
        ),
        "--executor dask://… 要先装 Dask：pip install 'gklint[dask]'": (
            "--executor dask://… needs Dask: pip install 'gklint[dask]'"
        ),
        "Dask 集群 {place} 连不上：{reason}；请看调度器是否在运行、地址和端口对不对": (
            "Dask cluster {place} cannot be reached: {reason}; see whether the scheduler runs, and address and port are"
            " right"
        ),
        "Dask 集群 {place} 没有工作机，请先用 dask worker {place} 启动": (
            "Dask cluster {place} has no worker; begin with dask worker {place}"
        ),
        "Dask 集群 {place} 有工作机和本机不一样，得不出同样的结果：": (
            "Dask cluster {place} has workers unlike this machine, which would not say the same:"
        ),
        "  {worker}：{what}": "  {worker}: {what}",
        "插件 {name}（{entry}）": "plugin {name} ({entry})",
        "不能用": "that cannot be used",
        "没有装 {name}": "{name} is not installed",
        "{name} 应为 {value}，是 {found}": "{name} must be {value} and is {found}",
        "没有 {name}": "no {name}",
        "已没有工作进程，其余的在本进程做完": "no worker is left; the rest is done in this process",
        "有文件没有在工作进程里做成（{kind}：{detail}），改在本进程做": (
            "something failed in a worker ({kind}: {detail}), and is done in this process"
        ),
        **REFUSALS,
        **MISTAKES,
        # the command line
        "没有命令 {name}，是不是想写 {names}？": "no such command: {name}; did you mean {names}?",
        "没有命令 {name}；可用的有 {names}": "no such command: {name}; there are {names}",
        "“{value}”不是大小，请写成 20M、500K 这样": "“{value}” is no size; write 20M or 500K",
        "“{value}”应写成 格式=文件，格式是 {names} 之一": (
            "“{value}” must be written FORMAT=FILE; FORMAT is one of {names}"
        ),
        "--executor 不能和 --{option} 一起用：它只能在本机做": (
            "--executor cannot go with --{option}: that can only be done here"
        ),
        "--severity 应写成 代码=级别，如 STR004=warning，不能是 {word}": (
            "--severity must be written CODE=LEVEL, such as STR004=warning, not {word}"
        ),
        "--ask 要在终端里用（标准输入和标准错误都是终端）": (
            "--ask needs a terminal (both as standard input and as standard error)"
        ),
        "不能写标准输出：{reason}": "cannot write to standard output: {reason}",
        "不能写文件 {path}：{reason}": "cannot write the file {path}: {reason}",
        "gklint 的数据目录不在 {path}：安装不完整，请重新安装 gklint": (
            "the data of gklint are not in {path}: it is not wholly installed; install it again"
        ),
        "这是文件夹": "it is a folder",
        "没有这个文件夹": "there is no such folder",
        "gklint：没有做完：{reason}": "gklint: not done: {reason}",
        "gklint：没有做完，程序出错：{kind}：{what}；请把以上各行告诉维护者（插件的，告诉插件的维护者）": (
            "gklint: not done, the program failed: {kind}: {what}; please show the lines above to its maintainers (to"
            " the plugin's, where the fault is a plugin's)"
        ),
    }
)

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "有空白格，按 0 计时相等，不能断定": "blank cells, and with 0 in them the numbers agree: nothing is certain",
        "报告中没有找到这张表": "the report has no such table",
        "表格的版式与规则所说的不同": "the table is of another edition than the one that the rule speaks of",
        "格内不是数字": "no number in the cell",
        "缺少这一行或这一格": "no such row or cell",
        "格的位置不能确定": "the place of the cell is not certain",
        "无法读成数字": "the cell cannot be read as a number",
        "表头未能读出": "the header of the table could not be read",
        "表中没有与此相应的数": "no number in the tables answers to this one",
        "报告年度不明": "the year of the report is not known",
        "机关名称不明": "the name of the body is not known",
        "没有找到题名": "no title was found",
        "没有找到发布（落款）日期": "no date of publication was found",
        "除数为 0": "a division by 0",
        "数字过大": "a number is too large",
    }
)
"""Why the engine could not check something; the reasons that rules give themselves stay Chinese."""


def reason_in_english(reason: str) -> str:
    """``reason`` in English where it is one of the engine's, after the path of another report if there is one."""
    path, colon, why = reason.rpartition("：")
    return f"{path}{': ' if colon else ''}{REASONS[why]}" if why in REASONS else reason


def in_english(said: str) -> str:
    """``said`` in English, where gklint itself says it; any other text, such as a name, stays as it is."""
    if not isinstance(said, Words):
        return said
    blanks = {
        name: ", ".join(map(in_english, blank))
        if isinstance(blank, tuple)
        else in_english(blank)
        if isinstance(blank, str)
        else blank
        for name, blank in said.blanks.items()
    }
    return ENGLISH.get(said.template, said.template).format(**blanks)
