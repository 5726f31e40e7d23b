"""The engine: packs, rules, expressions, and checking a document by them."""
