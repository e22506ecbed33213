"""分值权重: do the weights add up?"""
