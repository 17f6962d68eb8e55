"""The pictures of the demonstration: drawn, not photographed, and the same each time.

Paper-cut shapes on a woven mat. Coordinates run from 0 to 100 in both directions; a picture is
drawn at twice its size and reduced, so that edges are smooth.
"""

import math
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

SIZE = 1200
SCALE = 2 * SIZE / 100

PAPER, SAND, MAT, MAT_DARK = "#f6efe0", "#ead9b8", "#dcc08a", "#c9a768"
WOOD, WOOD_DARK, LEAF, LEAF_DARK = "#b07d4a", "#8a5f35", "#4f8a4c", "#2f6238"
CREAM, WHITE, INK, AMBER = "#fff6df", "#ffffff", "#2a2a24", "#c98a2b"
RED, PINK, ORANGE, GOLD, BROWN = "#a8402f", "#d9849b", "#e08a2e", "#e9b949", "#6e4526"


class Sheet:
    """A square of paper with a mat on it and shapes laid on top."""

    def __init__(self, seed: str):
        self.image = Image.new("RGB", (2 * SIZE, 2 * SIZE), PAPER)
        self.draw = ImageDraw.Draw(self.image)
        self.random = Random(seed)  # noqa: S311 - where a grain of rice lies is no secret
        self._mat()

    def _mat(self):
        self.oval(50, 55, 47, 41, SAND)
        for ring, colour in zip(range(42, 0, -3), [MAT, MAT_DARK] * 8, strict=False):
            self.oval(50, 55, ring, ring * 0.86, colour)
        self.oval(50, 55, 37.6, 32.2, "#e3cc9c")

    def oval(self, x, y, rx, ry, fill):
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self.draw.ellipse(box, fill)

    def box(self, x, y, width, height, fill, radius=1.0):
        corners = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self.draw.rounded_rectangle(corners, radius * SCALE, fill)

    def shape(self, points, fill):
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def line(self, points, fill, width=1.0):
        joined = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(joined, fill, int(width * SCALE), joint="curve")

    def shadow(self, x, y, rx, ry):
        """A soft shadow under whatever is drawn next."""
        layer = Image.new("L", self.image.size, 0)
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        ImageDraw.Draw(layer).ellipse(box, 90)
        small = layer.resize((SIZE // 4, SIZE // 4)).filter(ImageFilter.GaussianBlur(5))
        self.image.paste(BROWN, mask=small.resize(self.image.size))

    def leaf(self, x, y, length, angle, fill=LEAF, vein=LEAF_DARK):
        turn = math.radians(angle)
        along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))
        edge = [
            (t, side * 0.2 * math.sin(math.pi * t) * length)
            for side, steps in ((1, range(21)), (-1, range(20, -1, -1)))
            for t in (step / 20 for step in steps)
        ]
        at = [
            (x + along[0] * t * length + across[0] * w, y + along[1] * t * length + across[1] * w)
            for t, w in edge
        ]
        self.shape(at, fill)
        self.line([at[0], at[20]], vein, 0.4)

    def scatter(self, count, x, y, rx, ry, draw):
        """Call draw(x, y, angle) for points spread inside an oval, farthest first."""
        spots = []
        for _ in range(count):
            turn, far = self.random.random() * math.tau, math.sqrt(self.random.random())
            spots.append((x + rx * far * math.cos(turn), y + ry * far * math.sin(turn)))
        for spot in sorted(spots, key=lambda spot: spot[1]):
            draw(*spot, self.random.uniform(0, 360))

    def bowl(self, rim=WOOD, inside=WOOD_DARK, y=50):
        self.shadow(50, y + 20, 34, 9)
        self.shape([(18, y), (82, y), (70, y + 22), (30, y + 22)], rim)
        self.oval(50, y + 22, 20, 4, rim)
        self.oval(50, y, 32, 12, rim)
        self.oval(50, y, 29, 10, inside)

    def jpeg(self) -> BytesIO:
        out = BytesIO()
        self.image.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(out, "JPEG", quality=88)
        out.seek(0)
        return out


