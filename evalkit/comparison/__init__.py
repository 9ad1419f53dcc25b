"""The use case of a department: structures side by side on a shared core, never ranked, never summed."""
