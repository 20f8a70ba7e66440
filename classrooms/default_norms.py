"""The norms a new class starts with; its teacher may change every word of them.

Each is a rule, the message a student reads whose post is returned because of it, and what of `Norm.About` it is about.
"""

from django.utils.translation import gettext_lazy as _

DEFAULT_NORMS = [
    (
        _("Speak about what somebody did, not about what a people is."),
        _(
            "Your post judges a whole people, country or faith. Name who acted, when, and what they did: a government, "
            "a unit, a company, a person. Then send it again."
        ),
        "peoples",
    ),
    (
        _("Say where a fact comes from."),
        _(
            "Your post states a fact that the class cannot check yet. Attach the claim or the source it rests on, or "
            "say that you are not sure of it."
        ),
        "sources",
    ),
    (
        _("Keep what we know apart from what you think."),
        _(
            "In your post an opinion reads as if it were a fact. Both are welcome here: make clear where the record "
            "ends and where your own judgement begins."
        ),
        "",
    ),
    (
        _("Describe the other side so that it would say: yes, that is what I mean."),
        _(
            "The view you argue against is not told fairly here. Write it down in its strongest form first, as "
            "somebody who holds it would put it. Then answer that."
        ),
        "",
    ),
    (
        _("Argue with the argument, and leave the person in peace."),
        _(
            "Your post is about a person in this class instead of what that person wrote. Nobody has to explain where "
            "they or their family come from. Take that part out and answer the argument."
        ),
        "",
    ),
    (
        _("No pictures of the dead or wounded, and no words that cheer for violence."),
        _(
            "Somebody reading this may have lost a relative in these events. Say what happened in plain words, without "
            "gruesome detail and without praise for it."
        ),
        "",
    ),
]
