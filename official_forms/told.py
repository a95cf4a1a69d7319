"""Owns the sentences both forms need about what is missing, inferred or read and not stored."""

from decimal import Decimal

from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from cell_values.quarter_words import ORDINALS
from cell_values.sentence import Sentence
from cell_values.value import plain


def year_to_date(quarter: int) -> Sentence:
    return Sentence(
        f"অগ্রগতি বছরের শুরু থেকে; আগের কোয়ার্টার বাদে বাকিটা {ORDINALS[quarter].bn} ত্রৈমাসিকের অর্জন হিসেবে নেওয়া হয়েছে।",
        "The progress counts from the beginning of the year; what the quarters before do not hold was taken as that of "
        f"quarter {quarter}.",
    )


def number_inferred(number: str) -> Sentence:
    return Sentence(
        f"নম্বর লেখা নেই; ক্রম দেখে {to_bengali(number)} ধরা হয়েছে।",
        f"No number is written; by its place {number} was taken.",
    )


def weight_missing(number: str) -> Sentence:
    return Sentence(
        f"সূচক {to_bengali(number)}-এর মান লেখা নেই; ০ ধরা হয়েছে। মান লিখুন।",
        f"Indicator {number} has no weight, so 0 was taken. Write its weight.",
    )


def no_weights() -> Sentence:
    return Sentence(
        "ফরমটিতে সূচকের মানের কলাম নেই; প্রতিটি সূচকের মান ০ ধরা হয়েছে। নম্বর গণনার আগে মান দিন।",
        "The form has no column of weights, so every weight was taken as 0. Enter the weights before counting marks.",
    )


def area_weight_missing(number: str, summed: Decimal) -> Sentence:
    return Sentence(
        f"ক্ষেত্র {to_bengali(number)}-এর মান লেখা নেই; সূচকগুলোর মানের যোগফল {show_number(summed)} ধরা হয়েছে।",
        f"No weight is printed for area {number}; the sum of its indicators, {plain(summed)}, was taken.",
    )


def head_missing(level: str, number: str) -> Sentence:
    """``level`` is "area" or "activity"."""
    bn, bn_number = {"area": "ক্ষেত্র", "activity": "কার্যক্রম"}[level], to_bengali(number)
    return Sentence(
        f"{bn} {bn_number}-এর শিরোনাম পাওয়া যায়নি; নিচের সারিগুলো শিরোনাম ছাড়াই {bn} {bn_number}-এ রাখা হয়েছে।",
        f"The heading of {level} {number} was not found; the rows below were put into one without a title.",
    )


def heading_below(title: str) -> Sentence:
    return Sentence(
        f"“{title}” শিরোনামটি নিজের কিছু সারির নিচে আছে; একই নম্বরের ওপরের সারিগুলোও এতে রাখা হয়েছে।",
        f"The heading “{title}” stands below some of its rows; the rows of its number above were put into it as well.",
    )
