/**
 * Draws the shipped Latin glyphs (code points 0-255) from an installed open font and writes them as a glyph range.
 * Run by hand when the face changes: `npx tsx web/glyphs/make-glyphs.ts`; wants Chromium and the font. The result is committed.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PbfWriter } from 'pbf';
import { chromium } from 'playwright-core';

const FAMILY = 'Noto Sans CJK SC'; // SIL Open Font Licence 1.1, see LICENCE.md
const NAME = 'Noto Sans Regular';
const FOLDER = join(import.meta.dirname, 'noto-sans-regular');
// as MapLibre draws local glyphs, so that shipped Latin and local Chinese stand on one line
const TOP_ADJUSTMENT = 27;

interface Glyph {
  id: number;
  bitmap: number[];
  width: number;
  height: number;
  left: number;
  top: number;
  advance: number;
}

/** Signed-distance bitmaps of 24 px glyphs with a border of 3, drawn on a canvas. */
async function drawGlyphs(): Promise<Glyph[]> {
  const tinySdf = await readFile(createRequire(import.meta.url).resolve('@mapbox/tiny-sdf'), 'utf8');
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const ids = Array.from({ length: 256 }, (_, id) => id).filter((id) => (id >= 32 && id < 127) || id >= 160);
  const module = `data:text/javascript;base64,${Buffer.from(tinySdf).toString('base64')}`;
  const glyphs = await page.evaluate(
    async ({ module, family, ids }) => {
      const { default: TinySdf } = await import(module);
      const pen = new TinySdf({ fontSize: 24, buffer: 3, radius: 8, cutoff: 0.25, fontFamily: family });
      return ids.map((id) => {
        const drawn = pen.draw(String.fromCharCode(id));
        const { glyphWidth: width, glyphHeight: height, glyphLeft: left, glyphTop: top, glyphAdvance: advance } = drawn;
        return { id, bitmap: [...drawn.data] as number[], width, height, left, top, advance: Math.round(advance) };
      });
    },
    { module, family: FAMILY, ids },
  );
  await browser.close();
  return glyphs;
}

/** The glyph range message that map styles know: glyphs { stacks 1 { name 1, range 2, glyphs 3 {…} } }. */
function encode(glyphs: readonly Glyph[]): Uint8Array {
  const pbf = new PbfWriter();
  const glyph = (one: Glyph, out: PbfWriter) => {
    out.writeVarintField(1, one.id);
    if (one.width > 0 && one.height > 0) out.writeBytesField(2, Uint8Array.from(one.bitmap));
    out.writeVarintField(3, one.width);
    out.writeVarintField(4, one.height);
    out.writeSVarintField(5, one.left);
    out.writeSVarintField(6, one.top - TOP_ADJUSTMENT);
    out.writeVarintField(7, one.advance);
  };
  const stack = (all: readonly Glyph[], out: PbfWriter) => {
    out.writeStringField(1, NAME);
    out.writeStringField(2, '0-255');
    for (const one of all) out.writeMessage(3, glyph, one);
  };
  pbf.writeMessage(1, stack, glyphs);
  return pbf.finish();
}

await mkdir(FOLDER, { recursive: true });
await writeFile(join(FOLDER, '0-255.pbf'), encode(await drawGlyphs()));
