"""成本: does cost say what a thing costs?"""
