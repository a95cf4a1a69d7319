"""The doctor: what an operator should look at, each with what to do about it."""
