"""The course as files: read, check, draw, write.

`reading` turns files into entries that remember their lines; `checking` turns entries into a Manuscript and a list
of faults; `rendering` draws lesson text; `writing` brings the database up to the manuscript. Only `writing` and
`loading` know the database.
"""
