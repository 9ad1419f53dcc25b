"""The built-in outputs: what people gather around, made from published results alone."""
