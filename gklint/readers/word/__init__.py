"""Word documents (.docx, .docm, transitional and strict): read as a person sees them, fixed without being rewritten."""

from __future__ import annotations

from gklint.readers.word.edits import apply_edits
from gklint.readers.word.reader import read_docx

__all__ = ["apply_edits", "read_docx"]
