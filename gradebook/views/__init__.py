"""Pages of the top floor, by who looks at them."""
