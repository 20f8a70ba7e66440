"""Addresses of discussions: reading and writing under threads/ and posts/, reviewing under review/ of a class
and, over all classes, under moderation/.
"""

from django.urls import path

from discussions.views import (
    appeals,
    audit,
    class_rules,
    deciding,
    escalation,
    flags,
    news,
    notes,
    notices,
    own,
    queue,
    sanctions,
    search,
    sight,
    thread_rules,
    threads,
    writing,
)

app_name = "discussions"
CLASS = "classes/<slug:classroom_slug>"

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/preferences/", notices.notice_preferences, name="notice_preferences"),
    path("notices/unsubscribe/<str:unsubscribe_token>/", notices.unsubscribe, name="unsubscribe"),
    path(f"{CLASS}/posts/mine/", own.my_posts, name="my_posts"),
    path(f"{CLASS}/reports/", own.my_reports, name="my_reports"),
    path(f"{CLASS}/reports/<int:flag_pk>/take-back/", own.take_back_report, name="take_back_report"),
    path(f"{CLASS}/threads/", threads.threads, name="threads"),
    path(f"{CLASS}/threads/<int:thread_pk>/", threads.thread, name="thread"),
    path(f"{CLASS}/threads/<int:thread_pk>/news/", news.news, name="news"),
    path(f"{CLASS}/threads/<int:thread_pk>/new/", news.first_new, name="first_new"),
    path(f"{CLASS}/search/", search.search, name="search"),
    path(f"{CLASS}/threads/<int:thread_pk>/stance/", threads.take_stance, name="take_stance"),
    path(f"{CLASS}/threads/<int:thread_pk>/close-stances/", threads.close_stances, name="close_stances"),
    path(f"{CLASS}/threads/<int:thread_pk>/rules/", thread_rules.thread_rules, name="thread_rules"),
    path(f"{CLASS}/threads/<int:thread_pk>/lock/", thread_rules.lock, name="lock"),
    path(f"{CLASS}/threads/<int:thread_pk>/unlock/", thread_rules.unlock, name="unlock"),
    path(f"{CLASS}/threads/<int:thread_pk>/pin/", thread_rules.pin, name="pin"),
    path(f"{CLASS}/threads/<int:thread_pk>/unpin/", thread_rules.unpin, name="unpin"),
    path(f"{CLASS}/discussion-rules/", class_rules.class_rules, name="class_rules"),
    path(f"{CLASS}/discussion-rules/words/", class_rules.put_word, name="put_word"),
    path(f"{CLASS}/discussion-rules/words/<int:word_pk>/retire/", class_rules.retire_word, name="retire_word"),
    path(f"{CLASS}/discussion-rules/try/", class_rules.try_text, name="try_text"),
    path(
        f"{CLASS}/threads/<int:thread_pk>/take-back-synthesis/", sight.take_back_synthesis, name="take_back_synthesis"
    ),
    path(f"{CLASS}/threads/<int:thread_pk>/write/", writing.write, name="write"),
    path(f"{CLASS}/threads/<int:thread_pk>/draft/", writing.keep_draft, name="keep_draft"),
    path(f"{CLASS}/posts/<int:post_pk>/", search.post, name="post"),
    path(f"{CLASS}/posts/<int:post_pk>/reply/", writing.reply, name="reply"),
    path(f"{CLASS}/posts/<int:post_pk>/revise/", writing.revise, name="revise"),
    path(f"{CLASS}/posts/<int:post_pk>/withdraw/", writing.withdraw, name="withdraw"),
    path(f"{CLASS}/posts/<int:post_pk>/name/", sight.show_post_name, name="show_post_name"),
    path(f"{CLASS}/posts/<int:post_pk>/synthesis/", sight.make_synthesis, name="make_synthesis"),
    path(f"{CLASS}/posts/<int:post_pk>/flag/", flags.flag, name="flag"),
    path(f"{CLASS}/posts/<int:post_pk>/take-back-flag/", flags.take_back_flag, name="take_back_flag"),
    path(f"{CLASS}/posts/<int:post_pk>/appeal/", appeals.appeal, name="appeal"),
    path(f"{CLASS}/review/sanctions/", sanctions.sanctions, name="sanctions"),
    path(f"{CLASS}/review/sanctions/<int:sanction_pk>/lift/", sanctions.lift, name="lift"),
    path(f"{CLASS}/review/sanctions/on/<int:membership_pk>/", sanctions.sanction, name="sanction"),
    path(f"{CLASS}/review/<int:item_pk>/give-back/", escalation.give_back, name="give_back"),
    path(f"{CLASS}/review/", queue.queue, name="queue"),
    path(f"{CLASS}/review/log/", audit.audit, name="audit"),
    path(f"{CLASS}/review/messages/<int:message_pk>/delete/", notes.delete_message, name="delete_message"),
    path(f"{CLASS}/review/<int:item_pk>/", deciding.item, name="item"),
    path(f"{CLASS}/review/<int:item_pk>/decide/", deciding.decide, name="decide"),
    path(f"{CLASS}/review/<int:item_pk>/claim/", deciding.claim, name="claim"),
    path(f"{CLASS}/review/<int:item_pk>/let-go/", deciding.let_go, name="let_go"),
    path(f"{CLASS}/review/<int:item_pk>/name/", deciding.show_name, name="show_name"),
    path(f"{CLASS}/review/<int:item_pk>/note/", notes.add_note, name="add_note"),
    path("moderation/", queue.all_waiting, name="all_waiting"),
    path("moderation/changes/", queue.changes, name="changes"),
    path("moderation/publish/", queue.publish_chosen, name="publish_chosen"),
]
