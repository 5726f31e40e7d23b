"""By what a finding is known again in another run: the baseline's key, made into one word."""

from __future__ import annotations

from collections import Counter
from hashlib import blake2s

from gklint.baseline import Key, key_of
from gklint.diagnostics import Diagnostic
from gklint.results import FileResult
from gklint.text import fold


def fingerprints(result: FileResult, *, with_path: bool) -> list[str]:
    """A hexadecimal word for each finding of ``result``, in their order, no two the same.

    Line numbers are not in it; findings that are alike are told apart by their order. ``with_path`` makes the words of
    two files differ.
    """
    seen: Counter[Key] = Counter()
    found = []
    for number, diagnostic in enumerate(result.findings.diagnostics):
        key = Key(*result.keys[number]) if result.keys else _key(diagnostic, result)
        if not with_path:
            key = key._replace(path="")
        seen[key] += 1
        words = "\0".join((*key, str(seen[key])))
        found.append(blake2s(words.encode(errors="surrogatepass"), digest_size=16).hexdigest())
    return found


def _key(diagnostic: Diagnostic, result: FileResult) -> Key:
    if result.document is not None:
        return key_of(diagnostic, result.document, result.path)
    text = result.source.slice(diagnostic.span) if result.source else ""
    return Key(result.path, diagnostic.code, "", fold(text))
