"""Charts as plain SVG: bars on a logarithmic scale, and lines on two."""

import math
from xml.sax.saxutils import escape

from .rows import number

OURS, FLOOR, PEERS = "#1f5fbf", "#2f9e5f", ["#9a9a9a", "#c28a3a", "#8a6fb0", "#b05a5a", "#4f9aa8"]
WIDTH = 720


def colour(name, others):
    if name.startswith("bindery"):
        return OURS
    if name.startswith("floor"):
        return FLOOR
    return PEERS[others.index(name) % len(PEERS)]


class Drawing:
    def __init__(self, title, height):
        self.height = height
        self.parts = [f'<text x="16" y="26" font-size="15" font-weight="bold">{escape(title)}</text>']

    def text(self, x, y, what, anchor="start", fill="#333", size=12):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}" '
                          f'font-size="{size}">{escape(what)}</text>')

    def line(self, x1, y1, x2, y2, stroke="#ddd", width=1):
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" '
                          f'stroke-width="{width}"/>')

    def svg(self):
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{self.height}" '
                f'viewBox="0 0 {WIDTH} {self.height}" font-family="sans-serif" font-size="12">\n'
                f'<rect width="100%" height="100%" fill="white"/>\n' + "\n".join(self.parts) + "\n</svg>\n")


def bars(title, groups):
    """groups: [(heading, [(name, value)])], values being ratios."""
    left = 24 + 7 * max(len(name) for _, entries in groups for name, _ in entries)
    top, bar, gap = 44, 18, 14
    values = [value for _, entries in groups for _, value in entries]
    others = list(dict.fromkeys(name for _, entries in groups for name, _ in entries
                                if not name.startswith(("bindery", "floor"))))
    high = max(values) * 1.1
    low = min(min(values), 1) / 1.6
    height = top + sum(24 + bar * len(entries) + gap for _, entries in groups) + 10
    drawing = Drawing(title, height)

    def x(value):
        return left + (WIDTH - left - 70) * math.log(value / low) / math.log(high / low)

    drawing.line(x(1), top - 6, x(1), height - 12, "#888")
    y = top
    for heading, entries in groups:
        drawing.text(16, y + 14, heading, fill="#000")
        y += 24
        for name, value in entries:
            drawing.text(left - 8, y + 12, name, "end")
            drawing.parts.append(f'<rect x="{left}" y="{y}" width="{max(x(value) - left, 1):.1f}" height="{bar - 4}" '
                                 f'fill="{colour(name, others)}"/>')
            drawing.text(x(value) + 6, y + 12, number(value))
            y += bar
        y += gap
    return drawing.svg()


def lines(title, x_title, series):
    """series: {name: [(x, y)]}, drawn on logarithmic scales; y are ratios."""
    left, right, top, bottom, height = 60, 180, 44, 46, 340
    points = [point for values in series.values() for point in values]
    low_x, high_x = min(p[0] for p in points), max(p[0] for p in points)
    low_y, high_y = min(p[1] for p in points) / 1.3, max(p[1] for p in points) * 1.3
    drawing = Drawing(title, height)

    def at(point):
        return (left + (WIDTH - left - right) * math.log(point[0] / low_x) / math.log(high_x / low_x),
                height - bottom - (height - top - bottom) * math.log(point[1] / low_y) / math.log(high_y / low_y))

    for tick in sorted({point[0] for point in points}):
        x, y = at((tick, low_y))
        drawing.line(x, top, x, y)
        drawing.text(x, y + 16, short(tick), "middle")
    for tick in ticks(low_y, high_y):
        x, y = at((low_x, tick))
        drawing.line(x, y, WIDTH - right, y)
        drawing.text(x - 6, y + 4, f"{tick:g}", "end")
    drawing.text((left + WIDTH - right) / 2, height - 8, x_title, "middle")

    others = [name for name in series if not name.startswith(("bindery", "floor"))]
    ends = []
    for name, values in series.items():
        stroke = colour(name, others)
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(at, values))
        again = any(known[2] == stroke for known in ends)  # two lines of one colour
        dash = ' stroke-dasharray="6 4"' if again else ""
        drawing.parts.append(f'<polyline points="{path}" fill="none" stroke="{stroke}" stroke-width="2"{dash}/>')
        ends.append([at(values[-1])[1], name, stroke])
    ends.sort()
    for previous, end in zip(ends, ends[1:]):
        end[0] = max(end[0], previous[0] + 15)  # names do not cover each other
    for y, name, stroke in ends:
        drawing.text(WIDTH - right + 6, y + 4, name, fill=stroke)
    return drawing.svg()


def ticks(low, high):
    power = 10.0 ** math.floor(math.log10(low))
    found = []
    while power <= high:
        found += [power * step for step in (1, 2, 5) if low <= power * step <= high]
        power *= 10
    return found


def short(count):
    for unit, name in ((10**6, "M"), (10**3, "k")):
        if count >= unit:
            return f"{count / unit:g}{name}"
    return f"{count:g}"