def _pieces(sheet, count, colour, rx, ry, rim):
    """A heap of ovals in a bowl."""
    sheet.bowl()

    def piece(x, y, _):
        sheet.oval(x, y + 0.5, rx, ry, rim)
        sheet.oval(x, y, rx, ry, colour)

    sheet.scatter(count, 50, 46, 24, 8, piece)


def _label(sheet, x, y, width, height, accent):
    sheet.box(x, y, width, height, CREAM, 0.8)
    sheet.box(x + 1.5, y + 1.5, width - 3, height * 0.16, accent, 0.4)
    for row in range(3):
        sheet.box(x + 3, y + height * (0.36 + 0.18 * row), width - 6 - 5 * row, 1.1, SAND, 0.5)


def _jar(sheet, content, accent=RED):
    sheet.shadow(50, 83, 26, 6)
    sheet.box(28, 30, 44, 54, "#dfe8e2", 7)
    sheet.box(31, 36, 38, 45, content, 5)
    sheet.box(27, 20, 46, 12, WOOD, 2.5)
    sheet.box(27, 28, 46, 3, WOOD_DARK, 1)
    _label(sheet, 34, 47, 32, 24, accent)


def _bottle(sheet, content, accent=LEAF_DARK, x=50):
    sheet.shadow(x, 86, 17, 5)
    sheet.shape([(x - 5, 14), (x + 5, 14), (x + 6, 32), (x - 6, 32)], content)
    sheet.oval(x, 38, 14.2, 11, content)
    sheet.box(x - 14, 37, 28, 49, content, 4)
    sheet.box(x - 6, 9, 12, 8, WOOD_DARK, 1.2)
    _label(sheet, x - 12, 50, 24, 24, accent)


def _pouch(sheet, colour, window, accent=GOLD):
    sheet.shadow(50, 86, 27, 5)
    sheet.shape([(25, 20), (75, 20), (78, 86), (22, 86)], colour)
    sheet.box(25, 16, 50, 7, WOOD_DARK, 1)
    sheet.oval(50, 68, 17, 12, window)
    _label(sheet, 33, 29, 34, 22, accent)


def _fish(sheet, x, y, size, colour=WOOD, belly="#d8b07a"):
    sheet.oval(x, y + size * 0.05, size, size * 0.27, BROWN)
    sheet.oval(x, y, size, size * 0.27, colour)
    sheet.oval(x - size * 0.1, y + size * 0.07, size * 0.75, size * 0.14, belly)
    tail = x + size * 0.85
    spread = [(tail, y), (tail + size * 0.4, y - size * 0.28), (tail + size * 0.4, y + size * 0.28)]
    sheet.shape(spread, colour)
    sheet.oval(x - size * 0.72, y - size * 0.06, size * 0.05, size * 0.05, INK)
    for step in range(5):
        cut = x - size * 0.35 + step * size * 0.22
        sheet.line([(cut, y - size * 0.2), (cut - size * 0.08, y + size * 0.16)], BROWN, 0.35)


def sugar(sheet):
    for x, y in ((36, 66), (64, 66), (50, 54), (36, 42), (64, 42)):
        sheet.shadow(x, y + 6, 16, 6)
        sheet.oval(x, y + 4, 15, 8, "#8f5a1c")
        sheet.oval(x, y, 15, 8, AMBER)
        sheet.oval(x - 2, y - 1, 9, 4, "#dca54a")


def cake(sheet):
    for row in range(3):
        for x in (30, 50, 70):
            y = 36 + row * 17
            sheet.leaf(x - 11, y + 4, 22, 0)
            sheet.box(x - 7, y - 3, 14, 9, "#d99f35", 3)
            sheet.box(x - 7, y - 5, 14, 8, GOLD, 3)


def palmfruit(sheet):
    sheet.leaf(12, 70, 40, -48)
    sheet.leaf(88, 70, 40, 228)
    _pieces(sheet, 22, "#f7f4ea", 5.4, 4, "#cfd6cc")


def driedfish(sheet):
    for row, y in enumerate((34, 48, 62, 76)):
        _fish(sheet, 46 + (row % 2) * 6, y, 23)
    sheet.leaf(76, 86, 22, -150)


def driedmeat(sheet):
    _pouch(sheet, "#7d2f22", RED)
    for step in range(5):
        sheet.line([(38 + 5 * step, 62), (41 + 5 * step, 74)], "#6e2418", 1.4)


