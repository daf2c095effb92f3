"""Draws the pictures of the tests beside itself, some of which the sample workspaces show too: noise weighs, flat colour does not. Needs Pillow and fonttools (made with 12 and 4)."""

import random
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, ImageDraw

HERE = Path(__file__).parent


def noise(seed: int, width: int, height: int, spread: int) -> Image.Image:
    """A gradient with noise on top, as a photograph has."""
    chance = random.Random(seed)
    picture = Image.new("RGB", (width, height))
    picture.putdata([tuple(min(255, max(0, base + chance.randint(-spread, spread))) for base in (x * 255 // width, y * 255 // height, 128)) for y in range(height) for x in range(width)])
    return picture


def dots(seed: int, width: int, height: int) -> Image.Image:
    return Image.frombytes("P", (width, height), random.Random(seed).randbytes(width * height))


hero = noise(1, 160, 100, 40)
hero.save(HERE / "hero.png", optimize=True)
hero.save(HERE / "hero.webp", quality=80)
street = noise(2, 240, 150, 60)
street.save(HERE / "street.jpg", quality=95, subsampling=0)
street.resize((80, 50)).save(HERE / "street-80.jpg", quality=80)

flat = Image.new("RGB", (1600, 1000), "white")
for i in range(0, 1500, 20):
    ImageDraw.Draw(flat).ellipse((i, i // 2, i + 90, i // 2 + 60), outline="teal", width=3)
flat.save(HERE / "flat.png", optimize=True)

wheel = [dots(seed, 240, 180) for seed in (3, 4)]
wheel[0].save(HERE / "wheel.gif", save_all=True, append_images=wheel[1:], duration=200, loop=0)
dots(5, 20, 10).save(HERE / "still.gif")
blink = [Image.new("RGB", (20, 10), colour) for colour in ("black", "white")]
blink[0].save(HERE / "once.gif", save_all=True, append_images=blink[1:], duration=200)
blink[0].save(HERE / "blink.png", save_all=True, append_images=blink[1:], duration=200)

noise(6, 33, 17, 5).save(HERE / "lossless.webp", lossless=True)
turned = noise(7, 30, 20, 5)
exif = Image.Exif()
exif[0x0112] = 6
turned.save(HERE / "turned.jpg", exif=exif, progressive=True)
blink[0].save(HERE / "blink.webp", save_all=True, append_images=blink[1:], duration=200)

# A font whose letters are random blocks.
chance = random.Random(8)
letters = [chr(code) for code in range(0x21, 0x17F) if chr(code).isprintable()]
names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
glyphs = {}
for name in names:
    pen = TTGlyphPen(None)
    for _ in range(12):
        x, y, side = chance.randint(0, 700), chance.randint(0, 700), chance.randint(20, 200)
        for corner, move in enumerate([(x, y), (x, y + side), (x + side, y + side), (x + side, y)]):
            (pen.lineTo if corner else pen.moveTo)(move)
        pen.closePath()
    glyphs[name] = pen.glyph()
font = FontBuilder(1000, isTTF=True)
font.setupGlyphOrder(names)
font.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
font.setupGlyf(glyphs)
font.setupHorizontalMetrics({name: (1000, 0) for name in names})
font.setupHorizontalHeader(ascent=900, descent=-100)
font.setupNameTable({"familyName": "Tulip Blocks", "styleName": "Regular"})
font.setupOS2()
font.setupPost()
font.font["head"].created = font.font["head"].modified = 3_600_000_000
font.font.recalcTimestamp = False
font.save(HERE / "blocks.ttf")
