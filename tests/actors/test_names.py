"""Two spellings of one person, and two persons of one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.actors.names import name_words, same_person


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mohammad Baqeri", "Mohammad Bagheri"),
        ("Mohammed bin Salman", "Mohammad bin Salman"),
        ("Muhammad Hussein", "Mohamed Hussain"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Xi Jinping", "Jinping Xi"),
        ("M. Baqeri", "Mohammad Baqeri"),
        ("Mohammad Reza Ashtiani", "Mohammad Ashtiani"),
        ("Tamim bin Hamad al-Thani", "Tamim bin Hamad Al Thani"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Mahmoud Ahmadinejad", "Mahmood Ahmadinezhad"),
        ("Muammar Gaddafi", "Moammar Qaddafi"),
        ("Abdullah Gul", "Abdallah Gül"),
        ("George Bush", "George W. Bush"),
        ("Dr. Hassan Rouhani", "Hassan Rohani"),
    ],
)
def test_spellings_of_one_person_meet(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Baqeri", "Mohammad Baqeri"),
        ("Baqeri", "Baqeri"),
        ("Ali Baqeri", "Mohammad Baqeri"),
        ("George W. Bush", "George H. W. Bush"),
        ("Hassan Nasrallah", "Hussein Nasrallah"),
        ("Hamid Karzai", "Hamad Karzai"),
        ("Mahmoud Abbas", "Mohammed Abbas"),
        ("Nawaz Sharif", "Shehbaz Sharif"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Li Keqiang", "Li Qiang"),
        ("Bill Clinton", "Hillary Clinton"),
        ("J. Smith", "K. Smith"),
    ],
)
def test_a_shared_last_name_is_not_enough(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_order_of_the_two_does_not_matter(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)


def test_words_of_a_name_leave_out_titles_and_articles() -> None:
    assert name_words("Sheikh Tamim bin Hamad al-Thani") == ("tamim", "hamad", "thani")
