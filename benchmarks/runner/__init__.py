"""Measures the benchmarks and writes the report; see ../run.py."""
