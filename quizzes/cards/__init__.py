"""Review cards: what comes into the deck, what stands on a card, and when it is due again."""
