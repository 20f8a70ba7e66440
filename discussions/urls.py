"""Addresses of discussions: reading and writing under threads/ and posts/, reviewing under review/."""

from django.urls import path

from discussions.views import audit, participation, queue, report, threads, writing

app_name = "discussions"
CLASS = "classes/<slug:classroom_slug>"

urlpatterns = [
    path(f"{CLASS}/threads/", threads.threads, name="threads"),
    path(f"{CLASS}/threads/report/", report.report, name="report"),
    path(f"{CLASS}/threads/<int:thread_pk>/", threads.thread, name="thread"),
    path(f"{CLASS}/threads/<int:thread_pk>/stance/", threads.take_stance, name="take_stance"),
    path(f"{CLASS}/threads/<int:thread_pk>/close-stances/", threads.close_stances, name="close_stances"),
    path(f"{CLASS}/threads/<int:thread_pk>/change-review/", threads.change_review, name="change_review"),
    path(f"{CLASS}/threads/<int:thread_pk>/write/", writing.write, name="write"),
    path(f"{CLASS}/threads/<int:thread_pk>/draft/", writing.keep_draft, name="keep_draft"),
    path(f"{CLASS}/assignments/<int:assignment_pk>/participation/", participation.participation, name="participation"),
    path(
        f"{CLASS}/assignments/<int:assignment_pk>/participation/mine/",
        participation.my_participation,
        name="my_participation",
    ),
    path(
        f"{CLASS}/assignments/<int:assignment_pk>/participation/<int:student_pk>/",
        participation.mark_participation,
        name="mark_participation",
    ),
    path(f"{CLASS}/posts/<int:post_pk>/reply/", writing.reply, name="reply"),
    path(f"{CLASS}/posts/<int:post_pk>/revise/", writing.revise, name="revise"),
    path(f"{CLASS}/posts/<int:post_pk>/withdraw/", writing.withdraw, name="withdraw"),
    path(f"{CLASS}/review/", queue.queue, name="queue"),
    path(f"{CLASS}/review/log/", audit.audit, name="audit"),
    path(f"{CLASS}/review/log/export/", audit.export_audit, name="export_audit"),
    path(f"{CLASS}/review/log/posts/<int:post_pk>/", audit.post_story, name="post_story"),
    path(f"{CLASS}/review/<int:item_pk>/", queue.item, name="item"),
    path(f"{CLASS}/review/<int:item_pk>/decide/", queue.decide, name="decide"),
    path(f"{CLASS}/review/<int:item_pk>/claim/", queue.claim, name="claim"),
    path(f"{CLASS}/review/<int:item_pk>/let-go/", queue.let_go, name="let_go"),
    path(f"{CLASS}/review/<int:item_pk>/name/", queue.show_name, name="show_name"),
]
