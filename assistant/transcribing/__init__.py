"""抄录 (transcribing): a model proposes a reading of what the code could not place; only words that stand in the file are kept.

printed (where words stand in a file) · answer (what a model is asked to write, and what of it stands) · by_model (the question, and the reading that comes of it)
"""
