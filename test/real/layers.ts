/** Layers of ../shared/data as lines and rings in degrees and plane millimetres, for tests of the pure engine. */
import { existsSync } from 'node:fs';
import proj4 from 'proj4';
import { roundHalfUp } from '../../server/engine/geodesy.ts';
import type { SourceLine } from '../../server/engine/routes/source-line.ts';
import { readSourceFile } from '../../server/import/formats.ts';
import type { SourceRow } from '../../server/import/request.ts';

type Position = [number, number];

const DATA = new URL('../../../shared/data/', import.meta.url).pathname;

/** Whether the folder of real data is here; tests that need it skip and say so in their name. */
export const hasRealData = existsSync(DATA);

/** All rows of a layer. */
export async function readLayer(path: string, layer: string): Promise<SourceRow[]> {
  const { file, format } = await readSourceFile(DATA + path);
  return [...(await format.open(file, layer)).rows()];
}

/** The ways from a file's coordinates to degrees and on to a plane. */
export function projectionTo(
  plane: string,
  source?: string,
): { toDegrees(p: Position): Position; toPlane(p: Position): Position } {
  const converter = proj4(plane);
  const inverse = source ? proj4(source, 'EPSG:4326').forward : (p: Position) => p;
  const nano = (degrees: number) => Math.floor(degrees * 1e9 + 0.5) / 1e9;
  return {
    toDegrees: (p) => (inverse(p) as Position).map(nano) as Position,
    toPlane: (p) => (converter.forward(p) as Position).map((metres) => roundHalfUp(metres * 1000)) as Position,
  };
}

export type Projection = ReturnType<typeof projectionTo>;

/** Every part of a line or polygon as vertices in degrees and millimetres. */
export function linesOf(row: SourceRow, { toDegrees, toPlane }: Projection): SourceLine[] {
  return parts(row.geometry?.coordinates).map((positions) => {
    const degrees = positions.map(toDegrees);
    const metres = degrees.map(toPlane);
    return {
      lon: degrees.map(([lon]) => lon),
      lat: degrees.map(([, lat]) => lat),
      x: metres.map(([x]) => x),
      y: metres.map(([, y]) => y),
    };
  });
}

function parts(coordinates: unknown): Position[][] {
  const list = coordinates as Position[][] | unknown[];
  if (typeof (list[0] as unknown[])[0] === 'number') return [list as unknown as Position[]];
  return (list as unknown[]).flatMap(parts);
}
