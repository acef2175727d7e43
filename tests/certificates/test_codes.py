"""The code: what a slip of the finger does to it."""

from hypothesis import given
from hypothesis import strategies as st

from certificates.codes import ALPHABET, check_symbol, grouped, new_code, normalise

data = st.text(ALPHABET, min_size=11, max_size=11)
codes = data.map(lambda symbols: symbols + check_symbol(symbols))


@given(codes)
def test_a_code_is_its_own_normal_form(code):
    assert normalise(code) == grouped(code)


@given(codes, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_any_single_wrong_symbol_is_found(code, position, symbol):
    if symbol != code[position]:
        assert normalise(code[:position] + symbol + code[position + 1 :]) is None


@given(codes, st.integers(0, 10))
def test_any_swap_of_neighbours_is_found(code, position):
    first, second = code[position : position + 2]
    if first != second:
        assert normalise(code[:position] + second + first + code[position + 2 :]) is None


@given(codes)
def test_case_hyphens_spaces_and_lookalikes_do_not_matter(code):
    typed = f" {grouped(code).lower().replace('-', ' ')} ".replace("0", "o").replace("1", "l")
    assert normalise(typed) == grouped(code)


@given(st.text(max_size=80))
def test_no_typed_text_breaks_it(typed):
    assert normalise(typed) is None or len(normalise(typed)) == 14


def test_a_new_code_is_grouped_and_passes_its_own_check():
    code = new_code()
    assert normalise(code) == code and code.count("-") == 2


def test_new_codes_differ():
    assert len({new_code() for _n in range(1000)}) == 1000
