"""部门整体: do tasks and indicators answer one another?"""
