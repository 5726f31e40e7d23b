"""The table of mutations: for each code that can be an error or a warning, how a clean report comes to have it."""

from .consistency import CONSISTENCY
from .kit import PROSE, Mutant, Mutation, spoil
from .language import DOCUMENTS, MARKS, WORDS
from .structure import STRUCTURE
from .tables import LABELS, SUMS

__all__ = ["MUTATIONS", "PROSE", "Mutant", "Mutation", "spoil"]

MUTATIONS: tuple[Mutation, ...] = (*STRUCTURE, *LABELS, *SUMS, *CONSISTENCY, *WORDS, *MARKS, *DOCUMENTS)
