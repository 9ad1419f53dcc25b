"""The built-in sheets that stand in the workbook beside the published tables."""
