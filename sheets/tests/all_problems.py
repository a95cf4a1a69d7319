"""Owns what is told of a plan of a document altogether."""

from official_forms.plan_checks import check_draft


def all_problems(document, draft):
    """The file's problems, the reader's, and those of the plan as a whole."""
    return document.problems + draft.problems + check_draft(draft)
