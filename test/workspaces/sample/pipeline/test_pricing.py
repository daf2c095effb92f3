from pricing import refund


def test_quick_return_is_free():
    assert refund(124, 1.5) == 124
