"""Views of the quiz floor, by who is using them and for what.

A student: taking, answering, results, cards. Who reads a lesson: checks. A teacher who gives a quiz: terms, marking,
adjusting, regrading, importing, analysis, keys. A teacher who makes one: authoring, places, bank, writing, rubrics,
giving.
"""