def sausage(sheet):
    for row in range(3):
        y = 38 + row * 16
        for x in (32, 68):
            sheet.oval(x, y + 2, 16, 6, "#6f1f18")
            sheet.oval(x, y, 16, 6, RED)
            sheet.oval(x - 3, y - 2, 10, 1.6, "#c96a55")
        sheet.line([(46, y), (54, y)], CREAM, 1.2)


def jar(sheet):
    _jar(sheet, "#8c3b24")
    sheet.leaf(70, 86, 24, -30)


def bottle(sheet):
    _bottle(sheet, "#7a3f16")
    sheet.leaf(66, 86, 26, -25)


def rice(sheet):
    sheet.bowl()
    sheet.oval(50, 46, 27, 11, WHITE)

    def grain(x, y, angle):
        sheet.leaf(x, y, 3.2, angle, "#f3ead6", "#e3d3b1")

    sheet.scatter(150, 50, 45, 25, 9, grain)
    sheet.leaf(20, 84, 30, -70, GOLD, AMBER)
    sheet.leaf(28, 86, 32, -55, GOLD, AMBER)


def noodles(sheet):
    for bundle in range(4):
        x = 20 + bundle * 15
        for strand in range(9):
            sheet.line([(x + strand * 1.3, 26), (x + 2 + strand * 1.3, 84)], CREAM, 0.9)
            sheet.line([(x + 0.6 + strand * 1.3, 26), (x + 2.6 + strand * 1.3, 84)], MAT, 0.3)
        sheet.box(x - 1.5, 50, 17, 6, LEAF, 1)


def crackers(sheet):
    def cracker(x, y, _):
        sheet.oval(x, y + 1, 10, 8, MAT_DARK)
        sheet.oval(x, y, 10, 8, CREAM)
        sheet.scatter(6, x, y, 7, 5, lambda a, b, _: sheet.oval(a, b, 0.7, 0.7, LEAF))

    sheet.scatter(15, 50, 56, 26, 22, cracker)


def lotus(sheet):
    for angle in range(-150, -20, 26):
        sheet.leaf(50, 62, 34, angle, PINK, "#b95f7a")
    sheet.oval(50, 66, 19, 12, LEAF_DARK)
    sheet.oval(50, 63, 19, 11, "#8db36b")
    for x, y in ((40, 60), (50, 57), (60, 60), (44, 67), (56, 67), (50, 63)):
        sheet.oval(x, y, 3, 2.4, LEAF_DARK)
        sheet.oval(x, y - 0.6, 2.4, 1.9, CREAM)


def driedfruit(sheet):
    _pieces(sheet, 30, ORANGE, 6, 2.4, "#b8641a")
    sheet.leaf(70, 84, 22, -40)


def fruit(sheet):
    for x, y in ((36, 60), (64, 60), (50, 44)):
        sheet.shadow(x, y + 12, 16, 5)
        sheet.oval(x, y, 16, 13, "#e3a52f")
        sheet.oval(x - 4, y - 4, 8, 5, "#f0c765")
        sheet.line([(x, y - 13), (x + 1, y - 17)], BROWN, 1)
        sheet.leaf(x + 1, y - 16, 12, -20)


def powder(sheet):
    _pouch(sheet, "#8fae7c", "#e8e2c6", LEAF_DARK)


def spice(sheet):
    _jar(sheet, "#b5331f", ORANGE)
    for angle, x in ((-20, 76), (-45, 80)):
        sheet.leaf(x - 8, 86, 18, angle, RED, "#6f1f18")


def honey(sheet):
    _jar(sheet, "#d18a1a", GOLD)
    for x, y in ((82, 76), (89, 80), (82, 84)):
        turn = [
            (x + 3.9 * math.cos(math.radians(60 * k)), y + 3.9 * math.sin(math.radians(60 * k)))
            for k in range(6)
        ]
        sheet.shape(turn, GOLD)


def eggs(sheet):
    sheet.bowl()
    for x, y in ((34, 46), (50, 48), (66, 46), (42, 39), (58, 39)):
        sheet.oval(x, y + 1, 9, 7.4, "#b9c3b8")
        sheet.oval(x, y, 9, 7.4, "#eef1e6")


