"""The use cases of one evaluation: loading what its files declare, and taking its answers to published results."""
