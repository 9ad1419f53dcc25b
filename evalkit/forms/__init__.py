"""The built-in blank forms: what a person holds in her hands, from the same definition that reads it back."""
