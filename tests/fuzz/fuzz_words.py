"""Words, signs and names that each format knows: what a fuzzer puts in among other things."""

from __future__ import annotations

# fmt: off
GIFT = (
    "{", "}", "=", "~", "#", "->", "%50%", "%-25%", "::", "//", "[html]", "[markdown]", "{T}",
    "{F}", "{TRUE#a#b}", "{#3:2}", "{#1..5}", "{=%50%a}", "{}", "\\n", "\\=", "####",
    "$CATEGORY: a/b", "// [id:x] [tag:y]", "// quizapp", "{=a -> b}", "~%100%",
)
AIKEN = (
    "A) ", "B. ", "c) ", "Z) ", "ANSWER: A", "ANSWER: A, B", "answer: b", "ANSWER:", "A)",
)
MOODLE = (
    "multichoice", "truefalse", "shortanswer", "numerical", "matching", "essay", "cloze",
    "ddmatch", "ordering", "gapselect", "ddwtos", "calculated", "description", "category", "true",
    "1", "0", "100", "-33.333", "html", "markdown", "plain_text", "base64", "{1:MC:=a~b#c}",
    "{:NM:=1:2}", "{2:SA:%50%x~*y}", "[[1]]", "@@PLUGINFILE@@/a.png", "quizapp:date=ns 1917",
    "{\"task\": {\"kind\": \"order\"}}", "top/a/b",
)
QTI = (
    "single", "multiple", "ordered", "record", "identifier", "integer", "float", "pair",
    "directedPair", "string", "point", "boolean", "a b", "RESPONSE", "SCORE", "0", "1", "-1",
    "0.5", "exact", "absolute", "relative", "choice", "true", "match_correct", "map_response",
    "question_type", "cc.fib.v0p1", "Set", "Add", "x y", "qti-", "rect", "circle",
)
ANKI = (
    "{{Front}}", "{{#Front}}", "{{/Front}}", "{{^Back}}", "{{FrontSide}}", "{{type:Back}}",
    "{{cloze:Text}}", "{{c1::a}}", "{{c2::b::hint}}", "{{c1,2::x}}", "[sound:a.mp3]",
    "[anki:play:q:0]", "\x1f", "<img src=\"a.png\">", "<hr id=answer>", "[latex]x[/latex]",
    "\\(x\\)", "qfmt", "afmt", "flds", "tmpls", "name", "ord", "image-occlusion:rect",
    "<div class=\"quizapp-options\">", "<ul><li>a</li></ul>", "QuizApp",
)
HEAD = (
    "#separator:tab", "#html:true", "#guid column:1", "#deck column:2", "#notetype:Basic",
    "#tags column:3", "#columns:a\tb", "#notetype column:1", "Cloze", "\t", ";", "\"", "\"\"",
)
TABLE = (
    ",", ";", "\t", "|", "\"", "\"\"", "sep=;", "Question", "Answer", "Wrong", "Tags", "Date",
    "Explanation", "Picture", "ID", "Kind", "choose", "numeric", "cloze", "order", "match", "1;2",
    "1917-11-07", "True", "accepted", "task", "=",
)
SHEET = (
    *TABLE, "A1", "B2", "XFD1", "A1048577", "inlineStr", "s", "str", "b", "e", "n", "d", "#N/A",
    "0", "45000", "1E+30", "Time limit (sec)", "Correct answer(s)", "1,3", "Answer 1",
    "xl/worksheets/sheet1.xml", "../sheet.xml",
)
READABLE = (
    "---", "deck: x", "## ", "= ", "also: ", "not: ", "date: ", "kind: ", "why: ", "state: ",
    "tags: ", "id: ", "fact: ", "source: ", "task: ", "title: ", "hint: ", "topic: ",
    "difficulty: hard", "picture: ", "confidence: ", "gap: ", "[ ] ", "[x] ", "(x) ", "-> ",
    "span: 1-2", "page 3", "paragraph 7", "± 2", "old style",
)
RECORD = (
    "id", "kind", "stem", "answer", "accept", "choices", "iso", "date", "source", "task",
    "confidence", "status", "explanation", "tags", "fact", "title", "topic", "difficulty", "hint",
    "picture", "options", "answers", "gaps", "texts", "items", "pairs", "worth", "points", "value",
    "plus", "choose", "typed", "numeric", "cloze", "order", "match", "when", "map", "open",
    "information", "tolerance", "new_style", "start", "end",
)
ROW = (
    "id", "question", "form", "given", "verdict", "rating", "ms", "at", "day", "app", "retracts",
    "quizapp-progress", "version", "typed", "flip", "right", "2026-03-02",
    "2026-03-02T12:00:00+00:00", "9999-12-31T23:59:59-23:59",
)
