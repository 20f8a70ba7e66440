"""The examples in docstrings are true."""

import doctest
from importlib import import_module

import pytest

from tests.source import Source, apps


@pytest.mark.parametrize("source", [source for source in apps() if ">>>" in source.text], ids=lambda one: str(one.path))
def test_the_examples_are_true(source: Source):
    module = import_module(".".join(source.path.with_suffix("").parts).removesuffix(".__init__"))
    tried = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried.attempted
    assert not tried.failed
