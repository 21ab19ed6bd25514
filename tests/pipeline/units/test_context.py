"""How often, by which route and in which form an amount was given."""

import pytest

from pipeline.units import find_doses


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("2 g twice daily", "12 h"),
        ("2 g, twice a day", "12 h"),
        ("2 g b.i.d.", "12 h"),
        ("2 g BID", "12 h"),
        ("2 g three times per day", "8 h"),
        ("2 g 4 times/day", "6 h"),
        ("2 g every 6 h", "6 h"),
        ("2 g every 12 hours", "12 h"),
        ("2 g q8h", "8 h"),
        ("2 g every other day", "2 days"),
        ("2 g every 3 weeks", "3 weeks"),
        ("30 nmol/rat", None),
        ("2 g of leucine per meal", "meal"),
        ("2 g daily", "day"),
        ("2 g/day", "day"),
        ("2 g of leucine once a day", "day"),
        ("2 g once weekly", "week"),
        ("2 g twice a week", "84 h"),
        ("3 x 2 g/day", "8 h"),
        ("2 g per dose", "dose"),
        ("2 g per meal", "meal"),
        ("500-mg capsules", "capsule"),
        ("500 mg per tablet", "tablet"),
        ("twice daily with 2 g", "12 h"),
        ("2 g for 3 days", None),
        ("2 g 3 h before", None),
        ("2 g", None),
    ],
)
def test_every(text: str, every: str | None) -> None:
    assert find_doses(text)[0].every == every


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("2 g orally", "oral"),
        ("2 g p.o.", "oral"),
        ("300 mg/kg, i.p.", "intraperitoneal"),
        ("300 mg/kg ip", "intraperitoneal"),
        ("300 mg/kg, i.v.", "intravenous"),
        ("intravenous infusion of 30 g", "intravenous"),
        ("an infusion of 30 g", "infusion"),
        ("300 mg/kg s.c.", "subcutaneous"),
        ("30 nmol i.c.v.", "intracerebroventricular"),
        ("300 mg/kg by gavage", "gavage"),
        ("1 g/kg in drinking water", "drinking water"),
        ("oral 5 g", "oral"),
        ("5 g without more", None),
        ("10 mg/kg i.p.) or valine (50 mg/kg)", "intraperitoneal"),
    ],
)
def test_route(text: str, route: str | None) -> None:
    assert find_doses(text)[0].route == route


def test_a_list_shares_its_route_and_frequency_and_neighbours_do_not() -> None:
    shared = find_doses("(100, 200 and 400 mg/kg, i.p., twice daily)")
    assert {(d.route, d.every) for d in shared} == {("intraperitoneal", "12 h")}
    first, second = find_doses("leucine (10 mg/kg i.p.) or valine (50 mg/kg)")
    assert (first.route, second.route) == ("intraperitoneal", None)
    first, second = find_doses("5 g twice daily or 9 g of placebo")
    assert (first.every, second.every) == ("12 h", None)
