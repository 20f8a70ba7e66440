"""The pure rules of discussions, by table and by property."""
