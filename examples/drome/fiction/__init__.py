"""A dozen structures that do not exist, with trees of their own, for the comparison to have something to compare."""
