"""日期: do deadlines fall into the year?"""
