"""量 (measures): what is measured, each with its definition, and the interval it is known within."""
