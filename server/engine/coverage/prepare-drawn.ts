/** From lines that somebody drew, a plan, to pieces: nothing was silent and nothing strayed, so that nothing is cut or dropped. */
import { type Pieces, packPieces } from './pieces.ts';
import { lineLength } from './track/fixes.ts';
import { thin } from './track/thinning.ts';

/** Each line: x, y, x, y, … in whole mm of the plane. Lines of no length are left out. */
export function prepareDrawn(lines: readonly Float64Array[]): Pieces {
  const [x, y]: number[][] = [[], []];
  const parts: { day: number; fixes: number[] }[] = [];
  for (const line of lines) {
    const order = Array.from({ length: line.length / 2 }, (_, i) => x.length + i);
    for (let i = 0; i < line.length; i += 2) {
      x.push(line[i]);
      y.push(line[i + 1]);
    }
    const fixes = { x, y, day: [] };
    if (order.length < 2 || lineLength(fixes, order) === 0) continue;
    parts.push({ day: 0, fixes: thin(fixes, order) });
  }
  return packPieces(parts, x, y);
}
