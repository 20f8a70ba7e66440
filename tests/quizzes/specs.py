"""A specification of each kind; of each that has a key, an answer that is right and one that earns nothing."""

SAID = {"right": "Yes, so the record says.", "wrong": "No: look at the record again."}

SPECS: dict[str, dict] = {
    "single": {
        "options": [
            {"id": "a", "text": "Two", "feedback": "The article names only two.", "misconception": "C9014"},
            {"id": "b", "text": "Five", "right": True, "feedback": "So the record says."},
            {"id": "c", "text": "Ten", "feedback": "Ten voted in favour."},
        ]
    },
    "multiple": {
        "options": [
            {"id": "a", "text": "A ceasefire", "right": True, "feedback": "In paragraph 1."},
            {"id": "b", "text": "A no-fly zone", "right": True, "feedback": "In paragraph 6."},
            {"id": "c", "text": "An occupation", "feedback": "Paragraph 4 excludes it."},
            {"id": "d", "text": "A change of government", "feedback": "Nowhere."},
        ]
    },
    "truefalse": {"answer": False, "feedback": {"true": "Look at her title.", "false": "She was ambassador."}},
    "short": {"accepted": ["resolution 1973", "*1973*"], "feedback": SAID},
    "numeric": {"answer": "2011", "tolerance": "0", "unit": "year", "feedback": SAID},
    "ordering": {
        "items": [
            {"id": "a", "text": "Protests begin", "rank": 1},
            {"id": "b", "text": "The Arab League asks", "rank": 2},
            {"id": "c", "text": "The Council votes", "rank": 3},
        ],
        "feedback": SAID,
    },
    "matching": {
        "pairs": [
            {"id": "a", "left": "Robert Gates", "right": "advised against", "detail": "Secretary of Defense"},
            {"id": "b", "left": "Susan Rice", "right": "won a wider resolution"},
        ],
        "extra": ["resigned"],
        "feedback": SAID,
    },
    "claimcheck": {
        "statement": "Susan Rice told Obama not to intervene in Libya.",
        "answer": "inaccurate",
        "statuses": {"inaccurate": "Two accounts say the opposite.", "contested": "Who contests it?"},
        "evidence": [
            {"id": "a", "text": "A long essay", "detail": "The Atlantic", "right": True, "feedback": "It names both."},
            {"id": "b", "text": "A comment under a post", "feedback": "Unsigned."},
            {"id": "c", "text": "The article itself", "feedback": "It cannot check itself."},
        ],
    },
    "cloze": {
        "text": "Resolution [[a]] was adopted on [[b]] March 2011.",
        "gaps": [
            {"id": "a", "accepted": ["1973"], "choices": ["1970", "1973", "2085"]},
            {"id": "b", "accepted": ["17", "17th"], "points": 2},
        ],
        "feedback": SAID,
    },
    "sort": {
        "bins": [
            {"id": "s", "text": "Supports the claim"},
            {"id": "c", "text": "Challenges it"},
            {"id": "n", "text": "Context only"},
        ],
        "cards": [
            {"id": "a", "text": "A list of votes", "detail": "UN, 2011", "bin": "s", "feedback": "It counts them."},
            {"id": "b", "text": "A denial", "bin": "c"},
            {"id": "d", "text": "A map of Libya", "bin": "n"},
        ],
        "feedback": SAID,
    },
    "whosays": {
        "statements": [
            {"id": "a", "text": "We shall not surrender.", "detail": "speech, 22 February 2011", "speaker": "Gaddafi"},
            {"id": "b", "text": "Any means necessary.", "speaker": "Rice", "feedback": "In the Council."},
        ],
        "extra": ["Gates"],
        "feedback": SAID,
    },
    "panel": {
        "statement": "The league asked for the zone of its own accord.",
        "information": "A memoir says that the request was drafted elsewhere.",
        "panel": [
            {"vote": -1, "reason": "A memoir is one voice."},
            {"vote": -1, "reason": "It is late."},
            {"vote": 0, "reason": "Drafting is not deciding."},
            {"vote": -2, "reason": "Whoever drafts decides."},
        ],
    },
    "essay": {"look_for": ["Names both camps"], "words": {"min": 150, "max": 400}},
    "steelman": {
        "position": "The zone should not have been declared.",
        "look_for": ["Names both camps"],
        "words": {"min": 80, "max": 150},
    },
    "rewrite": {
        "passage": "The clueless Council bumbled into a vote of ten.",
        "look_for": ["Names both camps"],
        "words": {"min": 10, "max": 40},
    },
    "survey": {
        "options": [
            {"id": "a", "text": "I knew it"},
            {"id": "b", "text": "I had heard"},
            {"id": "c", "text": "New to me"},
        ],
        "several": False,
    },
}

RIGHT: dict[str, object] = {
    "single": "b",
    "multiple": ["a", "b"],
    "truefalse": "false",
    "short": "Résolution 1973",
    "numeric": "2 011",
    "ordering": {"a": 1, "b": 2, "c": 3},
    "matching": {"a": "advised against", "b": "won a wider resolution"},
    "claimcheck": {"status": "inaccurate", "evidence": ["a"]},
    "cloze": {"a": "1973", "b": "17th"},
    "sort": {"a": "s", "b": "c", "d": "n"},
    "whosays": {"a": "Gaddafi", "b": "Rice"},
    "panel": "-1",
}

WRONG: dict[str, object] = {
    "single": "a",
    "multiple": ["c", "d"],
    "truefalse": "true",
    "short": "Resolution 1970",
    "numeric": "1973",
    "ordering": {"a": 3, "b": 2, "c": 1},
    "matching": {"a": "won a wider resolution", "b": "advised against"},
    "claimcheck": {"status": "contested", "evidence": ["b"]},
    "cloze": {"a": "1970", "b": "1"},
    "sort": {"a": "c", "b": "n", "d": "s"},
    "whosays": {"a": "Gates", "b": "Gaddafi"},
    "panel": "2",
}
