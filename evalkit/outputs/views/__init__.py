"""What the pages tell: published results arranged for readers, every figure already said in words; knows no page."""
