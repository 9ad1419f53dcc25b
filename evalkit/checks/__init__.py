"""The built-in house rules: what makes a tree hard to use in a room, said before anything is collected."""
