"""English as the timeline needs it: words, forms, verbs and clauses, from tables and the words beside them."""
