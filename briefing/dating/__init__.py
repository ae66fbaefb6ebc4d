"""Dating: the publication dates of undated documents, from evidence in the collection."""
