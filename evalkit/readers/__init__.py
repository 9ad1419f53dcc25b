"""The built-in readers: what finds the table of answers in the files of the tools that centres collect with."""
