"""What the program does: objects with signals, no widgets."""
