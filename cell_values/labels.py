"""Owns the words that stand on the printed form itself and are never what an office reports."""

from cell_values.doubt import fixed_doubt
from cell_values.text import key

# Column 7 and the headings over the figures of both official forms, in the spellings real files have.
FORM_LABELS = (
    "লক্ষ্যমাত্রা",
    "লক্ষমাত্রা",
    "অর্জন",
    "প্রকৃত অর্জন",
    "লক্ষ্যমাত্রা/অর্জন",
    "লক্ষ্যমাত্রা অর্জন",
    "মোট অর্জন",
    "অর্জিত মান",
    "অগ্রগতি",
    "Target",
    "Achieved",
    "Achievement",
    "Target/achieved",
    "Target/achievement",
)
_KEYS = frozenset(map(key, FORM_LABELS))
LONGEST_LABEL = 2 * max(map(len, FORM_LABELS))  # with room for spaces and punctuation


def is_form_label(text: str) -> bool:
    """Whether a text is a label of the form and nothing else."""
    return len(text) <= LONGEST_LABEL and key(text) in _KEYS


form_label = fixed_doubt(
    "form_label",
    "এটি ফরমের শিরোনাম, অর্জন নয়; সম্ভবত পাশের ঘর থেকে এসেছে। অর্জনটি লিখুন।",
    "is a label of the form, not a value; it may come from a cell beside. Write the value.",
)
