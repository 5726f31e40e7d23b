"""Why a file is not read, or not fixed, in English, by the Chinese of it; see :mod:`gklint.complaints`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "文件读不了：{reason}": "{reason}",
        "文件超过上限（{size}）；如果确要检查，请用 --max-size 调高上限": (
            "it is too large (the limit is {size}); --max-size allows more"
        ),
        "{size} 字节": "{size} bytes",
        "这是一个文件夹，不是文件；请写出其中文件的路径": "it is a folder; name the files in it",
        "路径中有不允许的字符；请检查路径": "the path holds a character that is not allowed; check the path",
        "标准输入没有打开；请把文字送到标准输入，或写出文件的路径": (
            "standard input is not open; send the text there, or name the file"
        ),
        "文件不存在；请检查路径是否写对": "there is no such file; check the path",
        "没有读取权限；请检查文件或文件夹的权限": "no leave to read it; check the rights of the file and its folder",
        "路径太长，系统不接受；请把文件移到较短的路径下": "its path is too long for the system; move the file",
        "符号链接互相指向，找不到文件；请检查链接": "its links lead in a circle; check them",
        "系统不能读取这个文件（{reason}）；请检查文件和磁盘": (
            "the system cannot read it ({reason}); check the file and the disk"
        ),
        "PDF 超过 {count} 页，不像一份报告；如果确要检查，请用 --max-pages 调高上限": (
            "the PDF has more than {count} pages; --max-pages allows more"
        ),
        (
            "旧格式（.doc、.wps）或加密的文件不能直接读取；"
            "请用 Word 或 WPS 打开，另存为 .docx（不设密码）后再检查；装有 LibreOffice 时也可以加 --convert"
        ): (
            "old formats (.doc, .wps) and encrypted files are not read; save it as .docx, without a"
            " password, or use --convert, which needs LibreOffice"
        ),
        "RTF 格式不能直接读取；请用 Word 或 WPS 打开，另存为 .docx（不设密码）后再检查": (
            "RTF is not read; save it as .docx, without a password"
        ),
        "ODT 格式不能直接读取；请用 Word、WPS 或 LibreOffice 打开，另存为 .docx 后再检查": (
            "ODT is not read; save it as .docx, with Word, WPS or LibreOffice"
        ),
        "OFD 格式不能直接读取；请另存为 .docx 或 .pdf 后再检查": "OFD is not read; save it as .docx or .pdf",
        "这是图片，里面没有文字可查；请用原文件（.docx、.txt 等）检查": (
            "it is an image, and has no text; check the original (.docx, .txt and so on)"
        ),
        "这是压缩包或其他二进制文件，不是报告；请解压后检查其中的报告": (
            "it is an archive or another binary file; unpack it and check the reports in it"
        ),
        "这是表格或演示文稿，不是报告正文；请把报告存为 .docx 后再检查": (
            "it is a spreadsheet or a presentation; save the report as .docx"
        ),
        "单个文件的网页（.mht、.mhtml）不能直接读取；请在浏览器中打开，另存为“网页，仅 HTML”后再检查": (
            "pages in one file (.mht, .mhtml) are not read; open it in a browser and save it as HTML only"
        ),
        "{one} 或 {other}": "{one} or {other}",
        (
            ""
            "第 {line} 行（第 {byte} 字节）不是有效的 {names} 文字，文件可能已损坏或用了别的编码；"
            "请用编辑器打开核对，另存为 UTF-8 后再检查"
        ): (
            "line {line} (byte {byte}) is not {names}; it is damaged or in another encoding; look at it in"
            " an editor, and save it as UTF-8"
        ),
        "网页里没有文字，报告可能由脚本另行载入，或是图片；请在浏览器中打开后另存为完整网页，或改查 .docx": (
            "the page has no text: the report may be loaded by a script, or be an image; save the whole"
            " page from a browser, or check the .docx"
        ),
        "网页内容过多，超出一份报告应有的规模；没有读取": (
            "the page holds more than a report ever does, and was not read"
        ),
        "网页内容过多，不像一份报告；没有读取": "the page holds too much for a report, and was not read",
        "网页里的表格或其他内容嵌套过深，不像一份报告；没有读取": (
            "the page is nested too deeply for a report, and was not read"
        ),
        "网页已损坏，读不出内容；请重新保存网页后再检查": "the page is damaged; save it again",
        "网页不是有效的 {name} 文字，文件可能已损坏；请重新保存网页（编码选 UTF-8）后再检查": (
            "the page is not {name}, and may be damaged; save it again in UTF-8"
        ),
        "网页里表格的单元格超过 {most} 个，不像一份报告；没有读取": (
            "the tables of the page have more than {most} cells, and were not read"
        ),
        "请用 Word 或 WPS 打开，另存为 .docx（不设密码）后再检查": "save it as .docx, without a password",
        (
            "--convert 要用 LibreOffice，这台机器上没有找到；"
            "请先安装，或用 Word 或 WPS 打开，另存为 .docx（不设密码）后再检查"
        ): (
            "--convert needs LibreOffice, which is not on this machine; install it, or save the file as"
            " .docx, without a password"
        ),
        "LibreOffice 打不开这个文件，可能已损坏或设了密码；{hint}": (
            "LibreOffice cannot open it: it may be damaged or have a password; {hint}"
        ),
        "LibreOffice 不能启动（{reason}）；{hint}": "LibreOffice cannot be started ({reason}); {hint}",
        "LibreOffice 用了 {seconds} 秒还没有转换完，已经停下；{hint}": (
            "LibreOffice was stopped after {seconds} seconds; {hint}"
        ),
        "PDF 里没有文字层（扫描件或图片），无法检查；请用原来的 .docx，或先做文字识别（OCR）": (
            "the PDF has no text (it is a scan or an image); check the .docx that it was made from, or have"
            " its text recognised (OCR)"
        ),
        "文档里只有图片，没有文字（可能是扫描件），无法检查；请用原来的文档，或先做文字识别（OCR）": (
            "the document has pictures and no text (it may be a scan); check the document that it was made from, or"
            " have its text recognised (OCR)"
        ),
        "PDF 的字体没有文字对照，读出来是乱码，无法检查；请改用 .docx，或重新导出 PDF": (
            "the fonts of the PDF do not say which characters they show; check the .docx, or export the PDF again"
        ),
        "PDF 的字体声明了过多字符，可能是有意构造的文件；没有读取": (
            "the fonts of the PDF declare too many characters; it may be made to do harm, and was not read"
        ),
        "读取 PDF 用时过长，文件可能过于复杂或有意构造；没有读完，请改查 .docx": (
            "the PDF takes too long to read; check the .docx"
        ),
        "PDF 解压后超过 128 MB，不像一份报告，可能是有意构造的文件；没有读取": (
            "the PDF unpacks to more than 128 MB; it may be made to do harm, and was not read"
        ),
        "PDF 已损坏或不完整，读不出内容；请重新导出 PDF，或改查 .docx": (
            "the PDF is damaged or not whole; export it again, or check the .docx"
        ),
        "PDF 设有打开密码，读不出内容；请去掉密码另存后再检查": "the PDF has a password; save it without one",
        "PDF 一页上的字符和线条超过 {most} 个，不像一份报告；没有读取": (
            "a page of the PDF has more than {most} characters and lines; it was not read"
        ),
        "PDF 一页上的图形过于复杂，不像一份报告；没有读取": (
            "a page of the PDF has too complicated a drawing; it was not read"
        ),
        "PDF 太大，内存不够；请改查 .docx": "the PDF is too large for the memory; check the .docx",
        "请用 Word 或 WPS 打开，另存为 .docx 后再检查": "save it as .docx",
        "文件已加密，或其实是旧格式（.doc）；请用 Word 或 WPS 打开，去掉密码，另存为 .docx 后再检查": (
            "it is encrypted, or of an old format (.doc); save it as .docx, without a password"
        ),
        "文件已损坏或不完整，不能当作 .docx 打开；请重新取得文件，或{hint}": (
            "it is damaged or not whole, and no .docx; get it again, or open it in Word or WPS: {hint}"
        ),
        "压缩包里有 {count} 个部分，超过 {most} 个的上限，不像 Word 文档；没有读取": (
            "it has {count} parts, more than the {most} that a document may have; it was not read"
        ),
        "这不是 Word 文档（压缩包里没有正文）；{hint}": "it is no Word document: it has no text; {hint}",
        "文件已损坏：压缩包里正文出现两次；{hint}": "it is damaged: its text is there twice; {hint}",
        "压缩包设了密码；请去掉密码，或{hint}": "it has a password; remove that, or {hint}",
        "{name} 解压后超过 {size} 的上限，不像一份报告；没有读取": (
            "{name} unpacks to more than {size}; it was not read"
        ),
        "{name} 的压缩比异常（疑似压缩炸弹）；没有读取": "{name} is packed as a bomb would be; it was not read",
        "这不是 Word 文档（没有正文）；请用 Word 或 WPS 打开，另存为 .docx 后再检查": (
            "it is no Word document: it has no text; save it as .docx"
        ),
        "表格的单元格超过 {most} 个，不像一份报告；没有读取": (
            "its tables have more than {most} cells; it was not read"
        ),
        "表格嵌套超过 {most} 层，不像一份报告；没有读取": (
            "its tables are nested more than {most} deep; it was not read"
        ),
        "文档文字过多，超出一份报告应有的规模；没有读取": (
            "it has more text than a report ever does, and was not read"
        ),
        "文档里的文本框超过 {most} 个，不像一份报告；没有读取": (
            "it has more than {most} text boxes, and was not read"
        ),
        "文件已损坏，里面的 XML 不完整；请用 Word 或 WPS 打开，另存为 .docx 后再检查": (
            "it is damaged: its XML is not whole; save it as .docx"
        ),
        "文件里有 DTD 或实体声明，Word 文档中不应有，可能是恶意文件；没有读取": (
            "it has a DTD or entities, which no Word document has; it may be made to do harm, and was not read"
        ),
        "文档内容过多，超出一份报告应有的规模；没有读取": "it holds more than a report ever does, and was not read",
        "文档里的表格或其他内容嵌套过深，不像一份报告；没有读取": (
            "it is nested too deeply for a report, and was not read"
        ),
        "文档里的 XML 用了不允许的编码；请用 Word 或 WPS 打开，另存为 .docx 后再检查": (
            "its XML is in an encoding that is not allowed; save it as .docx"
        ),
        # fixes
        "{path}：没有写入修改：{reason}": "{path}: fixes were not written: {reason}",
        "读取之后文件被别的程序改动，请重新运行": "the file was changed by another program; run again",
        "文件夹或文件不许写，或文件正被 Word 等程序打开": "no leave to write, or the file is open in another program",
        "{path}：{codes} 的修改互相抵消，没有应用，请人工处理": (
            "{path}: the fixes of {codes} undo each other and were not made"
        ),
        "{path}：{codes} 的修改会带来新的错误，没有应用，请人工处理": (
            "{path}: the fixes of {codes} would bring in errors and were not made"
        ),
        "{path}：{reason}": "{path}: {reason}",
        "这种格式只显示修改建议，不能自动修改": "in this format fixes are shown and not made",
        "文件里有不能原样写回的字节，没有自动修改": (
            "the file has bytes that would not be written as they are; nothing was fixed"
        ),
        "文件的编码（{encoding}）没有“{word}”，没有修改；请先另存为 UTF-8": (
            "the encoding of the file ({encoding}) has no “{word}”; nothing was fixed; save it as UTF-8 first"
        ),
        "网页只显示修改建议，不直接改写；请在原稿或后台编辑器中修改": (
            "fixes of pages are shown and not made; mend the original, or use the editor of the site"
        ),
        "PDF 只显示修改建议，不能改写；请在原稿（.docx）中修改后重新导出": (
            "fixes of PDFs are shown and not made; mend the .docx that it was made from, and export it again"
        ),
        "旧格式经转换后读取，只显示修改建议，不能写回；请另存为 .docx 后再修改": (
            "fixes of old formats are shown and not made; save it as .docx first"
        ),
        "文档有数字签名，改动会使签名失效；请由签名人修改": (
            "the document is signed, and a change would undo that; let the signer mend it"
        ),
        "文件在检查之后改动过，没有修改；请重新检查": (
            "the file was changed after it was checked; nothing was fixed; check it again"
        ),
        "文档的压缩格式或编码少见，不能保证其余部分不变，没有修改；请在 Word 或 WPS 中手工修改": (
            "the document is packed or encoded in a rare way, and might not stay as it is; nothing was fixed;"
            " mend it in"
            " Word or WPS"
        ),
        "文字里有不能写入 Word 文档的字符，没有修改": (
            "the text has characters that no Word document can have; nothing was fixed"
        ),
        "{where}：修改涉及{kind}，不能自动写回，没有修改；请在 Word 或 WPS 中手工修改": (
            "{where}: the fix touches {kind}, and was not made; mend it in Word or WPS"
        ),
        "空文档": "an empty document",
        "正文": "text",
        "自动编号": "numbers that Word makes",
        "域（自动生成的内容）": "a field (what Word fills in)",
        "修订插入的文字": "text that a tracked change puts in",
        "文本框里的文字（文档为旧版程序另存了一份）": (
            "text in a text box, of which the document keeps a copy for old programs"
        ),
        "符号、公式或换行": "a symbol, a formula or a line break",
        "段落或单元格的边界": "the end of a paragraph or a cell",
        "换行": "a line break",
        "没有权限；请检查文件或文件夹的权限": "no leave; check the rights of the file and its folder",
        "磁盘已满；请腾出空间后重新运行": "the disk is full; make room and run again",
        "文件超过系统允许的大小；请检查磁盘的限额": "the file is larger than the system allows; check the quota",
        "磁盘是只读的；请换一个位置": "the disk can only be read; choose another place",
        "文件夹不存在，或文件已被移走；请检查路径": "the folder does not exist, or the file has gone; check the path",
        "系统报告：{reason}": "the system reports: {reason}",
    }
)
