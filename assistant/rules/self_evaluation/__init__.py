"""绩效自评: do scores, actuals and reasons agree?"""
