"""Owns copies of the whole system in one file: database, files, and the proof that they are what they were."""
