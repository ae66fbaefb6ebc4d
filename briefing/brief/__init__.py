"""The brief: what stands where on the page, in words."""
