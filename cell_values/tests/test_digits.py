from cell_values.digits import to_ascii, to_bengali


def test_ascii_digits_become_bengali_and_all_else_stays():
    assert to_bengali("Q1: 30/09/2020, ১২ (१२)") == "Q১: ৩০/০৯/২০২০, ১২ (१२)"


def test_bengali_digits_become_ascii_and_other_scripts_stay():
    assert to_ascii("৩০/০৯/২০২০ १२ ٣ ১.২৫%") == "30/09/2020 १२ ٣ 1.25%"
