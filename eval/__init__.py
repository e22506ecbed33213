"""Quality, measured: cases, measures, controls that must fail, benchmarks. Composes everybody, like app.py."""
