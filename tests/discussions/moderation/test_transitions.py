"""The table of states, against the one that moderators are told."""

import pytest

from discussions.moderation.transitions import MOST_TRIES, NEGATIVE, Act, Outcome, State, Who, acts, after, parts

AUTHOR, MODERATOR, SECOND, SYSTEM, OFFICER = (frozenset({who}) for who in Who)
NOTHING: tuple[Act, ...] = ()
WITHDRAW = (Act.WITHDRAW,)
ALL_THREE = (Act.PUBLISH, Act.RETURN, Act.REMOVE)


@pytest.mark.parametrize(
    ("state", "who", "may"),
    [
        (None, AUTHOR, (Act.SEND, Act.SEND)),
        (None, MODERATOR, NOTHING),
        (State.PENDING, AUTHOR, WITHDRAW),
        (State.PENDING, MODERATOR, ALL_THREE),
        (State.PUBLISHED, AUTHOR, (Act.EDIT, Act.WITHDRAW)),
        (State.PUBLISHED, MODERATOR, ALL_THREE),
        (State.PUBLISHED, SYSTEM, (Act.HIDE,)),
        (State.PENDING, SYSTEM, NOTHING),
        (State.RETURNED, AUTHOR, (Act.REVISE, Act.WITHDRAW, Act.APPEAL)),
        (State.RETURNED, MODERATOR, (Act.REMOVE,)),
        (State.RETURNED, SECOND, (Act.OVERTURN, Act.UPHOLD)),
        (State.REMOVED, SECOND, (Act.OVERTURN, Act.UPHOLD)),
        (State.PUBLISHED, SECOND, NOTHING),
        (State.REMOVED, AUTHOR, (Act.APPEAL,)),
        *((state, OFFICER, (Act.ERASE,)) for state in State if state != State.ERASED),
        (State.ERASED, OFFICER, NOTHING),
        (State.REMOVED, MODERATOR, NOTHING),
        (State.WITHDRAWN, AUTHOR, NOTHING),
        (State.WITHDRAWN, MODERATOR, NOTHING),
        (State.ERASED, AUTHOR, NOTHING),
        (State.ERASED, MODERATOR, NOTHING),
    ],
)
def test_who_may_do_what(state, who, may):
    assert acts(state, who) == may


@pytest.mark.parametrize(
    ("act", "before", "leads_to"),
    [
        (Act.REVISE, State.RETURNED, State.PENDING),
        (Act.WITHDRAW, State.PUBLISHED, State.WITHDRAWN),
        (Outcome.PUBLISH, State.PENDING, State.PUBLISHED),
        (Outcome.RETURN, State.PUBLISHED, State.RETURNED),
        (Outcome.REMOVE, State.RETURNED, State.REMOVED),
        (Act.EDIT, State.PUBLISHED, State.PUBLISHED),
        (Outcome.PUBLISH, State.PUBLISHED, State.PUBLISHED),
        (Outcome.OVERTURN, State.REMOVED, State.PUBLISHED),
        (Outcome.UPHOLD, State.RETURNED, State.RETURNED),
        (Act.HIDE, State.PUBLISHED, State.PENDING),
        (Act.ERASE, State.PENDING, State.ERASED),
    ],
)
def test_where_an_act_leads(act, before, leads_to):
    assert after(act, before) == leads_to


def test_what_the_table_does_not_have_is_an_error():
    with pytest.raises(KeyError):
        after(Act.PUBLISH, State.WITHDRAWN)


def test_after_five_tries_a_post_is_not_sent_again():
    assert Act.REVISE in acts(State.RETURNED, AUTHOR, tries=MOST_TRIES - 1)
    assert Act.REVISE not in acts(State.RETURNED, AUTHOR, tries=MOST_TRIES)
    assert Act.EDIT not in acts(State.PUBLISHED, AUTHOR, tries=MOST_TRIES)


@pytest.mark.parametrize("may_moderate", [True, False])
def test_an_author_never_moderates_their_own_post(may_moderate):
    assert parts(is_author=True, may_moderate=may_moderate) == AUTHOR


def test_on_an_appeal_whoever_decided_first_has_no_part():
    assert parts(is_author=False, may_moderate=True, is_appeal=True) == SECOND
    assert parts(is_author=False, may_moderate=True, is_appeal=True, decided_first=True) == frozenset()
    assert parts(is_author=True, may_moderate=True, is_appeal=True) == AUTHOR


def test_students_moderate_nothing():
    assert parts(is_author=False, may_moderate=False) == frozenset()


def test_whatever_the_author_did_not_hope_for_needs_a_reason():
    assert frozenset({Outcome.RETURN, Outcome.REMOVE, Outcome.UPHOLD}) == NEGATIVE
