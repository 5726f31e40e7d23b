"""What is wrong with a pack, in English, by the Chinese of it; see :mod:`gklint.complaints`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MISTAKES: Mapping[str, str] = MappingProxyType(
    {
        # files
        "规则包没有 {file}": "the pack has no {file}",
        "{folder} 是规则包的文件夹吗？": "is {folder} the folder of a pack?",
        "是指到规则包外面的链接，没有读": "it is a link that leads out of the pack, and was not read",
        "把文件本身放进规则包": "put the file itself into the pack",
        "不是普通文件": "it is no ordinary file",
        "规则包里只放普通文件": "a pack holds ordinary files only",
        "文件不是 UTF-8 编码": "the file is not in UTF-8",
        "文件超过上限 {most} 字节": "the file has more than {most} bytes",
        "文件的节点超过上限 {most} 个": "the file has more than {most} nodes",
        "把规则分成几个文件": "divide the rules into several files",
        "嵌套超过 {most} 层": "nested more than {most} deep",
        "规则包太大：文件共超过上限 {most} 字节": (
            "the pack is too large: its files have more than {most} bytes together"
        ),
        "规则包太大：规则共超过上限 {most} 条": "the pack is too large: it has more than {most} rules",
        "规则包太大：词条共超过上限 {most} 个": "the pack is too large: its lexicons have more than {most} entries",
        "规则包太大：模式共超过上限 {most} 个": "the pack is too large: it has more than {most} patterns",
        "规则包太大：模式展开后共超过上限 {most} 步": (
            "the pack is too large: its patterns, with repetitions written out, have more than {most} steps"
        ),
        "分成几个规则包": "divide it into several packs",
        "错误超过 {most} 处，没有再看下去": "more than {most} mistakes; the rest was not looked at",
        "先改前面的": "mend these first",
        # YAML
        "YAML 语法错误：{problem}": "not YAML: {problem}",
        "YAML 读不了：{reason}": "the YAML cannot be read: {reason}",
        "文字里有 {{ }} [ ] : # 等符号时，给整段文字加引号；缩进用空格，同一级对齐": (
            "a text with signs such as {{ }} [ ] : # must stand in quotes; indent with spaces, and alike what is of"
            " one level"
        ),
        "一个文件只能有一个 YAML 文档": "a file can have only one YAML document",
        "去掉多余的 ---": "take out the --- that is too much",
        "规则文件里不能用锚点和别名（& 和 *）": "a file of rules can have no anchors and aliases (& and *)",
        "把内容直接写出来；文字以 & 或 * 开头时加引号": (
            "write the content out; a text that begins with & or * must stand in quotes"
        ),
        "规则文件里不能用标签 {tag}": "a file of rules can have no tag {tag}",
        "文字以 ! 开头时加引号": "a text that begins with ! must stand in quotes",
        "键应为文字": "a key must be a text",
        "文字以 {{ 或 [ 开头时加引号": "a text that begins with {{ or [ must stand in quotes",
        "键 {name} 重复": "the key {name} is there twice",
        "第 {line} 行已有": "it is already on line {line}",
        # keys and values; what they belong to ends with a space
        "规则文件": "the file of rules ",
        "规则": "a rule ",
        "规则 {code} ": "rule {code} ",
        "选项 {name} ": "option {name} ",
        "等级 {name} ": "grade {name} ",
        "词表 {name} ": "lexicon {name} ",
        "词条": "an entry ",
        "样例": "an example ",
        "{what}缺少 {key}": "{what}has no {key}",
        "{what}没有 {name} 这个键": "{what}has no such key as {name}",
        "{what}应为键值表": "{what}must be a mapping",
        "{what}{name} 应为键值表": "{what}{name} must be a mapping",
        "{what} 应为{wanted}，不是{found}": "{what} must be {wanted}, not {found}",
        "{key} 的每一项": "each entry of {key}",
        "一个值": "a value",
        "列表": "a list",
        "键值表": "a mapping",
        "{key} 是空的": "{key} is empty",
        "{key} 不能是 {word}": "{key} cannot be {word}",
        "{key} 应为 true 或 false，不是 {text}": "{key} must be true or false, not {text}",
        "{key} 里没有 {text}": "{key} cannot have {text}",
        "{key} 要有 {names} 中的一个": "{key} needs one of {names}",
        "{said}，{about}": "{said}, {about}",
        "前七个依次是第一至第六部分、导语": (
            "the first seven are the six sections in order, and what stands before them"
        ),
        "这个选择器不用它": "this selector has no use for it",
        # the manifest
        "规则包按 api {found} 写成，本版 gklint 用的是 {known}": (
            "the pack is written for api {found}, and that of this gklint is {known}"
        ),
        "升级 gklint 或规则包": "install another gklint, or another version of the pack",
        "没有报告种类 {kind}": "there is no kind of report {kind}",
        "它要由插件增加": "a plugin must add it",
        "extends 里写规则包的名称，不写路径 {text}": "extends takes the names of packs, not a path such as {text}",
        "extends 的规则包 {name} 没有找到": "extends: the pack {name} was not found",
        "写成一行：extends: [名称]": "write it on one line: extends: [NAME]",
        "规则包 {name} 的 extends 绕成了圈": "extends of the pack {name} goes round in a circle",
        "去掉其中一个": "take one of them out",
        "没有版式 {name}": "there is no form {name}",
        "{name} 版没有表 {table}": "the form {name} has no table {table}",
        "overrides {code} 什么也没有改": "overrides {code} changes nothing",
        "选项 {name} 应为{wanted}": "the option {name} must be {wanted}",
        "数、文字或文字列表": "a number, a text or a list of texts",
        "文字列表": "a list of texts",
        # packs together
        "两个规则包都叫 {name}": "two packs are called {name}",
        "规则 {code} 的 {word} 重复": "rule {code}: {word} is taken",
        "{said}：规则包 {first} 和 {second} 都用了它": "{said}: the packs {first} and {second} both use it",
        "{path} 第 {line} 行的 {code} 已用": "{code} in {path}, line {line}, has it",
        "没有规则 {code}，不能改它": "there is no rule {code} to be changed",
        "规则包 {other} 和 {pack} 都改规则 {code} 的 {what}，改法不同": (
            "the packs {other} and {pack} both change {what} of rule {code}, and not alike"
        ),
        "只用其中一个，或让 {pack} 写 extends: [{other}]": "use one of them, or let {pack} say extends: [{other}]",
        "只用其中一个规则包": "use one of the packs",
        "{form} 版里“{word}”已是 {key} 的写法": "on the form {form}, “{word}” is already a wording of {key}",
        "“{word}”在规则包 {other} 里指 {first}，在 {pack} 里指 {second}": (
            "“{word}” means {first} in the pack {other}, and {second} in {pack}"
        ),
        "增行": "an added row",
        "规则 {code} 与规则包 {pack} 的 {other} 矛盾：{wanted}，{this}": (
            "rule {code} contradicts {other} of the pack {pack}: {wanted}, {this}"
        ),
        "只用 {first} 和 {second} 中的一个，或让一个 extends 另一个": (
            "use one of {first} and {second}, or let one extend the other"
        ),
        "题名要写作“{titles}”": "the title must be “{titles}”",
        "”或“": "” or “",
        "小标题要依次有{names}": "the sub-headings must be {names}",
        "至少 {least} 字": "{least} characters or more",
        "至多 {most} 字": "{most} characters at most",
        "、": ", ",
        "规则 {code} 的依据未核实，至多是 warning": "the basis of rule {code} is not verified: warning is the most",
        "规则 {code} 没有等级 {name}": "rule {code} has no grade {name}",
        "规则 {code} 的等级 {name} 不能比规则还高（{word}）": (
            "the grade {name} of rule {code} cannot be above the rule ({word})"
        ),
        "规则 {code} 没有选项 {name}": "rule {code} has no option {name}",
        "规则 {code} 的选项 {name} 的类型应为 {type}": "the option {name} of rule {code} must be of type {type}",
        "规则 {code} 的选项 {name} 不是列表，不能加词": (
            "the option {name} of rule {code} is no list that words could be added to"
        ),
        "用 options 换掉它": "replace it by options",
        "规则 {code} 的消息由程序写成，不能换": "what rule {code} says is made by a program and cannot be changed",
        "可以换 summary、note、basis": "summary, note and basis can be",
        # rules
        "两到四个大写字母加三位数字，如 ARI301": "two to four capitals and three digits, such as ARI301",
        "小写英文词用 - 连接，如 missing-section": (
            "English words in small letters, joined by -, such as missing-section"
        ),
        "GK 开头的代码归 gklint 自己用": "codes that begin with GK are gklint's own",
        "依据未核实（unverified）的规则至多是 warning": "a rule whose basis is unverified is a warning at most",
        "{what}要有 {names} 中的一个，{found}": "{what}needs one of {names}, and has {found}",
        "却有 {names}": "{names}",
        "却一个也没有": "none",
        "没有名为 {word} 的选择器": "there is no selector {word}",
        "{want} 本身就定了看什么，不用写 on": "{want} knows by itself what to look at; on is not needed",
        "部分用 in 指明": "name sections by in",
        "{want} 不分部分，不能用 in": "{want} knows no sections, and cannot have in",
        "去掉 in，或换一个选择器": "take out in, or choose another selector",
        "on: {selector} 不在 in 所说的部分里，不会用到": (
            "on: {selector} is in none of the sections of in, and is never used"
        ),
        "去掉 in，on 已经说明了是表 {table}": "take out in; on says already that it is the table {table}",
        "subheadings 要用 in 说明是哪个部分的小标题": "subheadings needs in, which says of which section they are",
        "on: {selector} 每次看整列，不能用 rows": (
            "on: {selector} looks at a whole column each time, and cannot have rows"
        ),
        "on: {selector} 每次看整行，不能用 columns": (
            "on: {selector} looks at a whole row each time, and cannot have columns"
        ),
        "on: {selector} 看整张表，不能用 rows、columns": (
            "on: {selector} looks at the whole table, and can have neither rows nor columns"
        ),
        "这些行（{rows}）没有这些列（{columns}），不会有单元格": (
            "these rows ({rows}) do not have these columns ({columns}): there is no cell"
        ),
        "没有一行同时有 {names} 这几列": "no row has all of the columns {names}",
        "没有一列同时有 {names} 这几行": "no column has all of the rows {names}",
        "{never}，这个条件不会用到": "{never}: the condition is never used",
        "{name} 只能用于 on: fact 的规则": "{name} is for rules with on: fact only",
        "on: {selector} 没有文字可找，不能用 {key}": "on: {selector} has no text to search; {key} cannot be used",
        "选项 {name} 应为 type、default、help 的键值表": (
            "the option {name} must be a mapping of type, default and help"
        ),
        "选项 {name} 的 default 应为{kind}": "the default of the option {name} must be {kind}",
        "词表用到等级 {grade}，规则没有声明": "the lexicon uses the grade {grade}, which the rule does not have",
        "写在 grades 里": "write it in grades",
        "等级 {name} 比规则的 severity 还高": "the grade {name} is above the severity of the rule",
        "至多 {level}": "{level} is the most",
        "等级 {name} 应为 warning 或 info": "the grade {name} must be warning or info",
        "等级 {name} 缺少 when，不会用到": "the grade {name} has no when, and is never used",
        "写 {{level: info, when: 条件}}": "write {{level: info, when: CONDITION}}",
        "require 与 when 一样，总是成立，不会报": "require is the same as when, always holds and never says anything",
        "unless 与 pattern 一样，什么也不会报": "unless is the same as pattern: nothing is ever said",
        "let 的 {name} 应为表达式，或每版一个表达式": "let: {name} must be an expression, or one for each form",
        "应为版式和表达式，不是 {text}": "this must be a form and its expression, not {text}",
        "缺少 {name} 版的表达式": "there is no expression for the form {name}",
        "各版的表达式类型不同：{kinds}": "the expressions of the forms are of different types: {kinds}",
        "mark 里的 {text} 应为单元格，不是{kind}": "mark: {text} must be a cell, not {kind}",
        "没有名为 {name} 的词表": "there is no lexicon {name}",
        "词表放在规则包的 lexicons/ 下": "lexicons are in the folder lexicons/ of the pack",
        "规则 {code} 要运行 Python，而这个规则包没有得到许可": (
            "rule {code} runs Python, which is not allowed to this pack"
        ),
        "信任它就用 --allow-python {pack}": "if you trust it, use --allow-python {pack}",
        "规则 {code} 的文件 {file} 不在规则包里": "the file {file} of rule {code} is not in the pack",
        "应为 {folder} 下的 .py 文件": "it must be a .py file in {folder}",
        '{file} 里没有 @rule("{code}") 的函数': '{file} has no function with @rule("{code}")',
        "Python 规则不用 {key}": "a rule in Python has no {key}",
        "写在函数里": "write it in the function",
        "Python 规则缺少 why-python": "a rule in Python needs why-python",
        "写一句 YAML 为何写不出来": "say why YAML does not do",
        "why-python 只用于 Python 规则": "why-python is for rules in Python only",
        # lexicons
        "词条要么写 wrong，要么写 pattern": "an entry has either wrong or pattern",
        "词条 {wrong} 重复": "the entry {wrong} is there twice",
        "词条 {wrong} 的 right 与 wrong 一样": "the entry {wrong}: right is the same as wrong",
        "例外 {word} 不含 {wrong}，不起作用": "except: {word} does not hold {wrong}, and changes nothing",
        "{key} 应为报告年度，不是 {text}": "{key} must be the year of a report, not {text}",
        "since {since} 晚于 until {until}，哪一年都不会用到": (
            "since {since} is after until {until}: it is used in no year"
        ),
        # wants
        "title 是空的": "title is empty",
        "题名的写法里没有 {{{name}}}": "the wording of a title can have no {{{name}}}",
        "题名的写法里没有文字，任何题名都符合": "the wording of the title has no text, and any title fits",
        "有 {count} 字，超过上限 {most}": "it has {count} characters, and may have {most}",
        "subheadings 是空的": "subheadings is empty",
        "写小标题的列表：{example}": "write a list of sub-headings: {example}",
        "小标题应为文字，或几种写法的列表": "a sub-heading must be a text, or a list of wordings",
        "contains 是空的": "contains is empty",
        "可用：{names}，或写要有的话": "one of {names}, or the words that must be there",
        "contains 的这一项是空的": "this entry of contains is empty",
        "contains 的每一项应为文字，或 名称: 模式": "each entry of contains must be a text, or NAME: PATTERN",
        "contains 的 {name} 应为一个模式": "contains: {name} must be a pattern",
        "{key} 应为次年的一天，不是 {text}": "{key} must be a day of the year after, not {text}",
        "{key} 应为字数，不是 {text}": "{key} must be a number of characters, not {text}",
        "length 的 min {least} 大于 max {most}，没有报告能符合": (
            "length: min {least} is more than max {most}, and no report fits"
        ),
        # examples
        "样例要有 {names} 中的一个": "an example needs one of {names}",
        "样例的 text 单独写是一整篇报告，不能再写 {rest}": (
            "an example: text by itself is a whole report; {rest} cannot be added"
        ),
        "样例的 year 是早晚几年，如 -1，不能是 {text}": (
            "an example: year is some years before or after, such as -1, not {text}"
        ),
        "样例的 cell 和 value 要一起写": "an example has cell and value together",
        "样例的 {name} 应为一个值": "an example: {name} must be a value",
        # expressions
        "表达式有 {count} 字，超过上限 {most}": "the expression has {count} characters, and may have {most}",
        "用 let 分成几步": "divide it into steps by let",
        "表达式没有写完": "the expression is not finished",
        "表达式在“{part}”处写错": "the expression is wrong at “{part}”",
        "表达式嵌套超过 {most} 层": "the expression is nested more than {most} deep",
        "多了一个 +": "there is a + too much",
        "相等写作 ==": "write == for equal",
        "“{slip}”写作 {meant}": "write {meant} for “{slip}”",
        "没有“{slip}”：什么时候才查，写在 when 里": "there is no “{slip}”: write in when in which case to check",
        "{name} 是行的名称：写 on: {table}.column，或 {name}.某列": (
            "{name} is the name of a row: write on: {table}.column, or {name}.COLUMN"
        ),
        "{name} 是列的名称：写 on: {table}.row，或 某行.{name}": (
            "{name} is the name of a column: write on: {table}.row, or ROW.{name}"
        ),
        "上一年度的值写作 {prefix}.…，用于 on: years 开头的规则": (
            "values of the year before are written {prefix}.…, in rules whose on: begins with years"
        ),
        "含 / 的名称放在【】里，如 {example}": "names with / stand in 【】, such as {example}",
        "只有单元格可以用点，如 {example}": "only cells have points in them, such as {example}",
        "比较不能连写，用 {word} 连接": "comparisons cannot be chained; join them by {word}",
        "名称 {name} 已有所指，不能再用于 let": "the name {name} has a meaning, and cannot be used in let",
        "没有名为 {name} 的值": "there is no value {name}",
        "没有名为 {name} 的表": "there is no table {name}",
        "没有名为 {name} 的函数": "there is no function {name}",
        "单元格写作 表.行.列": "a cell is written TABLE.ROW.COLUMN",
        "表 {table} 没有行 {row}": "the table {table} has no row {row}",
        "表 {table} 的行 {row} 没有列 {column}": "the row {row} of the table {table} has no column {column}",
        "{lacking} 版没有 {name}": "the form {lacking} has no {name}",
        "规则若只用于 {have} 版，写 forms: [{have}]": "if the rule is for the form {have} only, write forms: [{have}]",
        "这里应为{wanted}，不是{found}": "this must be {wanted}, not {found}",
        "数": "a number",
        "文字": "a text",
        "判断": "a condition",
        "单元格": "a cell",
        "一组单元格": "a group of cells",
        "一组单元格要先用 {call}": "a group of cells needs {call} first",
        "单元格的文字用 {call}": "the text of a cell is {call}",
        "{kind}不能比大小": "{kind} is neither less nor more than another",
        "只能用 == 或 !=": "use == or !=",
        "{prefix}. 只能用于 on: {only} 开头的规则": "{prefix}. is for rules whose on: begins with {only}",
        "{prefix}. 后面不能是 let 里的名称": "{prefix}. cannot be followed by a name of let",
        "{prefix}. 后面应为单元格或数，不是{found}": "{prefix}. must be followed by a cell or a number, not by {found}",
        "直接写单元格": "write the cell",
        "{name} 要 {wanted} 个参数，这里有 {given} 个": "{name} takes {wanted} argument(s), and has {given}",
        "{name} 的参数是文字和一段引号里的正则表达式": "{name} takes a text, and a pattern in quotes",
        "{name} 的参数是一段引号里的文字": "{name} takes a text in quotes",
        "规则没有选项 {name}": "the rule has no option {name}",
        "没有口径 {name}": "there is no qualifier {name}",
        "这个条件里没有报告中的值，结果总是一样": "nothing in this condition is of the report: it is always the same",
        "写上要比较的名称": "name what is to be compared",
        "{what}不会是“{value}”，这个条件没有意义": "{what} is never “{value}”: the condition means nothing",
        "与前面的条件矛盾，合起来永远不成立": "this contradicts what stands before: together they never hold",
        "与前面的条件合起来永远成立": "together with what stands before this always holds",
        # messages and patterns
        "{{ 没有配对的 }}": "a {{ without its }}",
        "写花括号本身用 {{{{": "write {{{{ for the sign itself",
        "{kind}不能直接写进消息": "{kind} cannot be written into a message",
        "一组单元格用 {call}": "use {call} for a group of cells",
        "模式有 {count} 字，超过上限 {most}": "the pattern has {count} characters, and may have {most}",
        "模式展开后有 {count} 步，超过上限 {most}": (
            "the pattern, with its repetitions written out, has {count} steps, and may have {most}"
        ),
        "重复次数写小一些": "let it repeat less often",
        "模式能匹配空文字，会处处命中": "the pattern matches the empty text, and so everywhere",
        "至少要求一个字符": "let it need one character at least",
        "模式没有第 {number} 组": "the pattern has no group {number}",
        "共 {count} 组": "it has {count}",
        "模式写错：{what}": "the pattern is wrong: {what}",
        "模式在“{part}”处写错：{what}": "the pattern is wrong at “{part}”: {what}",
        "不支持的写法": "this is not known",
        "不支持的转义": "this escape is not known",
        "重复次数过大": "it repeats too often",
        "缺少 ]": "a ] is missing",
        "缺少 )": "a ) is missing",
        "多了 )": "a ) is too much",
        "重复符号前没有内容": "nothing stands before the sign of repetition",
        "字符范围写错": "a range of characters is wrong",
        "重复符号连写": "two signs of repetition",
        "模式过大": "the pattern is too large",
        "不能用环视，改用 unless": "there is no looking around; use unless",
        "汉字直接写，不用 \\u": "write the characters themselves, not \\u",
        "重复最多 1000 次": "1000 repetitions are the most",
        "不能用反向引用，把词逐一写出": "there are no back-references; write the words out",
    }
)
