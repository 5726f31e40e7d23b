"""One file per output format; :mod:`gklint.reporters.base` chooses among them."""
