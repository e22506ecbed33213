"""The pages (网页): widgets, one verb of the workbench each, and `view` rows. The use cases know no page."""
