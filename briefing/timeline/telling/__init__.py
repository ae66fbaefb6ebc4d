"""A sentence and its dates become tellings: what happens, when, whom "he" means, and who says so."""
