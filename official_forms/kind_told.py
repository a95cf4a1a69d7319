"""Owns what is said of the kind of a plan: unclear, told by its columns, contradicted, or none that is kept here."""

from collections.abc import Iterable, Sequence

from cell_values.sentence import Sentence
from official_forms.kind import PlanKind
from official_forms.kind_names import NamedKinds
from official_forms.leftovers import quoted
from official_forms.other_kinds import OtherKind


def not_kept(named: NamedKinds) -> Sentence:
    """Of a plan whose titles name a kind that has no place here."""
    bn, en = _titles(named.others)
    return Sentence(
        f"এটি {bn} (“{_quoted(named)}”); এ ধরনের পরিকল্পনা এখানে রাখা হয় না, তাই নেওয়া হয়নি। "
        "অন্য পরিকল্পনা হলে টেবিলের ওপরে তার নাম লিখে আবার দিন।",
        f"This is the {en} (“{_quoted(named)}”). Plans of this kind are not kept here, so it was not taken over. If it "
        "is another plan, write its name above the table and send the file again.",
    )


def not_asked(asked: PlanKind, named: NamedKinds) -> Sentence:
    """Of a plan whose titles name another kind than the one looked for."""
    bn, en = _titles(named.kept)
    return Sentence(
        f"বলা হয়েছে “{asked.title.bn}”, কিন্তু শিরোনামে লেখা {bn} (“{_quoted(named)}”); তাই নেওয়া হয়নি।",
        f"“{asked.title.en}” was asked for, but the title names {en} (“{_quoted(named)}”), so it was not taken over.",
    )


def said_otherwise(said: PlanKind, named: NamedKinds) -> Sentence:
    """Of a plan read as somebody said, though its titles name another kind."""
    bn, en = _titles((*named.kept, *named.others))
    return Sentence(
        f"ধরন বলা হয়েছে “{said.title.bn}”, কিন্তু শিরোনামে লেখা {bn}। শিরোনামেরটি নয়, বলা ধরনটিই নেওয়া হয়েছে।",
        f"The kind was given as “{said.title.en}”, but the title names {en}. What was given was "
        "taken, not the title's.",
    )


def unlike(said: PlanKind) -> Sentence:
    """Of a plan somebody said is of a kind whose columns it lacks."""
    return Sentence(
        f"ধরন বলা হয়েছে “{said.title.bn}”, কিন্তু ফরমটির কলাম সে ধরনের নয়। অন্য ধরন বলুন বা ফরমটি ঠিক করুন।",
        f"The kind was given as “{said.title.en}”, but the form has not the columns of that kind. Choose another one "
        "or mend the form.",
    )


def contradicts(taken: PlanKind, named: NamedKinds) -> Sentence:
    """Of a plan whose titles name one kind and whose columns are another's."""
    bn, en = _titles(named.kept)
    return Sentence(
        f"শিরোনামে লেখা {bn}, কিন্তু কলামগুলো “{taken.title.bn}”-এর। কোনটি ঠিক, বেছে নিন বা শিরোনাম ঠিক করে আবার দিন।",
        f"The title names {en}, but the columns are those of “{taken.title.en}”. Choose which is right, or mend the "
        "title and send the file again.",
    )


def unclear(fitting: Iterable[PlanKind]) -> Sentence:
    """Of a plan whose columns fit several kinds, or none surely, where the titles name none."""
    bn, en = _titles(fitting)
    return Sentence(
        f"ফরমটি কোন ধরনের পরিকল্পনা, বোঝা যায়নি: কলাম {bn}-এর সঙ্গে মেলে, শিরোনামে নাম নেই। "
        "ধরন বেছে নিন, অথবা টেবিলের ওপরে পরিকল্পনার নাম লিখে আবার দিন।",
        f"Which kind of plan the form is could not be told: its columns fit {en}, and the titles name none. Choose the "
        "kind, or write the name of the plan above the table and send the file again.",
    )


def several_named(named: NamedKinds) -> Sentence:
    """Of a plan whose titles name several kinds, one of them not kept here."""
    bn, en = _titles((*named.kept, *named.others))
    return Sentence(
        f"শিরোনামে একাধিক ধরনের পরিকল্পনার নাম: {bn}। কোনটি, বেছে নিন বা শিরোনাম ঠিক করে আবার দিন।",
        f"The titles name more than one kind of plan: {en}. Choose which it is, or mend the title "
        "and send the file again.",
    )


def by_columns(taken: PlanKind) -> Sentence:
    """Of a plan that is of the kind its columns fit best."""
    return Sentence(
        f"শিরোনামে পরিকল্পনার ধরন নেই; কলাম দেখে “{taken.title.bn}” ধরা হয়েছে। ঠিক আছে কি না দেখুন।",
        f"The titles do not say which kind of plan this is; by its columns it was taken as “{taken.title.en}”. Please "
        "check.",
    )


def _titles(kinds: Iterable[PlanKind | OtherKind]) -> tuple[str, str]:
    titles: Sequence[Sentence] = [kind.title for kind in kinds]
    return ", ".join(f"“{title.bn}”" for title in titles), ", ".join(f"“{title.en}”" for title in titles)


def _quoted(named: NamedKinds) -> str:
    return quoted(named.text)
