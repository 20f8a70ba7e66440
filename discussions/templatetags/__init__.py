"""Tags by which pages of lower floors show discussions."""
