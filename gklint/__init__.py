"""gklint: a linter for China's annual reports on government information disclosure.

政府信息公开工作年度报告：解析、核对、给出诊断。
"""

__version__ = "0.1.0"
