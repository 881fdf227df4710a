/** Reads a stored layer's rows into packed arrays. */

import { LAYERS, type TileLayer } from '../../../tiles/manifest.ts';
import { type Column, classesBy, type LayerSource, stringColumn } from '../../../tiles/source.ts';
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import type { District } from '../../district/district.ts';
import { literal } from '../../district/literal.ts';
import type { Slices } from '../../district/slices.ts';
import { type InPieces, Turns } from '../../engine/in-pieces.ts';
import { packGeometry } from './pack-geometry.ts';
import type { StoredLayer } from './stored-layers.ts';

type Value = string | number | null;

export async function readStoredLayer(
  db: Executor,
  district: District,
  stored: StoredLayer,
  slices: Slices,
): Promise<LayerSource> {
  const copied = await db.copyOut(selectLayer(stored, LAYERS[stored.layer], district.key));
  return slices.run(unpackLayer(new CopyReader(copied), district.number, stored));
}

/** Rows read in one piece of work: some milliseconds. */
const PIECE = 2_000;

function* unpackLayer(copy: CopyReader, districtNumber: number, stored: StoredLayer): InPieces<LayerSource> {
  const layer: TileLayer = LAYERS[stored.layer];
  const names = Object.keys(stored.columns);
  const ids: number[] = [];
  const values: Value[][] = names.map(() => []);
  const shapes: EwkbReader[] = [];
  const turns = new Turns(PIECE);
  while (copy.next()) {
    ids.push(copy.int()!);
    for (const [k, name] of names.entries())
      values[k].push(layer.fields[name].type === 'integer' ? copy.int() : copy.string());
    shapes.push(new EwkbReader(copy.binary()!));
    if (turns.isOver(1)) yield;
  }
  const geometry = yield* packGeometry(layer.geometry, shapes);
  const columns: Record<string, Column> = {};
  for (const [k, name] of names.entries()) {
    columns[name] = packColumn(layer, name, values[k]);
    yield;
  }
  return {
    layer: stored.layer,
    districtNumber,
    ids: Int32Array.from(ids),
    geometry,
    columns,
    mergeClass: layer.mergeBelow === undefined ? undefined : classesBy(Object.values(columns), ids.length),
  };
}

function selectLayer(
  { from, columns, only = 'true', shape = 'geom' }: StoredLayer,
  layer: TileLayer,
  district: string,
): string {
  const fields = Object.entries(columns).map(
    ([name, sql]) => `(${sql})::${layer.fields[name].type === 'integer' ? 'int' : 'text'}`,
  );
  return `select id, ${fields.join(', ')}, ${shape} from ${from}
           where district = ${literal(district)} and geom is not null and ${only} order by id`;
}

function packColumn(layer: TileLayer, name: string, values: readonly Value[]): Column {
  if (layer.fields[name].type === 'string') return stringColumn(values as (string | null)[], values.length);
  return {
    type: 'integer',
    values: Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))),
  };
}
