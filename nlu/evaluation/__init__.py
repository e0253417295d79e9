"""How well are people understood, and is the training data sound?"""
