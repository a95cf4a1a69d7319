"""Which cells are turned from Bijoy, by their fonts, their characters and their neighbours."""

from cell_values.legacy import Run, Turned, turned

MJ = "SutonnyMJ"


def test_a_cell_in_a_bijoy_font_is_turned_figures_and_all():
    assert turned([Run("4wU mfv", MJ)]) == Turned("৪টি সভা", is_certain=True)


def test_figures_and_marks_alone_stay_as_they_are():
    assert turned([Run("30/06/2021", MJ)]) is None
    assert turned([Run("--", MJ)]) is None


def test_stretches_in_other_fonts_are_left_alone():
    runs = [Run("AskxRb (", MJ), Run("welq stakeholder", "Arial"), Run(") mfv", MJ)]
    assert turned(runs) == Turned("অংশীজন (welq stakeholder) সভা", is_certain=True)


def test_a_word_whose_colour_changes_midway_is_one_word():
    assert turned([Run("gš¿Yv", MJ), Run("jq", MJ)]) == Turned("মন্ত্রণালয়", is_certain=True)
    assert turned([Run("wb", MJ), Run("‡", MJ), Run("`©k", MJ)]) == Turned("নির্দেশ", is_certain=True)


def test_english_in_a_bijoy_font_is_left_and_named():
    assert turned([Run("ICT kvLv", MJ)]) == Turned("ICT শাখা", is_certain=True, left=("ICT",))
    assert turned([Run("ICT", MJ)]) == Turned("ICT", is_certain=True, left=("ICT",))


def test_unicode_in_a_bijoy_font_is_unicode():
    assert turned([Run("অর্জন ICT", MJ)]) is None
    assert turned([Run("অজ©ন", MJ)]) == Turned("অর্জন", is_certain=True)


def test_without_its_font_a_cell_is_turned_when_its_words_prove_it():
    assert turned([Run("wkí gš¿Yvjq", "Calibri")]) == Turned("শিল্প মন্ত্রণালয়", is_certain=True)
    assert turned([Run("wkí gš¿Yvjq ICT", "")]) == Turned("শিল্প মন্ত্রণালয় ICT", is_certain=True, left=("ICT",))


def test_without_its_font_plain_letters_are_turned_only_among_other_bijoy_and_as_a_guess():
    assert turned([Run("mfv")]) is None
    assert turned([Run("mfv")], among_bijoy=True) == Turned("সভা", is_certain=False)
    assert turned([Run("Innovation website")], among_bijoy=True) is None
    assert turned([Run("12.5")], among_bijoy=True) is None


def test_unicode_and_english_are_left_alone():
    for text in ("অর্জন", "Number of meetings", "ICT বিভাগ", "৩০/০৬/২০২১", "", "30 °C", "“Smart Bangladesh” – 2041"):
        assert turned([Run(text, "Calibri")]) is None


def test_what_a_converter_left_is_mended_without_touching_the_english_beside_it():
    assert turned([Run("অজ©ন (e-GP)", "Nikosh")]) == Turned("অর্জন (e-GP)", is_certain=True)
