"""Card templates: what a side shows."""

from __future__ import annotations

from quizapp.exchange.anki_templates import TemplateSide

FIELDS = ("Name", "Place", "Founded")


def shown(template: str, *values: str) -> str:
    return TemplateSide(template, FIELDS).side(values).text(lambda number: values[number])


def test_fields_stand_among_the_words_of_the_template() -> None:
    text = shown("Where does <b>{{Name}}</b> stand?<br>({{ Founded }})", "Greyford", "", "1217")
    assert text == "Where does Greyford stand?\n(1217)"


def test_a_section_shows_where_its_field_is_filled() -> None:
    template = "{{Name}}{{#Place}} in {{Place}}{{/Place}}{{^Place}} somewhere{{/Place}}"
    assert shown(template, "Greyford", "Wye", "") == "Greyford in Wye"
    assert shown(template, "Greyford", " ", "") == "Greyford somewhere"


def test_sections_stand_inside_others() -> None:
    template = "{{#Name}}{{#Place}}both{{/Place}}{{^Place}}one{{/Place}}{{/Name}}"
    assert shown(template, "a", "b", "") == "both"
    assert shown(template, "a", "", "") == "one"
    assert shown(template, "", "b", "") == ""


def test_special_and_unknown_names_show_nothing() -> None:
    assert shown("{{FrontSide}}{{Tags}}{{Deck}}{{Nobody}}{{Name}}{{#Tags}}x{{/Tags}}", "a") == "a"


def test_what_is_typed_or_opened_or_read_aloud_is_no_part_of_the_words() -> None:
    side = TemplateSide("{{Name}}{{type:Place}}{{hint:Founded}}{{tts en_GB:Name}}", FIELDS).side(
        ("a", "b", "c")
    )
    assert side.text(lambda number: "abc"[number]) == "a"
    assert side.with_filter("type") == 1
    assert side.with_filter("hint") == 2
    assert side.fields == (0, 1, 2)
    assert side.read == (0, 2)


def test_other_filters_show_the_field() -> None:
    assert shown("{{text:Name}} {{furigana:Place}}", "a", "b") == "a b"


def test_scripts_styles_and_comments_show_nothing() -> None:
    template = "<style>.a{}</style><script>f('{{Name}}')</script><!-- {{Place}} -->{{Founded}}"
    assert shown(template, "a", "b", "c") == "c"


def test_pictures_of_a_template_are_named() -> None:
    side = TemplateSide('{{Name}}<img src="{{Place}}" alt="x"><img src="logo.png">', FIELDS).side(
        ("a", "b.png")
    )
    assert [image.alt for image in side.images] == ["x", ""]
    assert side.images[1].source == "logo.png"


def test_a_field_with_a_colon_in_its_name_is_found() -> None:
    side = TemplateSide("{{a:b}}", ("a:b", "b")).side(("x", "y"))
    assert side.fields == (1,)  # Anki takes what is before a colon as a filter
    assert TemplateSide("{{a:c}}", ("a:c",)).side(("x",)).fields == (0,)


def test_sections_that_are_not_closed_end_with_the_template() -> None:
    assert shown("{{#Name}}a{{Name}}{{/Nobody}}{{/Nobody}}b", "x") == "axb"


def test_a_side_is_laid_out_once_for_notes_alike() -> None:
    side = TemplateSide("{{Name}}{{#Place}}!{{/Place}}", FIELDS)
    assert side.side(("a", "b")) is side.side(("c", "d"))
    assert side.side(("a", "b")) is not side.side(("a", ""))
