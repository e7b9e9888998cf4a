"""Short questions and answers over a screen: why not, which one, are you sure."""
