"""Finding posts: which are in the index, who finds them, and how they are shown."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from discussions.models import Body, FoundPost, Post, SearchText, Thread
from discussions.models.reading import PAGE
from discussions.models.submissions import Cited
from discussions.moderation.queue import decide
from discussions.searching import terms_of
from tests.discussions.factories import PostFactory, ThreadFactory
from tests.factories import NormFactory
from tests.lessons.factories import ClaimFactory

pytestmark = pytest.mark.django_db

WORDS = "In Ouagadougou, l’État published a list that leaves out Germany."


@pytest.fixture
def thread(classroom) -> Thread:
    return ThreadFactory(classroom=classroom)


@pytest.fixture
def url(classroom) -> str:
    return reverse("discussions:search", args=[classroom.slug])


def found(query: str) -> set[int]:
    return set(Post.objects.filter(found__words__match=terms_of(query)).values_list("pk", flat=True))


def is_indexed(post: Post, words: str = "ouagadougou") -> bool:
    """Whether exactly its live text is in the index."""
    return FoundPost.objects.filter(post=post).exists() and post.pk in found(words)


def decided(post: Post, outcome: str, **given) -> None:
    norm = NormFactory(classroom=post.thread.classroom) if outcome in {"return", "remove"} else None
    item = post.review_items.filter(closed_at=None).get()
    teacher = post.thread.assignment.created_by
    decide(item, teacher, outcome, moment=timezone.now(), norm=norm, message="Why?" if norm else "", **given)
    post.refresh_from_db()


class TestTheIndex:
    @pytest.mark.parametrize("state", ["pending", "returned", "removed", "withdrawn"])
    def test_only_what_is_published_is_in_it(self, thread, state):
        assert is_indexed(PostFactory(thread=thread, text=WORDS))
        assert not FoundPost.objects.filter(post=PostFactory(thread=thread, text=WORDS, ends=state)).exists()

    def test_a_post_published_at_once_is_in_it(self, thread, teacher):
        assert is_indexed(Post.write(thread, teacher, "claim", WORDS, [], uuid.uuid4(), timezone.now()))

    def test_a_decision_brings_it_in(self, thread):
        post = PostFactory(thread=thread, text=WORDS, pending=True)
        decided(post, "publish")
        assert is_indexed(post)

    @pytest.mark.parametrize("verb", ["withdraw", "hide", "erase"])
    def test_what_takes_it_from_sight_takes_it_out(self, thread, verb):
        post = PostFactory(thread=thread, text=WORDS)
        with transaction.atomic():
            getattr(post, verb)(timezone.now())
        assert not FoundPost.objects.filter(post=post).exists()

    def test_a_change_that_is_taken_at_once_changes_it(self, thread, teacher):
        post = Post.write(thread, teacher, "claim", WORDS, [], uuid.uuid4(), timezone.now())
        post.edit("Now it speaks of Niamey and of nothing else.", [], timezone.now())
        assert is_indexed(post, "niamey")
        assert not found("ouagadougou")

    def test_a_change_that_waits_leaves_the_approved_words_until_it_is_decided(self, thread, student):
        post = PostFactory(thread=thread, author=student, text=WORDS)
        post.edit("Now it speaks of Niamey and of nothing else.", [], timezone.now())
        assert is_indexed(post)
        assert not found("niamey")
        decided(post, "publish")
        assert is_indexed(post, "niamey")
        assert not found("ouagadougou")

    def test_a_change_that_is_returned_leaves_them(self, thread, student):
        post = PostFactory(thread=thread, author=student, text=WORDS)
        post.edit("Now it speaks of Niamey and of nothing else.", [], timezone.now())
        decided(post, "return")
        assert is_indexed(post)

    def test_hidden_and_published_again_it_is_back(self, thread):
        post = PostFactory(thread=thread, text=WORDS)
        revision = post.live_revision_id
        Post.objects.filter(pk=post.pk).update(state="pending", live_revision=None, pub_seq=None)
        assert not FoundPost.objects.filter(post=post).exists()
        Post.objects.filter(pk=post.pk).update(state="published", live_revision=revision, pub_seq=9)
        assert is_indexed(post)

    def test_where_a_text_is_deleted_nothing_finds_it(self, thread):
        post = PostFactory(thread=thread, text=WORDS)
        Body.objects.filter(revision=post.revision).delete()
        assert not SearchText.objects.filter(revision=post.revision).exists()
        assert not FoundPost.objects.filter(post=post).exists()

    def test_words_that_come_after_their_post_are_found_too(self, thread):
        post = PostFactory(thread=thread, text=WORDS)
        kept = SearchText.objects.get(revision=post.revision)
        kept.delete()
        assert not found("ouagadougou")
        SearchText.of(post.revision_id, WORDS).save(force_insert=True)
        assert is_indexed(post)

    def test_the_words_of_a_revision_are_never_rewritten(self, thread):
        with pytest.raises(IntegrityError), transaction.atomic():
            SearchText.objects.filter(revision=PostFactory(thread=thread).revision).update(words="others")

    def test_the_view_it_answers_is_searched_with_it(self, thread, teacher):
        steelman = "The other side holds that Bobo decided alone."
        post = Post.write(thread, teacher, "claim", WORDS, [], uuid.uuid4(), timezone.now(), steelman=steelman)
        assert found("bobo") == {post.pk}


class TestWhatIsFound:
    @pytest.mark.parametrize(
        ("text", "query"),
        [
            (WORDS, "etat"),
            (WORDS, "ÉTAT germany"),
            (WORDS, '"leaves out germany"'),
            (WORDS, "ouaga"),
            ("La Constitution de 1960, l'œuvre d'un Conseil.", "constitution conseil"),
            ("قرأت في المُعاهَدة أن القرار صحيح.", "المعاهدة"),
            ("ߒ ߧߋ߫ ߒߞߏ ߟߊ߫ ߞߏ ߡߊ߬", "ߒߞߏ"),
            ("ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ ⵎⴰⵔⵔⴰ", "ⴼⵍⵍⴰⵡⵏ"),
            ("𞤀𞤣𞤤𞤢𞤥 𞤨𞤵𞤤𞤢𞤪", "𞤢𞤣𞤤𞤢𞤥"),
            ("a" * 4000 + " and a word after it", "word"),
        ],
    )
    def test_words_are_found_in_every_writing(self, thread, text, query):
        post = PostFactory(thread=thread, text=text)
        assert found(query) == {post.pk}

    @pytest.mark.parametrize("query", ["germany brazil", '"germany out"', "tat", '"ouaga"', "ouaga germany"])
    def test_what_does_not_all_occur_is_not_found(self, thread, query):
        PostFactory(thread=thread, text=WORDS)
        assert not found(query)

    @pytest.mark.parametrize(
        "query",
        [
            *(
                'germany"',
                '"',
                "germany AND",
                "germany OR NOT",
                "NEAR(germany)",
                "germany*",
                "words:germany",
                "-germany",
            ),
            *(
                "germany'; --",
                "germany & | !",
                "germany:*",
                "germany <-> x",
                "germany\x00",
                "(germany",
                "germany\\",
                "^g",
            ),
        ],
    )
    def test_nothing_typed_breaks_the_question(self, sign_in, student, thread, url, query):
        PostFactory(thread=thread, text=WORDS)
        assert sign_in(student).get(url, {"q": query}).status_code == 200


class TestSearch:
    def test_a_result_says_where_who_when_and_which_words(self, sign_in, student, classmate, thread, url):
        post = PostFactory(thread=thread, author=classmate, text=f"<b>{WORDS}</b>")
        page = sign_in(student).get(url, {"q": "etat"})
        assertContains(page, "&lt;b&gt;In Ouagadougou, l’<mark>État</mark>")
        for words in (thread.title, classmate.name, "Claim", f"posts/{post.pk}/"):
            assertContains(page, words)

    def test_where_classmates_write_under_another_name_nobody_is_found_under_their_own(
        self, sign_in, student, classmate, teacher, thread, url
    ):
        Thread.objects.filter(pk=thread.pk).update(is_pseudonymous=True)
        post = PostFactory(thread=thread, author=classmate, text=WORDS)
        for member in (student, teacher):
            page = sign_in(member).get(url, {"q": "etat"})
            assertContains(page, post.pseudonym)
            assertNotContains(page, classmate.name)
        assertContains(sign_in(classmate).get(url, {"q": "etat"}), "You · Claim")

    def test_moderators_too_find_only_what_is_published(self, sign_in, teacher, student, thread, url):
        for ends in ("pending", "returned", "removed", "withdrawn"):
            PostFactory(thread=thread, author=student, text=f"{WORDS} {ends}", ends=ends)
        for member in (teacher, student):
            assertContains(sign_in(member).get(url, {"q": "ouagadougou"}), "No post has this.")

    def test_another_class_and_an_assignment_of_others_stay_unfound(self, sign_in, student, thread, url):
        PostFactory(text=WORDS)
        thread.assignment.for_everyone = False
        thread.assignment.save()
        PostFactory(thread=thread, text=WORDS)
        assertContains(sign_in(student).get(url, {"q": "ouagadougou"}), "No post has this.")

    def test_the_newest_come_first_and_older_ones_by_key(
        self, sign_in, student, thread, url, django_assert_num_queries
    ):
        posts = PostFactory.create_batch(PAGE + 2, thread=thread, text=WORDS)
        browser = sign_in(student)
        with django_assert_num_queries(4):
            first = browser.get(url, {"q": "germany"})
        assertContains(first, f"?q=germany&amp;after={posts[2].pk}")
        assertNotContains(first, f"posts/{posts[1].pk}/")
        second = browser.get(url, {"q": "germany", "after": posts[2].pk})
        assertContains(second, f"posts/{posts[0].pk}/")
        assertNotContains(second, f"posts/{posts[2].pk}/")

    def test_before_anything_is_asked_it_says_what_is_searched(self, sign_in, student, url):
        assertContains(sign_in(student).get(url), "Find what somebody said.")
        assertContains(sign_in(student).get(url, {"q": "?!"}), "There is no word in that.")

    def test_the_discussions_page_has_the_field(self, sign_in, student, thread, url):
        page = sign_in(student).get(reverse("discussions:threads", args=[thread.classroom.slug]))
        assertContains(page, 'action="../search/"')

    def test_posts_on_a_claim_are_those_that_cite_it(self, sign_in, student, thread, url):
        claim, other = ClaimFactory(code="C14"), ClaimFactory(code="C15")
        cites = PostFactory(thread=thread, text=WORDS, citations=[Cited(claim_id=claim.pk)])
        PostFactory(thread=thread, citations=[Cited(claim_id=other.pk)])
        about = ThreadFactory(assignment=thread.assignment, claim=claim, title="On the claim itself")
        page = sign_in(student).get(url, {"claim": "C14"})
        assertContains(page, 'class="excerpt"', count=1)
        assertContains(page, f"posts/{cites.pk}/")
        assertContains(page, about.title)
        assertContains(sign_in(student).get(url, {"claim": "C14", "q": "germany"}), f"posts/{cites.pk}/")
        assertContains(
            sign_in(student).get(url, {"claim": "C15", "q": "germany leaves out ouagadougou"}), "No post has"
        )

    @pytest.mark.parametrize("code", ["C99", "\x00", "C1 OR 1"])
    def test_a_claim_that_is_not_there_is_not_found(self, sign_in, student, url, code):
        assert sign_in(student).get(url, {"claim": code}).status_code == 404
