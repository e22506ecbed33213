"""填报完整: is everything there that a form must have?"""
