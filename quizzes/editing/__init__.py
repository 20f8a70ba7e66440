"""Where teachers write questions: one editor for each kind, between a form and the kind's specification."""

from quizzes.editing.choosing import ClaimCheckEditor, MultipleEditor, SingleEditor, SurveyEditor, TrueFalseEditor
from quizzes.editing.editor import Editor
from quizzes.editing.filling import ClozeEditor, NumericEditor, ShortEditor
from quizzes.editing.judging import EssayEditor, PanelEditor, RewriteEditor, SteelmanEditor
from quizzes.editing.placing import MatchingEditor, OrderingEditor, SortEditor, WhoSaysEditor

EDITORS: dict[str, type[Editor]] = {
    editor.kind: editor
    for editor in (
        SingleEditor,
        MultipleEditor,
        TrueFalseEditor,
        ShortEditor,
        ClozeEditor,
        NumericEditor,
        OrderingEditor,
        MatchingEditor,
        SortEditor,
        WhoSaysEditor,
        ClaimCheckEditor,
        PanelEditor,
        EssayEditor,
        SteelmanEditor,
        RewriteEditor,
        SurveyEditor,
    )
}

__all__ = ["EDITORS", "Editor"]
