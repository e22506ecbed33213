"""资金与勾稽: do the numbers of the form add up?"""
