"""A page that needs nothing else: its style and script are in it, and its policy lets no others in."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from gklint import __version__
from gklint.reporters.markup import html_text

_HERE = Path(__file__).parent


@cache
def asset(name: str, folder: Path = _HERE) -> str:
    """The text of a file that lies beside the modules in ``folder``; ``page.css`` here is what all pages share."""
    return (folder / name).read_text(encoding="utf-8")


def page(title: str, body: Iterable[str], style: str, script: str = "") -> str:
    """The page with this title (plain text), the pieces of HTML of its ``body``, its ``style`` and its ``script``."""
    policy = ["default-src 'none'", f"style-src '{_hash(style)}'"]
    policy += [f"script-src '{_hash(script)}'"] if script else []
    policy += ["img-src data:", "base-uri 'none'", "form-action 'none'"]
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="gklint {html_text(__version__)}">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{html_text(title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{''.join(body)}"
        f'<footer class="wide"><p>由 gklint {html_text(__version__)} 生成。</p></footer>\n'
        + (f"<script>{script}</script>\n" if script else "")
        + "</body>\n</html>\n"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
