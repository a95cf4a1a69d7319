"""Owns the benchmarks: each measures a piece of the system beside its peer, in the same run."""
