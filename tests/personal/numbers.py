"""Numbers that are made up, with check digits that are right. No area code 99 counties exist."""

from __future__ import annotations


def id_number(area: str = "520699", born: str = "19900307", order: str = "123") -> str:
    """An identity number of 18 characters."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    body = area + born + order
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def with_x() -> str:
    """One that ends in X."""
    return next(n for i in range(100) if (n := id_number(order=f"{i:03}")).endswith("X"))


def bank_card(prefix: str, length: int) -> str:
    """A card number of a length that begins with `prefix`."""
    body = prefix.ljust(length - 1, "3")
    doubled = [sum(divmod(int(digit) * 2, 10)) for digit in body[::-2]]
    single = [int(digit) for digit in body[-2::-2]]
    return f"{body}{-(sum(doubled) + sum(single)) % 10}"


def wrong(number: str) -> str:
    """The number with another last digit."""
    return f"{number[:-1]}{(int(number[-1]) + 1) % 10 if number[-1].isdigit() else 0}"


def spaced(number: str, *sizes: int, by: str = " ") -> str:
    """The number cut into groups."""
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    assert at == len(number)
    return by.join(parts)


def full_width(number: str) -> str:
    """The number in full-width characters."""
    return "".join("　" if sign == " " else chr(ord(sign) + 0xFEE0) for sign in number)
