"""The languages of the region are left alone by every check of the text: by sentences, and by property."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discussions.moderation.checks import findings
from tests.discussions.moderation.test_checks import context

SENTENCES = [
    # Arabic, with and without vowel signs
    "ما رأيكم في قرار مجلس الأمن؟ أظنّ أنّ القائمة ناقصة.",
    "اِمْتَنَعَتْ خَمْسُ دُوَلٍ عَنِ التَّصْوِيتِ، وَلَمْ يَذْكُرِ الكَاتِبُ إِلَّا اثْنَتَيْنِ.",
    "قرأتُ في المصدر الثاني أن الجامعة العربية طلبت منطقة حظر الطيران.",
    "لماذا يقول الكاتب «جرّت» بدل «شاركت»؟ هذه كلمة قوية جداً.",
    "أوافق على السؤال، لكنني لا أوافق على الطريقة التي طُرح بها.",
    "في سنة ٢٠١٢ خرج كثير من الناس من تمبكتو وغاو وكيدال.",
    "بِسْمِ ٱللَّهِ ٱلرَّحْمَـٰنِ ٱلرَّحِيمِ، هكذا بدأ الشيخ كلمته في الاجتماع.",
    # N'Ko
    "ߒߞߏ ߦߋ߫ ߓߟߏߡߊߞߊ߬ߣߊ ߘߏ߫ ߘߌ߫ ߸ ߞߊ߬ ߞߍ߫ ߘߌ߬",
    "ߌ ߣߌ߫ ߛߐ߲߬ߜߐߡߊ߫߸ ߒ ߧߋ߫ ߞߊ߬ߙߊ߲ ߠߊ߫ ߡߊ߬ߟߌ߫ ߟߊ߫߹",
    "ߡߊ߬ߟߌ ߦߋ߫ ߝߊ߬ߛߏ߫ ߟߋ߬ ߘߌ߫߸ ߊ߬ ߓߊ߲ߓߊߘߊ߲ߠߌ߲ ߠߋ߬ ߓߊ߬ߡߊ߬ߞߐ߬ ߘߌ߫",
    "ߊ߲ ߧߋ߫ ߡߎ߲߬ ߝߐ߫ ߟߊ߫߸ ߞߎߡߊ ߢߌ߲߬ ߝߊ߬ߘߏ߬ߓߊ ߦߋ߫ ߡߌ߲߫؟",
    "ߛߊ߲߭ ߂߀߁߂ ߟߊ߫߸ ߡߐ߱ ߛߌߦߊߡߊ߲ ߓߘߊ߫ ߓߐ߫ ߕߎߡߎߕߎ߫",
    # Tifinagh
    "ⵜⴰⵎⴰⵣⵉⵖⵜ ⴷ ⵜⵓⵜⵍⴰⵢⵜ ⵏ ⵉⵎⴰⵣⵉⵖⵏ ⴷⴳ ⵜⴰⴼⵔⵉⵇⵜ",
    "ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ, ⵎⴰⵏⵣⴰⴽⵉⵏ ⵜⴳⵉⵎ ⴰⵙⵙ ⴰⴷ ⴳ ⵜⵉⵏⵎⵍ?",
    "ⵓⵔ ⵙⵙⵉⵏⵖ ⵎⴰⵖ ⵢⵓⵔⴰ ⵓⵎⵙⴽⴰⵔ ⵜⴰⴳⵓⵔⵉ ⵏⵏⴰ",
    "ⵉⵎⵓⵀⴰⵖ ⴷ ⵉⴷⵔⴰⵔⵏ ⵏ ⴰⴷⵖⴰⵖ ⵏ ⵉⴼⵓⵖⴰⵙ",
    "ⵜⵉⵏⵎⵍ ⵏⵏⵖ ⵜⵍⵍⴰ ⴳ ⴽⵉⴷⴰⵍ, ⵖⵉⵔ ⵓⵣⵡⵓ",
    # Bambara, in the official letters, with tones, and decomposed
    "Ni mɔgɔ dɔ tɔgɔ ma fɔ lisi kɔnɔ, o bɛ maana yɛlɛma kosɛbɛ.",
    "N b'a fɛ ka ɲininkali kɛ: jɔn de y'a latigɛ ka taa kɛlɛ la?",
    "À yé à fɔ́ kó Màli tɛ́ sé kà kɛ̀lɛ́ bán à kélen ná.",
    unicodedata.normalize("NFD", "Án bɛ́ɛ yé kàlàn kɛ́ lìbúrú ìn ná, ǹka án má bɛ̀n à kɔ̀rɔ́ kàn."),
    "Laɲini ye ka tiɲɛ dɔn, a tɛ ka mɔgɔ tɔgɔ tiɲɛ.",
    "San 2012 la, jama caman bɔra Tumutu ni Gao ka na Bamakɔ.",
    # French
    "« Ces États se sont abstenus », écrit l’auteur : où l’a-t-il lu ?",
    "Je ne suis pas d’accord : l’Union africaine avait proposé une autre voie dès mars 2011.",
    "À mon avis, la MINUSMA, la CEDEAO et l’ONU n’avaient pas le même mandat ; c’est là le nœud.",
    "Le paragraphe 4 dit « toutes les mesures nécessaires » ; ça ne veut pas dire « changer de régime ».",
    "Qu’est-ce qui prouve que l’armée a été prévenue ? Je n’ai trouvé aucune source là-dessus.",
    "Peut-être que oui… mais Kidal n’est pas Tombouctou, et 2012 n’est pas 2013 !",
    "Voir https://www.un.org/fr/, p. 3 : « le Conseil décide de rester saisi de la question ».",
]

VOWEL_SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0670"
TIFINAGH = "ⵜⵏⵎⵔⴰⵉⵓⵖⵣⴽⴼⵍⵙⴷⴱⵀⵡⵢ"
LETTERS_AND_MARKS = {
    "Arabic": ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچگ", VOWEL_SIGNS, 3),
    "N'Ko": ("ߊߋߌߍߎߏߐߒߓߔߕߖߗߘߙߚߛߜߝߞߟߠߡߢߣߤߥߦ", "\u07eb\u07ec\u07ed\u07ee\u07ef\u07f0\u07f1\u07f2\u07f3", 2),
    "Tifinagh": (TIFINAGH, "", 0),
    "Bambara": ("abcdefghijklmnoprstuwyzɛɔɲŋ", "\u0300\u0301\u0302\u030c", 1),
    "French": ("abcdefghijklmnopqrstuvwxyzàâçéèêëîïôûùüÿœæ", "", 0),
}
BETWEEN = [" ", ", ", "؟ ", "، ", ". ", "’", " « ", " » ", " : ", "\n", "\u200e", "\u200f", "\u200c"]


def writing(script: str) -> st.SearchStrategy[str]:
    """Words of a script: letters, each with as many marks as its writing sets on one, and what stands between words."""
    letters, marks, most = LETTERS_AND_MARKS[script]
    mark = st.text(marks, max_size=most) if marks else st.just("")
    letter = st.builds("{}{}".format, st.sampled_from(letters), mark)
    word = st.lists(letter, min_size=1, max_size=9).map("".join)
    pieces = st.lists(st.tuples(word, st.sampled_from(BETWEEN)), min_size=8, max_size=30)
    return pieces.map(lambda words: "".join(word + between for word, between in words)).map(str.strip)


@pytest.mark.parametrize("text", SENTENCES)
def test_real_sentences_are_left_alone(text):
    assert findings(context(text, hosts=frozenset({"un.org"}))) == []


def test_there_are_thirty_of_them():
    assert len(set(SENTENCES)) == 30


@pytest.mark.parametrize("script", LETTERS_AND_MARKS)
def test_any_words_of_these_scripts_are_left_alone(script):
    @given(writing(script).filter(lambda text: len(text) >= 40))
    def holds(text: str) -> None:
        assert findings(context(text)) == []

    holds()


@pytest.mark.parametrize("script", LETTERS_AND_MARKS)
def test_capitals_of_a_script_that_has_none_do_not_shout(script):
    letters, _marks, _most = LETTERS_AND_MARKS[script]
    has_case = letters.upper() != letters
    found = findings(context(" ".join([letters[:7].upper()] * 8)))
    assert [one.rule for one in found] == (["shouting-1"] if has_case else [])
