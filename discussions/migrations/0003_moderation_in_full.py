"""Flags, appeals, sanctions, class rules, moves; appeals and safeguarding in the queue; the gate of a thread."""

from importlib import import_module

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.db import migrations, models

from discussions.audit_log import creating, dropping

TRIGGERS = import_module("discussions.migrations.0002_triggers").TRIGGERS


class Migration(migrations.Migration):
    dependencies = [
        ("classrooms", "0002_keeps_a_teacher"),
        ("discussions", "0002_triggers"),
        ("lessons", "0004_quizzes_may_be_surveys"),
    ]

    operations = [
        # SQLite builds tables anew, and their triggers name one another: migration 0004 creates them again.
        migrations.RunPython(dropping(TRIGGERS), creating(TRIGGERS)),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=1000, verbose_name="why somebody else should look")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="ClassRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.CharField(
                        choices=[
                            ("none", "Only what a check holds"),
                            ("first", "The first three posts of each student"),
                            ("every", "Every post of a student"),
                        ],
                        default="first",
                        max_length=5,
                        verbose_name="reviewed before the class sees it",
                    ),
                ),
                (
                    "hosts",
                    models.TextField(
                        blank=True, help_text="One in a line: example.org", verbose_name="sites that links may lead to"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "class rules",
            },
        ),
        migrations.CreateModel(
            name="FairnessMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("fair", "Fair: that is what I mean"), ("not_quite", "Not quite")], max_length=9
                    ),
                ),
                ("marked_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_safeguarding", models.BooleanField(default=False, verbose_name="somebody may be at risk")),
                (
                    "note",
                    models.CharField(blank=True, max_length=300, verbose_name="what you want the moderators to know"),
                ),
                ("flagged_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "Something was done"), ("dismissed", "The post stays as it is")],
                        max_length=9,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MindChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("warn", "Warning"),
                            ("review", "Every post is reviewed first"),
                            ("mute", "Reads, and cannot write"),
                            ("suspend", "Neither reads nor writes in discussions"),
                        ],
                        max_length=7,
                        verbose_name="what happens",
                    ),
                ),
                ("reason", models.TextField(max_length=1000, verbose_name="what the student will read")),
                ("starts_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Unlock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("unlocked_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="auditentry",
            name="an_audit_entry_has_a_known_act",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="a_decision_has_a_known_outcome",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="a_negative_decision_has_a_norm_and_a_message",
        ),
        migrations.RemoveConstraint(
            model_name="post",
            name="a_post_never_counts_below_zero",
        ),
        migrations.RemoveConstraint(
            model_name="reviewitem",
            name="decided_means_outcome_and_decider_and_time",
        ),
        migrations.RemoveConstraint(
            model_name="reviewitem",
            name="a_review_item_has_a_known_reason",
        ),
        migrations.RemoveConstraint(
            model_name="thread",
            name="a_thread_has_a_known_review",
        ),
        migrations.RemoveIndex(
            model_name="reviewitem",
            name="open_items_of_a_class",
        ),
        migrations.AddField(
            model_name="auditentry",
            name="about",
            field=models.ForeignKey(
                blank=True,
                help_text="A sanction's.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries_about",
                to="classrooms.membership",
            ),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="detail",
            field=models.CharField(
                blank=True, help_text="Which rule, flag or sanction; never words of a post.", max_length=60
            ),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="thread",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="audit_entries",
                to="discussions.thread",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="steelman",
            field=models.TextField(blank=True, help_text="The other side's view as its holder would put it."),
        ),
        migrations.AddField(
            model_name="body",
            name="steelman_html",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="citation",
            name="quote",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="citation",
            name="quote_check",
            field=models.CharField(
                blank=True,
                choices=[
                    ("found", "The lesson has these words of the source."),
                    ("differs", "The lesson has other words of the source."),
                    ("unknown", "The lesson has no words of this source to compare."),
                ],
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Inside a branch: the post that it replies to.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answered_by",
                to="discussions.post",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="minds_changed",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="escalated_at",
            field=models.DateTimeField(
                blank=True, help_text="Since then only the safeguarding adult sees it.", null=True
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="escalated_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="classrooms.membership",
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="first_decider",
            field=models.ForeignKey(
                blank=True,
                help_text="Of an appeal: whose decision it is about.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="classrooms.membership",
            ),
        ),
        migrations.AddField(
            model_name="reviewitem",
            name="priority",
            field=models.SmallIntegerField(
                default=0, help_text="2 somebody may be at risk, 1 hidden by flags, 0 others."
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="is_gated",
            field=models.BooleanField(default=False, verbose_name="post before you see"),
        ),
        migrations.AddField(
            model_name="thread",
            name="is_pseudonymous",
            field=models.BooleanField(
                default=False, verbose_name="classmates read a plant's name instead of the author's"
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="locked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="pinned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="second_stances_closed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="thread",
            name="slow_minutes",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="minutes between two posts of a student"),
        ),
        migrations.AddField(
            model_name="thread",
            name="synthesis",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="discussions.post",
            ),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="act",
            field=models.CharField(
                choices=[
                    ("sent", "sent a text"),
                    ("moved", "changed the state"),
                    ("decided", "decided"),
                    ("named", "saw the author's name"),
                    ("flagged", "somebody flagged it"),
                    ("escalated", "gave it to the safeguarding adult"),
                    ("appealed", "asked for a second look"),
                    ("sanctioned", "imposed a sanction"),
                    ("lifted", "lifted a sanction"),
                    ("settled", "changed a rule"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="post",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="audit_entries",
                to="discussions.post",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("publish", "Publish"),
                    ("return", "Return to revise"),
                    ("remove", "Remove"),
                    ("overturn", "Publish after all"),
                    ("uphold", "Stand by the first decision"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="reviewitem",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("publish", "Publish"),
                    ("return", "Return to revise"),
                    ("remove", "Remove"),
                    ("overturn", "Publish after all"),
                    ("uphold", "Stand by the first decision"),
                    ("void", "Void"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="reviewitem",
            name="reason",
            field=models.CharField(
                choices=[
                    ("new", "New post"),
                    ("resubmit", "Revised and sent again"),
                    ("flagged", "Flagged"),
                    ("edit", "Changed after publication"),
                    ("appeal", "Appealed"),
                ],
                default="new",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="thread",
            name="review",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "As everywhere in the class"),
                    ("none", "Only what a check holds"),
                    ("first", "The first three posts of each student"),
                    ("every", "Every post of a student"),
                ],
                max_length=5,
                verbose_name="reviewed before the class sees it",
            ),
        ),
        migrations.AddIndex(
            model_name="reviewitem",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["classroom", "-priority", "opened_at", "id"],
                name="open_items_of_a_class",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "act__in",
                        [
                            "sent",
                            "moved",
                            "decided",
                            "named",
                            "flagged",
                            "escalated",
                            "appealed",
                            "sanctioned",
                            "lifted",
                            "settled",
                        ],
                    )
                ),
                name="an_audit_entry_has_a_known_act",
            ),
        ),
        migrations.AddConstraint(
            model_name="auditentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("post__isnull", False), ("act__in", ["sanctioned", "lifted", "settled"]), _connector="OR"
                ),
                name="an_audit_entry_about_a_post_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.LessThanOrEqual(
                    django.db.models.functions.text.Length("steelman"), 1000
                ),
                name="a_steelman_is_not_an_essay",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quote", ""), ("quote_check", "")),
                    models.Q(
                        ("quote_check__in", ["found", "differs", "unknown"]),
                        ("source__isnull", False),
                        models.Q(("quote", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_quote_is_from_a_source_and_was_checked",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["publish", "return", "remove", "overturn", "uphold"])),
                name="a_decision_has_a_known_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["publish", "overturn"]),
                    models.Q(("norm__isnull", False), models.Q(("message", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_negative_decision_has_a_norm_and_a_message",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("minds_changed__gte", 0), ("published_replies__gte", 0)),
                name="a_post_never_counts_below_zero",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("answers__isnull", True), ("root__isnull", False), _connector="OR"),
                name="only_a_reply_answers_a_post",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("decided_by__isnull", True), ("outcome", "")),
                    models.Q(("closed_at__isnull", False), ("decided_by__isnull", True), ("outcome", "void")),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("outcome__in", ["publish", "return", "remove", "overturn", "uphold"]),
                    ),
                    _connector="OR",
                ),
                name="decided_means_outcome_and_decider_and_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ["new", "resubmit", "flagged", "edit", "appeal"])),
                name="a_review_item_has_a_known_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_decider__isnull", False), ("reason", "appeal")),
                    models.Q(models.Q(("reason", "appeal"), _negated=True), ("first_decider__isnull", True)),
                    _connector="OR",
                ),
                name="an_appeal_knows_whose_decision_it_is_about",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_decider__isnull", True),
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("first_decider")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_decides_on_the_appeal_of_their_own_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("escalated_by__isnull", True), ("escalated_at__isnull", False), _connector="OR"),
                name="who_escalates_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["", "void"]),
                    models.Q(("reason", "appeal"), ("outcome__in", ["overturn", "uphold"])),
                    models.Q(
                        models.Q(("reason", "appeal"), _negated=True), ("outcome__in", ["publish", "return", "remove"])
                    ),
                    _connector="OR",
                ),
                name="only_appeals_are_overturned_or_upheld",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("review__in", ["", "none", "first", "every"])), name="a_thread_has_a_known_review"
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("slow_minutes__lte", 1440)), name="a_slow_thread_is_not_a_dead_one"
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="appeals", to="classrooms.membership"
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="appeal", to="discussions.decision"
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="appeal", to="discussions.reviewitem"
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="appeals", to="discussions.post"
            ),
        ),
        migrations.AddField(
            model_name="classrules",
            name="classroom",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="discussion_rules", to="classrooms.classroom"
            ),
        ),
        migrations.AddField(
            model_name="classrules",
            name="safeguarding",
            field=models.ForeignKey(
                blank=True,
                help_text="Left empty, every teacher of the class.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="classrooms.membership",
                verbose_name="who looks when somebody may be at risk",
            ),
        ),
        migrations.AddField(
            model_name="fairnessmark",
            name="marked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="classrooms.membership"
            ),
        ),
        migrations.AddField(
            model_name="fairnessmark",
            name="revision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="fairness_mark", to="discussions.revision"
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="classrooms.membership"
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="norm",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flags",
                to="classrooms.norm",
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="discussions.post"
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="reporter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="classrooms.membership"
            ),
        ),
        migrations.AddField(
            model_name="flag",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="discussions.revision"
            ),
        ),
        migrations.AddField(
            model_name="mindchange",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mind_changes", to="classrooms.membership"
            ),
        ),
        migrations.AddField(
            model_name="mindchange",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="mind_changes", to="discussions.post"
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="imposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="classrooms.membership"
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="lifted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="classrooms.membership",
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sanctions", to="classrooms.membership"
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="post",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sanctions",
                to="discussions.post",
            ),
        ),
        migrations.AddField(
            model_name="unlock",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="unlocks", to="classrooms.membership"
            ),
        ),
        migrations.AddField(
            model_name="unlock",
            name="thread",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="unlocks", to="discussions.thread"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="an_appeal_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="classrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("review__in", ["none", "first", "every"])), name="a_class_has_a_known_review_mode"
            ),
        ),
        migrations.AddConstraint(
            model_name="fairnessmark",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["fair", "not_quite"])), name="a_restatement_is_fair_or_not_quite"
            ),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(fields=["reporter", "flagged_at"], name="flags_of_a_reporter"),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("post", "reporter"),
                name="one_live_flag_per_post_and_reporter",
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(("reporter", models.F("author")), _negated=True), name="nobody_flags_their_own_post"
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(("norm__isnull", False), ("is_safeguarding", True), _connector="OR"),
                name="a_flag_names_a_norm_or_a_risk",
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("outcome", "")),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("outcome__in", ["upheld", "dismissed"]),
                        ("withdrawn_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_closed_flag_has_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="mindchange",
            constraint=models.UniqueConstraint(fields=("post", "member"), name="one_change_of_mind_per_post"),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["warn", "review", "mute", "suspend"])),
                name="a_sanction_has_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="a_sanction_ends_after_it_starts"
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="a_sanction_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("imposed_by", models.F("member")), _negated=True),
                name="nobody_sanctions_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_lifted_sanction_says_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="unlock",
            constraint=models.UniqueConstraint(fields=("thread", "member"), name="a_thread_is_unlocked_once"),
        ),
    ]
