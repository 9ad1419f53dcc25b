"""The built-in way of joining what several instruments say of a marker."""
