"""前后一致: do texts and rows say the same?"""
