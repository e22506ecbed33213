"""指标值: is the value one that can be measured and judged?"""
