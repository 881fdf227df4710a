/** Reads a stored layer's rows into packed arrays. */
import { LAYERS, type TileLayer } from '../../../tiles/manifest.ts';
import { type Column, classesBy, type LayerSource, stringColumn } from '../../../tiles/source.ts';
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import type { District } from '../../district/district.ts';
import { literal } from '../../district/literal.ts';
import { packGeometry } from './pack-geometry.ts';
import type { StoredLayer } from './stored-layers.ts';

type Value = string | number | null;

export async function readStoredLayer(db: Executor, district: District, stored: StoredLayer): Promise<LayerSource> {
  const layer: TileLayer = LAYERS[stored.layer];
  const names = Object.keys(stored.columns);
  const copy = new CopyReader(await db.copyOut(selectLayer(stored, layer, district.key)));
  const ids: number[] = [];
  const values: Value[][] = names.map(() => []);
  const shapes: EwkbReader[] = [];
  while (copy.next()) {
    ids.push(copy.int()!);
    names.forEach((name, k) => {
      values[k].push(layer.fields[name].type === 'integer' ? copy.int() : copy.string());
    });
    shapes.push(new EwkbReader(copy.binary()!));
  }
  const columns = Object.fromEntries(names.map((name, k) => [name, packColumn(layer, name, values[k])]));
  return {
    layer: stored.layer,
    districtNumber: district.number,
    ids: Int32Array.from(ids),
    geometry: packGeometry(layer.geometry, shapes),
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
