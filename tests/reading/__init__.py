"""What is read wrongly among messages that others wrote and labelled, each miss with its reason."""
