"""The built-in ways of reading a tally."""
