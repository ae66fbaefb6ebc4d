"""A PDF against the sources inside it: what is proven, what a person decided, what is not at hand, what is false."""
