"""The statistics, against the same numbers computed in another way, on simulated classes."""

import statistics as independent
from fractions import Fraction
from math import log, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.analysis import statistics
from quizzes.analysis.statistics import FEW, MANY
from quizzes.behaviour import certainty_points
from tests.quizzes.crowd import rasch

SIZES = [(20, 2, 1), (25, 5, 2), (60, 12, 3), (200, 20, 4), (500, 20, 5)]
simulated = pytest.mark.parametrize(("students", "items", "seed"), SIZES)

share = st.sampled_from([Fraction(n, 12) for n in range(13)])
pairs = st.lists(st.tuples(share, st.integers(0, 40)), min_size=MANY, max_size=60)


def column(matrix, j):
    return [row[j] for row in matrix]


def rest(matrix, j):
    return [sum(row) - row[j] for row in matrix]


class TestAgainstAnotherComputation:
    @simulated
    def test_discrimination_is_the_correlation_with_the_rest(self, students, items, seed):
        matrix = rasch(students, items, seed)
        for j in range(items):
            found = statistics.discrimination(column(matrix, j), rest(matrix, j))
            assert found.value == pytest.approx(independent.correlation(column(matrix, j), rest(matrix, j)))

    @simulated
    def test_the_band_is_fishers_with_logarithms(self, students, items, seed):
        matrix = rasch(students, items, seed)
        found = statistics.discrimination(column(matrix, 0), rest(matrix, 0))
        z = log((1 + found.value) / (1 - found.value)) / 2
        error = independent.NormalDist().inv_cdf(0.975) / sqrt(students - 3)
        for end, at in ((found.low, z - error), (found.high, z + error)):
            assert log((1 + end) / (1 - end)) / 2 == pytest.approx(at)

    @simulated
    def test_alpha_is_the_mean_covariance_formula(self, students, items, seed):
        """p·c̄ / (v̄ + (p-1)·c̄) with mean variance v̄ and mean covariance c̄ is the same number by another road."""
        matrix = [[points * (1 + j % 3) for j, points in enumerate(row)] for row in rasch(students, items, seed)]
        columns = [column(matrix, j) for j in range(items)]
        variance = independent.mean(independent.variance(one) for one in columns)
        covariance = independent.mean(
            independent.covariance(columns[a], columns[b]) for a in range(items) for b in range(items) if a != b
        )
        expected = items * covariance / (variance + (items - 1) * covariance)
        assert statistics.alpha(matrix) == pytest.approx(expected)

    @simulated
    def test_alpha_of_noughts_and_ones_is_kr20(self, students, items, seed):
        matrix = rasch(students, items, seed)
        shares = [sum(column(matrix, j)) / students for j in range(items)]
        spread = independent.pvariance([sum(row) for row in matrix])
        kr20 = items / (items - 1) * (1 - sum(p * (1 - p) for p in shares) / spread)
        assert statistics.alpha(matrix) == pytest.approx(kr20)

    @simulated
    def test_facility_falls_with_the_difficulty(self, students, items, seed):
        matrix = rasch(students, items, seed)
        found = [statistics.facility(column(matrix, j)) for j in range(items)]
        assert found == pytest.approx([independent.fmean(column(matrix, j)) for j in range(items)])
        assert found[0] > found[-1]

    def test_items_that_measure_one_thing_discriminate_and_noise_does_not(self):
        chance, matrix = Random(9), rasch(500, 20, 6)
        assert all(statistics.discrimination(column(matrix, j), rest(matrix, j)).low > 0 for j in range(20))
        noise = [chance.choice([0, 1]) for _ in matrix]
        assert not statistics.discrimination(noise, [sum(row) for row in matrix]).is_sure

    def test_the_band_holds_the_true_value_about_as_often_as_it_says(self):
        """Of 400 samples of two normal numbers with correlation 0.5, about 380 bands hold 0.5."""
        chance, held = Random(3), 0
        for _ in range(400):
            xs = [chance.gauss(0, 1) for _ in range(30)]
            ys = [x / 2 + sqrt(0.75) * chance.gauss(0, 1) for x in xs]
            found = statistics.discrimination(xs, ys)
            held += found.low < 0.5 < found.high
        assert 368 <= held <= 392

    @simulated
    def test_variance_and_median_are_those_of_the_library(self, students, items, seed):
        totals = [sum(row) for row in rasch(students, items, seed)]
        assert statistics.variance(totals) == pytest.approx(independent.variance(totals))
        assert statistics.median(totals) == independent.median(totals)


