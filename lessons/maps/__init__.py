"""Maps of the Sahara and the Sahel: outlines of countries, places, and the window that a map shows. Pure."""

from lessons.maps.drawing import Window, draw_map, window_around
from lessons.maps.outlines import Place

__all__ = ["Place", "Window", "draw_map", "window_around"]
