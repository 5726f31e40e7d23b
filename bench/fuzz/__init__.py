"""Fuzzing: see :mod:`bench.fuzz.__main__`."""
