"""Owns the questions asked before a year begins: of its days, its offices, and of the plans of the year before."""
