"""A first draft of an instrument's file from what a centre has: a form, a survey's structure, or answers."""
