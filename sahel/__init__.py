"""The ground floor: settings, addresses and the few helpers every app shares."""
