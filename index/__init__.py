"""相似 (index): what resembles a described project among what was published. Stranger to `corpus`: the roof hands it records."""
