/**
 * Pictures of figures, the same on every machine.
 *
 * Words are set in a font whose every letter is a block of 0.56 em without a gap (`blocks.ttf`), so that neither the
 * fonts of a machine nor how it smooths them show; what the browser itself draws, such as a slider's
 * knob, is masked. What is compared is where each word, mark and box stands, its size and its colour; the
 * words themselves are in the golden files of texts.
 */

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';
import pixelmatch from 'pixelmatch';
// @ts-expect-error it comes without declarations
import { PNG } from 'pngjs';
import { bless, golden, isBlessing } from './golden.mjs';

/** As many pixels may differ beyond smoothed edges: fewer than a word of three letters has that moved by one. */
const TOLERANCE = 12;

const blocks = await readFile(new URL('blocks.ttf', import.meta.url), 'base64');

/** Sets all words in blocks. @param {import('playwright-core').Page} page */
export const useBlocks = (page) =>
  page.evaluate(async (blocks) => {
    const face = new FontFace('Blocks', `url(data:font/ttf;base64,${blocks})`, {
      weight: '100 900',
    });
    document.fonts.add(await face.load());
    document.body.style.fontFamily = 'Blocks';
  }, blocks);

/** Sixteen levels of each colour are enough, and keep the files small. @param {Buffer} data */
function coarsen(data) {
  for (let at = 0; at < data.length; at += 1) data[at] = Math.round((data[at] ?? 0) / 17) * 17;
}

/** A PNG with a palette: a third of what it is without. @param {PNG} picture */
function indexed({ width, height, data }) {
  /** @type {Map<number, number>} */
  const palette = new Map();
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at += 1) {
    const colour = data.readUIntBE(4 * at, 3);
    const index = palette.get(colour) ?? palette.size;
    palette.set(colour, index);
    // A row begins with the number of its filter, which is none.
    rows[at + Math.floor(at / width) + 1] = index;
  }
  assert.ok(palette.size <= 256, `${palette.size} colours are too many for a palette`);
  const chunk = (/** @type {string} */ type, /** @type {Buffer} */ body) => {
    const named = Buffer.concat([Buffer.from(type), body]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.alloc(3 * palette.size);
  for (const [colour, index] of palette) colours.writeUIntBE(colour, 3 * index, 3);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * Holds what an element shows against its golden picture.
 *
 * @param {import('playwright-core').Locator} element
 * @param {string} name below `tests/golden/pictures`
 */
export async function assertPicture(element, name) {
  const mask = [element.locator('input, select, textarea')];
  const taken = PNG.sync.read(await element.screenshot({ animations: 'disabled', mask }));
  coarsen(taken.data);
  const file = `pictures/${name}.png`;
  if (isBlessing) {
    await bless(file, indexed(taken));
    return;
  }
  const kept = PNG.sync.read(await golden(file));
  const size = (/** @type {any} */ { width, height }) => `${width} x ${height}`;
  const isSame = size(kept) === size(taken);
  const difference = new PNG({ width: taken.width, height: taken.height });
  const differing = isSame
    ? pixelmatch(kept.data, taken.data, difference.data, taken.width, taken.height, {
        threshold: 0.1,
      })
    : Number.POSITIVE_INFINITY;
  if (differing <= TOLERANCE) return;
  const shown = fileURLToPath(new URL(`../../../test-results/${name}`, import.meta.url));
  await mkdir(dirname(shown), { recursive: true });
  await writeFile(`${shown}.png`, PNG.sync.write(taken));
  if (isSame) await writeFile(`${shown}.difference.png`, PNG.sync.write(difference));
  assert.fail(
    isSame
      ? `tests/golden/${file}: ${differing} pixels differ, see test-results/${name}.difference.png`
      : `tests/golden/${file} is ${size(kept)}, what is shown is ${size(taken)}`,
  );
}
