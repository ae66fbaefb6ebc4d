"""The timeline file: its schema, how it is written for a person to correct, and how it is read back."""
