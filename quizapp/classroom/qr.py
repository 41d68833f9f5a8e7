"""The QR code of an address to join at: as SVG, as squares, and as text for a terminal."""

from __future__ import annotations

import io

import segno

BORDER = 4
"""Light squares round the code, as the standard wants it."""


def squares(url: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of squares, true for dark ones, with the light border."""
    code = segno.make_qr(url, error="m")
    return tuple(tuple(bool(square) for square in row) for row in code.matrix_iter(border=BORDER))


def svg(url: str) -> str:
    """One square is one unit; black on white in every theme, so that every phone reads it."""
    out = io.BytesIO()
    segno.make_qr(url, error="m").save(
        out, kind="svg", border=BORDER, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return out.getvalue().decode()


def text(url: str) -> str:
    """Two rows of squares in a line. Light squares are full, for terminals with a dark ground."""
    rows = list(squares(url))
    if len(rows) % 2:
        rows.append((False,) * len(rows[0]))
    signs = {(True, True): " ", (True, False): "▄", (False, True): "▀", (False, False): "█"}
    lines = (
        "".join(signs[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )
    return "\n".join(lines)
