"""指标归层: does the row stand under the tier it belongs to?"""
