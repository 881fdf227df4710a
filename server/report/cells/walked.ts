/** How far crews walked in each square of the net: length of tracks above water, cleaned as for coverage. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { literal } from '../../district/literal.ts';
import { cellNumber, segmentCells } from '../../engine/cells/grid.ts';
import { decodePieces } from '../../engine/coverage/packed.ts';
import type { Pieces } from '../../engine/coverage/pieces.ts';

export interface Walked {
  lengthMm: number;
  /** The last local day, days since 1970. */
  day: number;
}

/** By the square's number, of local days up to `lastDay`. */
export async function walkedCells(tx: Executor, district: string, lastDay: number): Promise<Map<number, Walked>> {
  const walked = new Map<number, Walked>();
  const copy = new CopyReader(
    await tx.copyOut(
      `select chords from register.survey_track
        where district = ${literal(district)} and mode = 'above_water' and chords is not null order by id`,
    ),
  );
  while (copy.next()) addPieces(walked, decodePieces(copy.binary()!), lastDay);
  return walked;
}

function addPieces(walked: Map<number, Walked>, { count, day, first, x, y }: Pieces, lastDay: number): void {
  for (let i = 0; i < count; i++) {
    if (day[i] > lastDay) continue;
    for (let v = first[i]; v + 1 < first[i + 1]; v++) {
      const length = Math.hypot(x[v + 1] - x[v], y[v + 1] - y[v]);
      for (const { cell, t0, t1 } of segmentCells(x[v], y[v], x[v + 1], y[v + 1]))
        addWalked(walked, cellNumber(cell), (t1 - t0) * length, day[i]);
    }
  }
}

function addWalked(walked: Map<number, Walked>, cell: number, lengthMm: number, day: number): void {
  const sum = walked.get(cell);
  if (!sum) walked.set(cell, { lengthMm, day });
  else {
    sum.lengthMm += lengthMm;
    sum.day = Math.max(sum.day, day);
  }
}
