"""The edge of the disk: answer files opened behind a preflight, outputs put in place whole or not at all."""