def juice(sheet):
    _bottle(sheet, ORANGE, RED, 40)
    sheet.shape([(60, 44), (82, 44), (79, 86), (63, 86)], "#e6ece8")
    sheet.shape([(61.5, 54), (80.5, 54), (78.4, 84), (63.6, 84)], GOLD)
    sheet.oval(71, 54, 9.5, 2.2, "#f3d27e")


def tea(sheet):
    sheet.shadow(40, 84, 22, 5)
    sheet.box(20, 26, 40, 58, LEAF_DARK, 3)
    sheet.box(20, 26, 40, 10, WOOD, 3)
    _label(sheet, 25, 46, 30, 26, GOLD)
    sheet.oval(76, 78, 14, 9, WHITE)
    sheet.oval(76, 75, 12, 6, "#b98a3a")
    for angle in (-60, -95, -130):
        sheet.leaf(70, 60, 18, angle)


def drops(sheet):
    sheet.shadow(50, 86, 15, 4)
    sheet.box(36, 46, 28, 40, "#5b3413", 4)
    sheet.box(43, 34, 14, 14, INK, 2)
    sheet.oval(50, 26, 6, 10, "#3c3a35")
    _label(sheet, 39, 56, 22, 22, LEAF)
    sheet.leaf(66, 84, 24, -40)
    sheet.leaf(34, 84, 24, -140)


def cloth(sheet):
    for fold, colour in enumerate(("#7a1f3d", "#93204c", "#a8305c")):
        y = 64 - fold * 15
        sheet.shadow(50, y + 16, 34, 4)
        sheet.box(18, y, 64, 16, colour, 3)
        for x in range(22, 80, 8):
            diamond = [(x, y + 8), (x + 3, y + 4), (x + 6, y + 8), (x + 3, y + 12)]
            sheet.shape(diamond, GOLD if (x // 8 + fold) % 2 else CREAM)


def basket(sheet):
    sheet.shadow(50, 84, 32, 6)
    handle = [(50 + 24 * math.cos(t / 20), 46 - 30 * math.sin(t / 20)) for t in range(63)]
    sheet.line(handle, WOOD_DARK, 3)
    sheet.shape([(20, 46), (80, 46), (72, 84), (28, 84)], WOOD)
    for row in range(6):
        for column in range(10):
            x, y = 25 + column * 5.2, 49 + row * 6
            if (row + column) % 2 and 22 + row < x < 76 - row:
                sheet.box(x, y, 4.6, 4.6, MAT, 0.8)
    sheet.box(18, 43, 64, 5, WOOD_DARK, 2)


def boat(sheet):
    sheet.box(0, 62, 100, 38, "#8fb7c9", 0)
    for row in range(4):
        for x in range(row * 9, 100, 26):
            sheet.line([(x, 70 + row * 8), (x + 12, 70 + row * 8)], "#c3dbe5", 0.8)
    sheet.shape([(14, 58), (86, 58), (70, 72), (28, 72)], WOOD_DARK)
    sheet.shape([(16, 58), (84, 58), (78, 61), (22, 61)], WOOD)
    sheet.shape([(42, 44), (58, 44), (50, 34)], GOLD)
    sheet.box(46, 44, 8, 15, LEAF_DARK, 2)
    sheet.line([(62, 30), (74, 72)], BROWN, 1)
    for x in (10, 90):
        sheet.leaf(x, 80, 20, -80)


DRAWINGS = {
    drawing.__name__: drawing
    for drawing in (
        sugar,
        cake,
        palmfruit,
        driedfish,
        driedmeat,
        sausage,
        jar,
        bottle,
        rice,
        noodles,
        crackers,
        lotus,
        driedfruit,
        fruit,
        powder,
        spice,
        honey,
        eggs,
        juice,
        tea,
        drops,
        cloth,
        basket,
        boat,
    )
}


def picture(name: str) -> BytesIO:
    """One of DRAWINGS as a JPEG of SIZE × SIZE pixels."""
    sheet = Sheet(name)
    DRAWINGS[name](sheet)
    return sheet.jpeg()
