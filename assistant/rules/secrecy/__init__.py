"""保密与公开: is nothing said that must not be published?"""