class TestBoundsAndInvariances:
    @given(pairs)
    def test_it_lies_between_minus_one_and_one_inside_its_band(self, both):
        found = statistics.discrimination([x for x, _ in both], [y for _, y in both])
        if found:
            assert -1 <= found.low <= found.value <= found.high <= 1

    @given(pairs, st.integers(-50, 50), st.integers(1, 9))
    def test_another_scale_of_the_rest_changes_nothing(self, both, shift, factor):
        item, others = [x for x, _ in both], [y for _, y in both]
        once = statistics.option_rest(item, others)
        again = statistics.option_rest(item, [factor * y + shift for y in others])
        assert once == pytest.approx(again)

    @given(pairs)
    def test_an_item_turned_round_discriminates_the_other_way(self, both):
        item, others = [x for x, _ in both], [y for _, y in both]
        once, turned = statistics.option_rest(item, others), statistics.option_rest([1 - x for x in item], others)
        assert (once is None) == (turned is None)
        assert once is None or once == pytest.approx(-turned)

    @given(st.lists(st.tuples(share, share, share), min_size=MANY, max_size=40), st.randoms(use_true_random=False))
    def test_alpha_does_not_care_for_the_order_of_items_or_students(self, matrix, chance):
        once, order = statistics.alpha(matrix), [0, 1, 2]
        chance.shuffle(order)
        shuffled = [[row[j] for j in order] for row in matrix]
        chance.shuffle(shuffled)
        assert once == pytest.approx(statistics.alpha(shuffled))
        assert once is None or once <= 1 + 1e-9

    @given(st.lists(st.tuples(share, share), min_size=MANY, max_size=40))
    def test_points_that_everybody_gets_change_no_alpha(self, matrix):
        raised = [(a + 3, b + 3) for a, b in matrix]
        assert statistics.alpha(matrix) == pytest.approx(statistics.alpha(raised))

    @given(st.lists(share, min_size=FEW, max_size=50))
    def test_facility_lies_between_nothing_and_everything(self, shares):
        assert 0 <= statistics.facility(shares) <= 1

    def test_where_nothing_varies_there_is_no_number(self):
        assert statistics.discrimination([1] * 30, range(30)) is None
        assert statistics.discrimination([0.1] * 30, range(30)) is None
        assert statistics.alpha([(1, 1)] * 30) is None
        assert statistics.alpha([(1,)] * 30) is None


class TestLeastNumbers:
    def test_averages_begin_at_five(self):
        for function in (statistics.facility, statistics.median):
            assert function([1, 0, 1, 0]) is None
            assert function([1, 0, 1, 0, 1]) is not None

    def test_correlations_begin_at_twenty(self):
        item, others = [0, 1] * 10, list(range(20))
        assert statistics.discrimination(item[:19], others[:19]) is None
        assert statistics.discrimination(item, others) is not None
        assert statistics.option_rest(item[:19], others[:19]) is None
        matrix = [(n % 2, n % 3) for n in range(20)]
        assert statistics.alpha(matrix[:19]) is None
        assert statistics.alpha(matrix) is not None
        assert statistics.alpha([]) is None

    def test_a_few_good_students_do_not_make_a_key_wrong(self):
        others = list(range(24))
        for count, is_flagged in ((4, False), (5, True)):
            option = [0] * (24 - count) + [1] * count
            key = [0] * 19 + [0] * 5 if count == 5 else [1] * 20 + [0] * 4
            assert statistics.is_better_than_key(option, key, others) is is_flagged

    def test_an_option_of_the_weak_is_no_better_than_a_weak_key(self):
        key, option = [1] * 6 + [0] * 18, [0] * 6 + [1] * 6 + [0] * 12
        assert statistics.option_rest(key, range(24)) < statistics.option_rest(option, range(24)) < 0
        assert not statistics.is_better_than_key(option, key, range(24))


class TestCertainty:
    @pytest.mark.parametrize("chance", [n / 60 for n in range(61)])
    def test_saying_how_sure_one_is_pays_best(self, chance):
        def pays(level):
            right, wrong = (certainty_points(level, is_right=one) for one in (True, False))
            return chance * right + (1 - chance) * wrong

        honest = next(level for level, (_, most) in statistics.CERTAINTY_RANGES.items() if chance <= most)
        assert pays(honest) >= max(map(pays, (1, 2, 3))) - 1e-9

    @pytest.mark.parametrize(
        ("certainty", "right", "of", "verdict"),
        [
            (3, 4, 5, "fitting"),
            (3, 7, 10, "too sure"),
            (2, 7, 10, "fitting"),
            (2, 9, 10, "surer"),
            (1, 9, 10, "surer"),
            (1, 0, 10, "fitting"),
            (3, 0, 4, ""),
        ],
    )
    def test_it_is_compared_with_what_was_said(self, certainty, right, of, verdict):
        answers = [(certainty, n < right) for n in range(of)]
        level = next(one for one in statistics.calibration(answers) if one.certainty == certainty)
        assert (level.n, level.right, level.verdict) == (of, right, verdict)
        assert (level.share is None) == (of < FEW)
