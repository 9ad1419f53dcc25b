"""The engine: trees, answers, tallies, readings, protection and synthesis, with no file, no plugin and no page."""
