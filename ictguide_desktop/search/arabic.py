"""Arabic spelling: one shape for the many ways a word is written, and its light stems."""

from __future__ import annotations

from functools import cache

_SHAPES = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ء": None, "ة": "ه", "ى": "ي",
    "ی": "ي", "ک": "ك", "ہ": "ه", "ە": "ه", "ـ": None,
})  # fmt: skip
_SEATED_HAMZA = str.maketrans({"ؤ": None, "ئ": None})

_ARTICLES = ("وبال", "وكال", "ولل", "فلل", "وال", "فال", "بال", "كال", "ال", "لل")
_CLITICS = "وفبكل"
_SUFFIXES = ("ها", "ان", "ون", "ين", "يه", "يا", "ه", "ي")
_SHORTEST = 3

# Plurals that change inside the word, as “plural singular”: no ending to take off.
_BROKEN = """
    نظم نظام  أنظمة نظام  قواعد قاعدة  مفاتيح مفتاح  مخاطر خطر  تجار تاجر  موانئ ميناء  مراكز مركز  مكاتب مكتب
    أجهزة جهاز  بضائع بضاعة  رسوم رسم  مبادئ مبدأ  معايير معيار  أختام ختم  أهداف هدف  ضوابط ضابط  مناطق منطقة
    صكوك صك  لوائح لائحة  قوانين قانون  مشاريع مشروع  نماذج نموذج  أدلة دليل  وثائق وثيقة  دروس درس  فرق فريق
    رموز رمز  مدراء مدير  خوادم خادم  حواسيب حاسوب  أحداث حدث  حوادث حادث  أشخاص شخص  أيام يوم  أشهر شهر  عقود عقد
    أطراف طرف  أدوار دور  حقوق حق  آراء رأي  أوراق ورقة  خطوط خط  مهام مهمة  مهل مهلة  نسخ نسخة  صور صورة
    أقفال قفل  حدود حد  منافذ منفذ  سفن سفينة  تمارين تمرين  رخص رخصة  ضرائب ضريبة  قوائم قائمة  جداول جدول
    برامج برنامج  خطط خطة  نتائج نتيجة  منافع منفعة  تكاليف تكلفة  أسماء اسم  أرقام رقم  ملفات ملف  مصارف مصرف
    بنوك بنك  هواتف هاتف  أوامر أمر  مزايا ميزة  أسباب سبب  أصول أصل  مصادر مصدر  تقارير تقرير  حاويات حاوية
    وظائف وظيفة  إجازات إجازة  صلاحيات صلاحية  شبابيك شباك  محافظ محفظة  عناصر عنصر  سلاسل سلسلة  طرق طريق
    خدمات خدمة  شروط شرط  أسئلة سؤال  قطع قطعة  بنود بند  فصول فصل  عمال عامل  مواقع موقع  جهات جهة  ممرات ممر
    شحنات شحنة  تصاريح تصريح  أخطاء خطأ  مزالق مزلق  تدابير تدبير  كوارث كارثة  أعطال عطل  أبواب باب  أعمال عمل
    سنوات سنة
"""


def fold_arabic(word: str) -> str:
    """A word (without vowel signs) with one alef, ة as ه, ى as ي, no tatweel and no sign of hamza."""
    return word.translate(_SHAPES)


def light_stems(word: str) -> tuple[str, ...]:
    """The stems a word (without vowel signs, hamza still in place) may be found by, the likeliest first.

    The second stem drops a hamza together with its seat, since مسؤول is also written مسئول; the last drops a
    conjunction or preposition written onto the word, which may as well be its first letter. A broken plural has
    the stem of its singular too.
    """
    spellings = dict.fromkeys((fold_arabic(word), fold_arabic(word.translate(_SEATED_HAMZA))))
    stems = [_strip(spelling) for spelling in spellings]
    for spelling in spellings:
        if spelling[:1] and spelling[0] in _CLITICS:
            rest = _strip(spelling[1:])
            if len(rest) >= (_SHORTEST - 1 if spelling[0] == "و" else _SHORTEST):
                stems.append(rest)
    stems += [singular for stem in stems if (singular := _singulars().get(stem))]
    return tuple(dict.fromkeys(stem for stem in stems if stem))


def without_article(folded: str) -> str:
    """A folded word or phrase without the article it begins with."""
    return _without_article(folded)


@cache
def _singulars() -> dict[str, str]:
    words = [_strip(fold_arabic(word)) for word in _BROKEN.split()]
    return {plural: one for plural, one in zip(words[::2], words[1::2], strict=True) if plural != one}


def _strip(word: str) -> str:
    """Article off the front, endings of gender, number and possession off the end, as Light10 does."""
    word = _without_article(word)
    if word.endswith("ات") and len(word) > _SHORTEST:
        word = word.removesuffix("ات") + "ه"  # جهات is the plural of جهة, short as it is
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            word = word.removesuffix(suffix)
    return word


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        shortest = _SHORTEST - 1 if article in ("ال", "لل") else _SHORTEST  # وكالة is no و + كال + ة
        if word.startswith(article) and len(word) - len(article) >= shortest:
            bare = word.removeprefix(article)
            # إلكتروني begins like an article once its hamza is folded away, and is often written without it: the word
            # with an article loses both, so that the two are found by one stem.
            twice = bare.startswith("ال") and len(bare) - len("ال") >= _SHORTEST - 1
            return bare.removeprefix("ال") if twice else bare
    return word
