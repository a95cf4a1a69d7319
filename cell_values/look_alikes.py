"""Owns the letters of Bengali that officers, typists and scanners exchange without meaning another word."""

# What they become is part of the stored keys of offices: whoever changes it writes these anew.
_LOOK_ALIKES = str.maketrans({"ণ": "ন", "ী": "ি", "ূ": "ু", "ষ": "শ", "স": "শ", "য": "জ", "ৎ": "ত"})


def fold_look_alikes(text: str) -> str:
    """The text with one letter for each group of look-alikes: মন্ত্রনালয় for মন্ত্রণালয়, সুচক for সূচক."""
    return text.translate(_LOOK_ALIKES)
