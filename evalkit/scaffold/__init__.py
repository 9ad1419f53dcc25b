"""Folders made to start from: a structure’s own evaluation, a plugin’s distribution."""
