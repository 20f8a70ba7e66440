"""The table of states, against the one that moderators are told."""

import pytest

from discussions.moderation.transitions import MOST_TRIES, NEGATIVE, Act, Outcome, State, Who, acts, after, parts

AUTHOR, MODERATOR = frozenset({Who.AUTHOR}), frozenset({Who.MODERATOR})
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
        (State.PUBLISHED, AUTHOR, WITHDRAW),
        (State.PUBLISHED, MODERATOR, (Act.RETURN, Act.REMOVE)),
        (State.RETURNED, AUTHOR, (Act.REVISE, Act.WITHDRAW)),
        (State.RETURNED, MODERATOR, (Act.REMOVE,)),
        (State.REMOVED, AUTHOR, NOTHING),
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


@pytest.mark.parametrize("may_moderate", [True, False])
def test_an_author_never_moderates_their_own_post(may_moderate):
    assert parts(is_author=True, may_moderate=may_moderate) == AUTHOR


def test_students_moderate_nothing():
    assert parts(is_author=False, may_moderate=False) == frozenset()


def test_returning_and_removing_need_a_reason():
    assert frozenset({Outcome.RETURN, Outcome.REMOVE}) == NEGATIVE
