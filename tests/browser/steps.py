"""What the four people of the main job do on the site's pages, click by click; test_main_job.py puts it in order."""

import re

from playwright.sync_api import Page, expect

from quizzes.models import Quiz

PASSWORD = "a long enough secret 7"
ESSAY = (
    "France pressed first, and a committee in London found the same. But dragged is too strong a word: Washington "
    "asked for a wider text than Paris had written, and the Arab League had asked for a no-fly zone before that."
)


# ------------------------------------------------------------------ the class


def open_a_class(page: Page) -> str:
    page.goto("/")
    page.get_by_role("link", name="Open a class").first.click()
    page.get_by_role("link", name=re.compile("Sign up|account", re.I)).first.click()
    fill(page, {"Name": "Ms Traoré", "Username": "traore", "Password": PASSWORD})
    page.locator("main form .btn-primary").click()
    page.goto("/home/")
    page.get_by_role("link", name="Open a class").click()
    fill(page, {"Name": "History 3B"})
    page.locator("main form .btn-primary").click()
    page.goto("/home/")
    page.get_by_role("link", name="History 3B").click()
    return page.locator("code.code").inner_text()


def join(page: Page, code: str, name: str, username: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="Join with a code").first.click()
    fill(page, {"Join code": code.lower().replace("-", " "), "Name": name, "Username": username, "Password": PASSWORD})
    page.get_by_role("button", name="Join the class").click()
    expect(page.get_by_text("History 3B").first).to_be_visible()


def make_moderator(page: Page, name: str) -> None:
    to_class(page, "People")
    page.get_by_role("link", name=name).click()
    page.get_by_label("Role").select_option(label="Moderator")
    page.get_by_role("button", name="Change the role").click()
    expect(page.locator("main")).to_contain_text("Moderator")


def assign(page: Page, lesson: str) -> None:
    to_class(page, "Overview")
    page.get_by_role("link", name="Assign a lesson").click()
    page.get_by_label("Lesson").select_option(label=lesson)
    page.get_by_role("button", name="Assign the lesson").click()
    expect(page.locator("main")).to_contain_text("Who decided?")


# ------------------------------------------------------------------ the student


def read_the_lesson(page: Page) -> None:
    page.goto("/home/")
    start = page.locator(".task-first")
    expect(start).to_contain_text("Lesson 1.1: Who decided?")
    start.get_by_role("link").first.click()
    note = page.locator("details.margin-note").first
    note.locator("summary").click()
    expect(note.get_by_role("link", name="Open the card")).to_be_visible()
    sections = page.get_by_role("button", name="Mark as read")
    for left in range(sections.count(), 0, -1):
        sections.first.click()
        expect(sections).to_have_count(left - 1)
    page.goto("/home/")
    expect(page.locator("main")).not_to_contain_text("Lesson 1.1")


def check_yourself(page: Page) -> None:
    lesson(page)
    question = page.locator(".check-question").first
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button").click()
    expect(page.locator(".check-question .option-feedback, .check-question .why").first).to_be_visible()


def question_count(code: str) -> int:
    """How many questions the course asks about a lesson."""
    return Quiz.objects.get(lesson__code=code).items.count()


def take_the_quiz(page: Page) -> None:
    questions = question_count("1.1")
    page.goto("/home/")
    page.get_by_role("link", name=re.compile("Quiz 1.1")).first.click()
    page.get_by_role("button", name="Start the quiz").click()
    for n in range(1, questions + 1):
        expect(page.locator(".question-head")).to_contain_text(f"Question {n} of {questions}")
        answer_whatever_is_asked(page)
        page.locator(".question-foot .btn-primary").click()
    expect(page.locator("main")).to_contain_text(f"{questions} of {questions} answered")
    page.get_by_role("button", name="Submit my answers").click()
    expect(page.locator("main")).to_contain_text("points")


def answer_whatever_is_asked(page: Page) -> None:
    form = page.locator("form.question")
    names = form.locator("input[type=radio]").evaluate_all("radios => [...new Set(radios.map(radio => radio.name))]")
    for name in names:
        form.locator(f"input[type=radio][name='{name}']").first.check()
    boxes = form.locator("input[type=checkbox]:not([name=is_flagged])")
    if boxes.count():
        boxes.first.check()
    for n, select in enumerate(form.locator("select").all(), 1):
        # Where two rows may take the same partner, there can be fewer partners than rows.
        select.select_option(index=min(n, select.locator("option").count() - 1))
    for field in form.locator("input[type=text], input[type=number], input[inputmode]").all():
        field.fill("2011")
    for area in form.locator("textarea").all():
        area.fill(ESSAY)


def take_a_stance(page: Page) -> None:
    thread(page)
    page.get_by_label("Agree", exact=True).check()
    page.get_by_role("button", name="Save where you stand").click()
    expect(page.locator("#stance")).to_contain_text("You said: Agree")


