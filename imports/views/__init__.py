"""Owns the administrators' import: bringing documents, the preview with every problem on its cell, undoing."""
