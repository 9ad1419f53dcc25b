"""Files that people write (YAML), read into nodes with places and from nodes into objects, every fault explained."""
