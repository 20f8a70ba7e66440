"""People: accounts, sign-in, invitations, one-time codes."""
