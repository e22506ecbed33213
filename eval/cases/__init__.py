"""Cases (案例): what the house is tried on — requests in plain words, graded queries, clean drafts and the damages done to them."""
