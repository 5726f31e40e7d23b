"""The configuration: ``gklint.toml`` and ``[tool.gklint]``, found, read, checked and put together."""
