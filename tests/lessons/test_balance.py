"""The balance of sources: who is heard, who is not, and whether one voice outweighs the others. No database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.balance import Balance, Voice, balance_of, gaps

every = pytest.mark.parametrize

TYPES = ["primary", "news", "data"]
STANDPOINTS = ["mali", "france", "un"]
voices = st.lists(
    st.builds(Voice, st.sampled_from([*TYPES, "ngo"]), st.sampled_from(["en", "fr"]), st.sampled_from(STANDPOINTS))
)


def weigh(heard: list[Voice]) -> Balance:
    return balance_of(heard, types=TYPES, standpoints=STANDPOINTS)


def voices_of(*standpoints: str) -> list[Voice]:
    return [Voice("news", "en", standpoint) for standpoint in standpoints]


class TestShares:
    def test_are_counted_by_type_language_and_standpoint(self):
        balance = weigh([Voice("news", "en", "mali"), Voice("data", "fr", "mali"), Voice("data", "fr", "un")])
        assert balance.total == 3
        assert balance.types == [("data", 2), ("news", 1)]
        assert balance.languages == [("fr", 2), ("en", 1)]
        assert balance.standpoints == [("mali", 2), ("un", 1)]

    @given(voices)
    def test_add_up_to_the_total_and_stand_in_order_of_size(self, heard):
        balance = weigh(heard)
        for shares in (balance.types, balance.languages, balance.standpoints):
            counts = [share.count for share in shares]
            assert sum(counts) == balance.total == len(heard)
            assert counts == sorted(counts, reverse=True)

    @given(voices)
    def test_and_what_is_missing_make_up_all_that_was_asked_for(self, heard):
        balance = weigh(heard)
        assert {share.key for share in balance.standpoints} | set(balance.standpoints_missing) == set(STANDPOINTS)
        assert not {share.key for share in balance.types} & set(balance.types_missing)

    @given(st.data())
    def test_do_not_depend_on_the_order_of_the_sources(self, data):
        heard = data.draw(voices)
        one, other = weigh(heard), weigh(data.draw(st.permutations(heard)))
        assert one.types_missing == other.types_missing
        assert one.standpoints_missing == other.standpoints_missing
        assert one.mostly == other.mostly
        assert sorted(one.types) == sorted(other.types)


@every(
    ("standpoints", "mostly"),
    [
        ([], None),
        (["mali"], ("mali", 1)),
        (["mali", "un"], None),
        (["mali", "un", "mali"], ("mali", 2)),
        (["mali", "mali", "un", "un"], None),
        (["mali", "un", "un", "france"], None),
        (["mali", "un", "un", "un", "france"], ("un", 3)),
    ],
)
def test_more_than_half_is_most(standpoints, mostly):
    assert weigh(voices_of(*standpoints)).mostly == mostly


@every(("languages", "is_one"), [([], False), (["en"], True), (["en", "en"], True), (["en", "fr"], False)])
def test_one_language_is_told(languages, is_one):
    assert weigh([Voice("news", language, "un") for language in languages]).is_in_one_language is is_one


class TestGaps:
    WORDS = {"primary": "Primary document", "mali": "Mali", "un": "United Nations"}

    def test_name_what_is_missing_in_the_order_in_which_it_was_asked_for(self):
        heard = [Voice("news", "en", "un"), Voice("ngo", "fr", "france")]
        assert gaps(weigh(heard), self.WORDS) == ["no Primary document", "no data", "no Mali"]

    def test_name_the_one_language_and_the_one_standpoint(self):
        heard = voices_of("un", "un", "mali")
        assert gaps(balance_of(heard, types=[], standpoints=[]), self.WORDS) == [
            "all in one language (en)",
            "2 of 3 from United Nations",
        ]

    def test_are_none_where_everybody_is_heard(self):
        heard = [Voice("primary", "en", "mali"), Voice("news", "fr", "france"), Voice("data", "en", "un")]
        assert gaps(weigh(heard), self.WORDS) == []
