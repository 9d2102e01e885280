"""The same person across articles: by full names that nobody else could have, never by a last name alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from kg.actors.linking import Named, links


def person(name: str, country: str = "IRN", *offices: str) -> Named:
    slug = name.lower().replace(" ", "-").replace(".", "")
    return Named(id=f"{country}/{slug}", names=(name,), offices=frozenset(offices))


def linked(*persons: Named) -> set[tuple[str, str]]:
    return {(link.id, link.into) for link in links(persons)}


def test_transliterations_middle_names_and_name_order_are_one_person() -> None:
    found = linked(person("Mohammad Baqeri"), person("Mohammad Hossein Bagheri"))
    assert found == {("IRN/mohammad-baqeri", "IRN/mohammad-hossein-bagheri")}
    assert linked(person("Khalid al-Attiyah", "QAT"), person("Khalid Attiyah", "QAT"))
    assert linked(person("Wei Fenghe", "CHN"), person("Fenghe Wei", "CHN"))


def test_a_last_name_alone_is_nobody() -> None:
    assert linked(person("Baqeri"), person("Mohammad Baqeri")) == set()
    assert linked(person("Hassan Baqeri"), person("Mohammad Baqeri")) == set()


def test_nobody_is_linked_across_states() -> None:
    assert linked(person("Ali Hassan", "IRQ"), person("Ali Hassan", "SYR")) == set()


def test_an_initial_needs_an_office_that_both_held() -> None:
    assert linked(person("M. Baqeri"), person("Mohammad Baqeri")) == set()
    chief = "chief-of-staff"
    assert linked(person("M. Baqeri", "IRN", chief), person("Mohammad Baqeri", "IRN", chief))


def test_a_name_that_can_be_two_others_is_neither() -> None:
    office = "minister"
    persons = [person(name, "PAK", office) for name in ("A. Khan", "Ayub Khan", "Asif Khan")]
    assert linked(*persons) == set()


def test_pairs_that_were_told_apart_stay_apart() -> None:
    one, other = person("Ali Hassan"), person("Aly Hassan")
    assert links([one, other])
    assert links([one, other], [frozenset({one.id, other.id})]) == []


NAMES = st.lists(
    st.sampled_from(["Ali", "Aly", "A.", "Hassan", "Hasan", "Hussein", "Reza", "Baqeri", "Bagheri"]),
    min_size=1,
    max_size=3,
).map(" ".join)


@given(
    st.lists(NAMES, unique=True, max_size=8).flatmap(
        lambda names: st.tuples(st.just(names), st.permutations(names))
    )
)
def test_links_do_not_depend_on_order_and_lead_to_somebody_who_stands(
    names: tuple[list[str], list[str]],
) -> None:
    one, other = ([person(name, "IRN", "minister") for name in order] for order in names)
    found = links({p.id: p for p in one}.values())
    assert found == links({p.id: p for p in other}.values())
    replaced = {link.id for link in found}
    assert all(link.into not in replaced for link in found)
