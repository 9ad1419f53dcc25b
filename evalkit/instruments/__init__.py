"""The built-in kinds of instruments: what each asks, and how a filled-in row becomes answers."""
