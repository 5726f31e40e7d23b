"""A run over files: discover → read → do → outcome, a few files at a time, so that memory stays flat."""

from gklint.runner.discover import Target, Targets, discover

__all__ = ["Target", "Targets", "discover"]
