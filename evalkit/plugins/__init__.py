"""The way in for plugins: hooks, the registry they fill, and the manager that calls them."""
