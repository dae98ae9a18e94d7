"""The QR code of a page: its address as squares, for a reader who holds the paper."""


def qr_path(address: str) -> tuple[int, str]:
    """Give the size in modules, quiet zone of four included (ISO/IEC 18004, 6.3.8), and the path of the dark ones.

    Error correction is Q: a quarter of the code may be lost in a photocopy.
    """
    import segno

    matrix = list(segno.make(address, error="q", micro=False).matrix_iter(border=4))
    rows = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, module in enumerate(row) if module)
    return len(matrix), "".join(rows)
