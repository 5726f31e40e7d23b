"""Reports as data: JSON (one object a report), and tables of two shapes for CSV and Parquet. See ``docs/data.md``."""
