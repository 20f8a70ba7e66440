"""The half of a post that decisions change: each outcome is a verb."""

from django.db import models

from discussions.models.review import Decision, ReviewItem
from discussions.moderation.transitions import Outcome, State, after


class TakesDecisions(models.Model):
    """What a moderator's decision does to a post. The decision is written before, in the same transaction."""

    class Meta:
        abstract = True

    def publish(self, decision: Decision) -> None:
        """Show what was decided about to the class."""
        self._carry_out(decision)

    def return_to_author(self, decision: Decision) -> None:
        """Give it back to be revised; the text is kept."""
        self._carry_out(decision)

    def remove(self, decision: Decision) -> None:
        """Take it out of the discussion; its author still reads it, with the reason."""
        self._carry_out(decision)

    def overturn(self, decision: Decision) -> None:
        """On an appeal: show it to the class after all."""
        self._carry_out(decision)

    def uphold(self, decision: Decision) -> None:
        """On an appeal: leave it where the first decision put it."""
        self._carry_out(decision)

    def _carry_out(self, decision: Decision) -> None:
        """Where the state stays, only the text may change: a change that was returned leaves the approved one live,
        unless readers flagged that.
        """
        self._lock()
        self.last_decision = decision
        is_change = self.state == State.PUBLISHED and decision.item.reason == ReviewItem.Reason.EDIT
        if decision.outcome == Outcome.RETURN and is_change:
            self.save(update_fields=["last_decision"])
        elif (to := after(decision.outcome, self.state)) == self.state:
            self.live_revision_id = self.revision_id if to == State.PUBLISHED else None
            self.save(update_fields=["last_decision", "live_revision"])
        else:
            self._move(to, decision.decider, decision.decided_at)
