"""Draws the fine lines of the certificate: ``python -m certificates.artwork.guilloche`` writes both drawings anew.

They are woven from waves along a closed path, as on old share certificates: the border along a rounded rectangle, the
seal along circles. Lengths are millimetres. The drawings are ours; the files are kept so that issuing computes nothing.
"""

import math
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).parent
STATIC = FOLDER.parents[1] / "site" / "static" / "img"
TEAL, CORAL = "#0f5a5c", "#c8553d"
Point = tuple[float, float]
Curve = Callable[[float], Point]


def rounded_rectangle(width: float, height: float, inset: float, radius: float) -> tuple[Curve, Curve, float]:
    """Return ``place(s)`` and ``outward(s)`` along the middle line, clockwise from the top left, and its length."""
    w, h = width - 2 * inset - 2 * radius, height - 2 * inset - 2 * radius
    quarter = math.pi * radius / 2
    left, top = inset + radius, inset + radius
    legs = [
        (w, (left, inset), 0),
        (h, (width - inset, top), 1),
        (w, (width - left, height - inset), 2),
        (h, (inset, height - top), 3),
    ]
    length = 2 * (w + h) + 4 * quarter

    def walk(s: float) -> tuple[Point, Point]:
        s %= length
        for side, (x, y), turn in legs:
            angle = turn * math.pi / 2
            along, out = (math.cos(angle), math.sin(angle)), (math.sin(angle), -math.cos(angle))
            if s <= side:
                return (x + s * along[0], y + s * along[1]), out
            s -= side
            if s <= quarter:
                bend = angle - math.pi / 2 + s / radius
                centre = (x + side * along[0] - radius * out[0], y + side * along[1] - radius * out[1])
                out = (math.cos(bend), math.sin(bend))
                return (centre[0] + radius * out[0], centre[1] + radius * out[1]), out
            s -= quarter
        return walk(0)

    return (lambda s: walk(s)[0]), (lambda s: walk(s)[1]), length


def circle(radius: float, middle: float) -> tuple[Curve, Curve, float]:
    """Return ``place(s)``, ``outward(s)`` and the length of a circle round ``(middle, middle)``."""

    def out(s: float) -> Point:
        return math.cos(s / radius), math.sin(s / radius)

    return (lambda s: (middle + radius * out(s)[0], middle + radius * out(s)[1])), out, math.tau * radius


def woven(path: tuple[Curve, Curve, float], waves: int, swing: Callable[[float], float], phase: float) -> str:
    """Return SVG path data of one thread: ``waves`` waves round the path, ``swing(t)`` wide at ``t`` in 0…1."""
    place, outward, length = path

    def at(t: float) -> Point:
        (x, y), (ox, oy) = place(t * length), outward(t * length)
        away = swing(t) * math.sin(math.tau * waves * t + phase)
        return x + ox * away, y + oy * away

    return smooth(at, steps=waves * 6)


def smooth(at: Curve, steps: int) -> str:
    """Return a closed curve through ``at(t)`` as cubic Béziers, in relative hundredths."""
    step, tiny = 1 / steps, 1e-5
    points = [at(n * step) for n in range(steps)]
    slopes = [
        tuple((b - a) / (2 * tiny) for a, b in zip(at(n * step - tiny), at(n * step + tiny), strict=True))
        for n in range(steps)
    ]
    data = [f"M{points[0][0]:.2f} {points[0][1]:.2f}"]
    for n in range(steps):
        (x0, y0), (x1, y1) = points[n], points[(n + 1) % steps]
        (u0, v0), (u1, v1) = slopes[n], slopes[(n + 1) % steps]
        third = step / 3
        control = (u0 * third, v0 * third, x1 - x0 - u1 * third, y1 - y0 - v1 * third, x1 - x0, y1 - y0)
        data.append("c" + " ".join(f"{number:.2f}".rstrip("0").rstrip(".") for number in control))
    return "".join(data) + "z"


def threads(paths: list[str], colour: str, width: float, opacity: float = 1) -> str:
    """Return ``paths`` as one SVG path of threads, ``width`` millimetres fine."""
    return (
        f'<path d="{"".join(paths)}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-opacity="{opacity}"/>'
    )


def svg(width: float, height: float, body: str) -> str:
    """Return a drawing of this size in millimetres."""
    size = f'width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>\n'


def border() -> str:
    """Return the border of an A4 page, landscape: three braids between two pairs of rules."""
    path = rounded_rectangle(297, 210, inset=13.2, radius=9)
    braid = [
        woven(path, 96, lambda t: 3.3, phase)
        for phase in (0, math.tau / 6, math.tau / 3, math.pi, math.tau * 2 / 3, math.tau * 5 / 6)
    ]
    slow = [
        woven(path, 48, lambda t: 2.2 + 0.9 * math.cos(math.tau * 96 * t), phase)
        for phase in (0, math.pi / 2, math.pi, math.pi * 1.5)
    ]
    warm = [woven(path, 144, lambda t: 1.1, phase) for phase in (0, math.pi)]
    rules = "".join(
        f'<rect x="{i}" y="{i}" width="{297 - 2 * i}" height="{210 - 2 * i}" rx="{r}" stroke-width="{w}"/>'
        for i, r, w in ((8.6, 13, 0.5), (9.5, 12.4, 0.15), (17.0, 5.6, 0.15), (17.9, 5, 0.35))
    )
    return svg(
        297,
        210,
        threads(braid, TEAL, 0.13, 0.75)
        + threads(slow, TEAL, 0.11, 0.55)
        + threads(warm, CORAL, 0.12, 0.8)
        + f'<g fill="none" stroke="{TEAL}">{rules}</g>',
    )


def seal() -> str:
    """Return the seal: rosettes round a muscle's spindle of fibres."""
    outer = [woven(circle(16.2, 20), 24, lambda t: 2.8, math.tau * k / 8) for k in range(8)]
    inner = [woven(circle(8.9, 20), 16, lambda t: 1.2, math.tau * k / 4) for k in range(4)]
    rings = "".join(
        f'<circle cx="20" cy="20" r="{r}" fill="none" stroke="{TEAL}" stroke-width="{w}"/>'
        for r, w in ((19.3, 0.45), (13.2, 0.2), (10.4, 0.2), (7.5, 0.3))
    )
    return svg(
        40, 40, threads(outer, TEAL, 0.12, 0.8) + threads(inner, CORAL, 0.13, 0.9) + rings + spindle(20, 20, 6.4)
    )


def spindle(x: float, y: float, reach: float) -> str:
    """Return a fusiform muscle: fibres from tendon to tendon, the middle one warm, a taut point on it."""
    top, low = y - reach, y + reach
    fibres = "".join(
        f"M{x} {top:.2f}C{x + k:.2f} {y - 1.6:.2f} {x + k:.2f} {y + 1.6:.2f} {x} {low:.2f}"
        for k in (-5.6, -4.2, -2.8, -1.4, 1.4, 2.8, 4.2, 5.6)
    )
    return (
        f'<path d="{fibres}" fill="none" stroke="{TEAL}" stroke-width=".32" stroke-linecap="round"/>'
        f'<path d="M{x} {top:.2f}V{low:.2f}" stroke="{CORAL}" stroke-width=".4" stroke-linecap="round"/>'
        f'<circle cx="{x}" cy="{y}" r=".95" fill="{CORAL}"/>'
    )


if __name__ == "__main__":
    (FOLDER / "border.svg").write_text(border(), "utf-8")
    for seal_file in (FOLDER / "seal.svg", STATIC / "certificate-seal.svg"):
        seal_file.write_text(seal(), "utf-8")
