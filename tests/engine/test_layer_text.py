"""The text field for the hidden layers."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.errors import LayerTextError
from engine.layer_text import format_hidden_layers, parse_hidden_layers
from engine.spec import MAX_HIDDEN_LAYERS, MAX_UNITS, check_hidden

FULL_WIDTH = "\uff12\uff10，\uff17"
ALPHABET = "0123456789 ,;，、；[]().-+xe²\t\n٣" + FULL_WIDTH
SEPARATORS = " ,;，、；[]()\t\n"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("20, 7, 5", (20, 7, 5)),
        ("20,7,5", (20, 7, 5)),
        ("20 7 5", (20, 7, 5)),
        ("[20, 7, 5]", (20, 7, 5)),
        ("(20,)", (20,)),
        ("20；7、5", (20, 7, 5)),
        ("20，7，5", (20, 7, 5)),
        (FULL_WIDTH, (20, 7)),
        (" 20,,7, ", (20, 7)),
        ("007", (7,)),
        ("", ()),
        ("  ", ()),
        ("[]", ()),
        ("none", ()),
        (" None ", ()),
        (str(MAX_UNITS), (MAX_UNITS,)),
        (",".join("1" * MAX_HIDDEN_LAYERS), (1,) * MAX_HIDDEN_LAYERS),
    ],
)
def test_reads(text, hidden):
    assert parse_hidden_layers(text) == hidden


@pytest.mark.parametrize(
    ("text", "blamed", "message"),
    [
        ("20,x,1", "x", "“x” is not a whole number."),
        ("2.5", "2.5", "“2.5” is not a whole number."),
        ("20, -3", "-3", "“-3” is not a whole number."),
        ("20, none", "none", "“none” is not a whole number."),
        ("1e3", "1e3", "“1e3” is not a whole number."),
        ("2²", "2²", "“2²” is not a whole number."),
        ("20, 0, 5", "0", "A layer has 1 to 8,192 units, not 0."),
        ("8193", "8193", "A layer has 1 to 8,192 units, not 8193."),
        ("1, " + "9" * 19, "9" * 19, f"not {'9' * 19}."),
        ("9" * 5000, "9" * 5000, "A layer has 1 to 8,192 units"),
        ("1 " * MAX_HIDDEN_LAYERS + "2", "2", "50 hidden layers are the most."),
        ("{x}", "{x}", "“{x}” is not a whole number."),
    ],
)
def test_says_what_is_wrong_and_where(text, blamed, message):
    with pytest.raises(LayerTextError) as raised:
        parse_hidden_layers(text)
    assert message in str(raised.value)
    assert text[raised.value.start : raised.value.end] == blamed


def test_marks_the_culprit_not_its_twin():
    with pytest.raises(LayerTextError) as raised:
        parse_hidden_layers("20, 0, 10, 0")
    assert (raised.value.start, raised.value.end) == (4, 5)


def test_the_whole_of_layer_dims_is_explained():
    with pytest.raises(LayerTextError, match=r"12,288 is the input.*leave it out"):
        parse_hidden_layers("12288, 20, 7, 5, 1", inputs=12288)
    with pytest.raises(LayerTextError, match="1 to 8,192 units"):
        parse_hidden_layers("12288, 20", inputs=4096)
    # It may well be meant as a hidden layer when it can be one.
    assert parse_hidden_layers("784, 20", inputs=784) == (784, 20)


@given(st.text() | st.text(alphabet=ALPHABET), st.none() | st.integers(1, 20_000))
@example("9" * 4301, None)
def test_any_text_has_sizes_or_a_reason(text, inputs):
    blamed = None
    try:
        hidden = parse_hidden_layers(text, inputs)
    except LayerTextError as error:
        blamed = error
    if blamed is None:
        check_hidden(hidden)
        assert parse_hidden_layers(format_hidden_layers(hidden)) == hidden
        return
    assert 0 <= blamed.start < blamed.end <= len(text)
    assert not set(text[blamed.start : blamed.end]) & set(SEPARATORS)
    # What comes before it is fine, and it is not.
    parse_hidden_layers(text[: blamed.start], inputs)
    with pytest.raises(LayerTextError):
        parse_hidden_layers(text[: blamed.end], inputs)


@given(st.lists(st.integers(1, MAX_UNITS), max_size=MAX_HIDDEN_LAYERS).map(tuple))
def test_round_trip(hidden):
    assert parse_hidden_layers(format_hidden_layers(hidden)) == hidden


def test_format():
    assert format_hidden_layers((20, 7, 5)) == "20, 7, 5"
    assert format_hidden_layers(()) == "none"
