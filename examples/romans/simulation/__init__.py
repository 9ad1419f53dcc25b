"""How the simulated answers of this example are made, one instrument a module."""