def post(page: Page, text: str, claim: str = "") -> None:
    thread(page)
    page.get_by_label("What do you want to say?").fill(text)
    if claim:
        page.get_by_role("button", name="Claim or source").click()
        choice = page.get_by_label("Claim", exact=False).locator("option", has_text=claim).first
        page.locator("select[name=claim]").select_option(value=choice.get_attribute("value"))
        page.get_by_role("button", name="Add it").click()
        expect(page.locator(".composer .chip b", has_text=claim)).to_be_visible()
    send(page)
    expect(page.locator(".own-post", has_text=text)).to_contain_text("Waiting for review")


def revise(page: Page, before: str, text: str) -> None:
    page.goto("/home/")
    start = page.locator(".task-first")
    expect(start).to_contain_text("Your post was returned")
    start.get_by_role("link").first.click()
    box = page.get_by_label("What do you want to say?")
    expect(page.locator("main")).to_contain_text("Where did you read it?")
    expect(box).to_have_value(before)
    box.fill(text)
    send(page)
    expect(page.locator(".own-post", has_text=text)).to_contain_text("Waiting for review")


def send(page: Page) -> None:
    page.locator(".composer button[name=step][value=send]").click()
    anyway = page.get_by_role("button", name="Send anyway")
    if anyway.count():
        anyway.click()


def read_each_other(page: Page, *texts: str, without: str) -> None:
    thread(page)
    for text in texts:
        expect(page.locator(".post", has_text=text)).to_have_count(1)
    expect(page.locator("main")).not_to_contain_text(without)


def see_the_mark(page: Page) -> None:
    page.goto("/home/")
    page.get_by_role("link", name="History 3B").first.click()
    page.locator("main").get_by_role("link", name=re.compile("Who decided")).first.click()
    expect(page.locator("main")).to_contain_text(re.compile(r"\d of 2\d"))


# ------------------------------------------------------------------ the moderator and the teacher


def decide(page: Page, text: str, outcome: str, *, norm: str = "", message: str = "") -> None:
    to_class(page, "Moderation")
    for item in page.locator("a.queue-item").all():
        address = item.get_attribute("href")
        page.goto(address)
        if page.locator(".reviewed-post").get_by_text(text).count():
            break
        page.go_back()
    expect(page.locator(".reviewed-post")).to_contain_text(text)
    page.locator(".decision").get_by_label(outcome).check()
    if norm:
        page.get_by_label("Norm").select_option(label=norm)
        page.locator("#id_message").fill(message)
    page.locator(".decision .btn-primary").click()
    expect(page.locator(".reviewed-post", has_text=text)).to_have_count(0)


def mark_the_essays(page: Page) -> None:
    to_class(page, "Overview")
    expect(page.locator(".waiting")).to_contain_text("2 answers to mark")
    page.get_by_role("link", name="2 answers to mark").click()
    page.get_by_role("link", name="Mark", exact=True).click()
    for is_last in (False, True):
        for group in page.locator("main form fieldset").all():
            group.locator("input[type=radio]").last.check()
        page.locator("main form .btn-primary").click()
        if is_last:
            page.wait_for_url("**/to-mark/")
        else:
            expect(page.locator("#sheet fieldset :checked")).to_have_count(0)
    page.get_by_role("link", name="Release the marks").click()
    page.get_by_role("button", name="Release the marks").click()
    to_class(page, "Overview")
    expect(page.locator(".waiting")).to_contain_text("Everything that came in has been seen.")


def see_the_grades(page: Page) -> None:
    to_class(page, "Gradebook")
    for name in ("Awa Diallo", "Karim Ait"):
        expect(page.locator("table.gradebook tr", has_text=name)).to_contain_text("%")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export").click()
    assert "Awa Diallo" in download.value.path().read_text("utf-8-sig")
    page.locator("table.gradebook tr", has_text="Awa Diallo").locator("td a").first.click()
    expect(page.locator("main")).to_contain_text("By hand")


# ------------------------------------------------------------------ the ways there


def to_class(page: Page, tab: str) -> None:
    page.goto("/home/")
    page.get_by_role("link", name="History 3B").first.click()
    page.locator(".class-bar").get_by_role("link", name=re.compile(f"^{tab}")).click()


def lesson(page: Page) -> None:
    page.goto("/home/")
    page.get_by_role("link", name="History 3B").first.click()
    page.locator("main").get_by_role("link", name=re.compile("Who decided")).first.click()
    page.get_by_role("link", name=re.compile("Read the lesson|Continue reading")).click()


def thread(page: Page) -> None:
    page.goto("/home/")
    page.get_by_role("link", name="History 3B").first.click()
    page.get_by_role("link", name="All discussions").click()
    page.get_by_role("link", name=re.compile("Is a partial list a false list")).click()


def fill(page: Page, fields: dict[str, str]) -> None:
    for label, text in fields.items():
        page.locator("main").get_by_label(label, exact=False).first.fill(text)
