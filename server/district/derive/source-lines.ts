/** The drawn lines of rivers, read back for the routes to be built from them. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import type { SourceLine } from '../../engine/routes/source-line.ts';
import { literal } from '../literal.ts';
import { toMillimetres } from '../millimetres.ts';

export interface StoredLine extends SourceLine {
  segmentId: number;
}

/** Lines by river, each river's in the order of segment ids. */
export async function readSourceLines(
  tx: Executor,
  district: string,
  riverIds: readonly number[],
): Promise<Map<number, StoredLine[]>> {
  const byRiver = new Map<number, StoredLine[]>();
  const copy = new CopyReader(
    await tx.copyOut(
      `select river_id, id, from_node, to_node, direction, geom, geom_m from register.source_segment
        where district = ${literal(district)} and river_id in (${riverIds.map(Number).join(', ')}) order by river_id, id`,
    ),
  );
  while (copy.next()) {
    const river = copy.int()!;
    const line = readLine(copy);
    const list = byRiver.get(river);
    if (list) list.push(line);
    else byRiver.set(river, [line]);
  }
  return byRiver;
}

function readLine(copy: CopyReader): StoredLine {
  const [segmentId, fromNode, toNode, direction] = [copy.int()!, copy.string(), copy.string(), copy.int()];
  const degrees = new EwkbReader(copy.binary()!).line();
  const metres = new EwkbReader(copy.binary()!).line();
  return { segmentId, fromNode, toNode, direction, ...verticesOf(degrees, metres) };
}

/** The vertices of a line or ring from its two stored forms, [lon, lat, …] and [x, y, …] in metres. */
export function verticesOf(degrees: Float64Array, metres: Float64Array) {
  const count = degrees.length / 2;
  const vertices = {
    lon: new Float64Array(count),
    lat: new Float64Array(count),
    x: new Float64Array(count),
    y: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    vertices.lon[i] = degrees[2 * i];
    vertices.lat[i] = degrees[2 * i + 1];
    vertices.x[i] = toMillimetres(metres[2 * i]);
    vertices.y[i] = toMillimetres(metres[2 * i + 1]);
  }
  return vertices;
}
