"""导出 (Export): a draft or an accepted form into an official layout, as xlsx or docx."""
