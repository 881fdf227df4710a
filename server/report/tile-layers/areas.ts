/** The towns and water_bodies layers, read from their stored polygons. */
import { worldRings } from '../../../tiles/geometry/world.ts';
import { type LayerSource, stringColumn } from '../../../tiles/source.ts';
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import type { District } from '../../district/district.ts';
import { literal } from '../../district/literal.ts';

const TINTS = 5;

interface AreaRow {
  id: number;
  texts: (string | null)[];
  parts: Float64Array[][];
}

export async function townLayer(db: Executor, district: District): Promise<LayerSource> {
  const rows = await readAreas(db, district, 'town', ['name', 'key']);
  return {
    layer: 'towns',
    ...areaSource(district, rows),
    columns: {
      name: textColumn(rows, 0),
      key: textColumn(rows, 1),
      tint: { type: 'integer', values: Int32Array.from(rows, (_, i) => i % TINTS) },
    },
  };
}

export async function waterLayer(db: Executor, district: District): Promise<LayerSource> {
  const rows = await readAreas(db, district, 'water_body', ['name', 'kind']);
  const columns = { name: textColumn(rows, 0), kind: textColumn(rows, 1) };
  return { layer: 'water_bodies', ...areaSource(district, rows), columns };
}

async function readAreas(
  db: Executor,
  district: District,
  table: 'town' | 'water_body',
  texts: readonly string[],
): Promise<AreaRow[]> {
  const rows: AreaRow[] = [];
  const copy = new CopyReader(
    await db.copyOut(
      `select id, ${texts.join(', ')}, geom from register.${table} where district = ${literal(district.key)} order by id`,
    ),
  );
  while (copy.next())
    rows.push({
      id: copy.int()!,
      texts: texts.map(() => copy.string()),
      parts: new EwkbReader(copy.binary()!).rings(),
    });
  return rows;
}

function textColumn(rows: readonly AreaRow[], at: number) {
  return stringColumn(
    rows.map((row) => row.texts[at]),
    rows.length,
  );
}

function areaSource({ number }: District, rows: readonly AreaRow[]) {
  const polygons = rows.flatMap((row) => row.parts);
  const rings = polygons.flat();
  const size = rings.reduce((sum, ring) => sum + ring.length / 2, 0);
  const [lon, lat] = [new Float64Array(size), new Float64Array(size)];
  let at = 0;
  for (const ring of rings)
    for (let v = 0; v < ring.length; v += 2, at++) {
      lon[at] = ring[v];
      lat[at] = ring[v + 1];
    }
  const geometry = worldRings(
    offsets(rows.map((row) => row.parts.length)),
    offsets(polygons.map((polygon) => polygon.length)),
    offsets(rings.map((ring) => ring.length / 2)),
    lon,
    lat,
  );
  return {
    districtNumber: number,
    ids: Int32Array.from(rows, (row) => row.id),
    geometry: { type: 'polygon' as const, rings: geometry },
  };
}

function offsets(lengths: readonly number[]): Uint32Array {
  const first = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    first[i + 1] = first[i] + length;
  });
  return first;
}
