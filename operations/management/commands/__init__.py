"""The commands by name."""
