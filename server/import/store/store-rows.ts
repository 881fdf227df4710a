/** Ready rows into the tables of their layer. */
import { type LayerName, layerOf } from '../fields.ts';
import type { Writing } from '../load.ts';
import type { Plane } from '../plane.ts';
import type { Defaults } from '../request.ts';
import type { ReadyRow } from '../rows/convert.ts';
import type { Mapping } from '../rows/mapping.ts';
import { storeLayerRows } from './layer-rows.ts';
import { repairPolygons } from './polygons.ts';
import { storeRivers } from './rivers.ts';
import type { Stored } from './stored.ts';
import { storeSurveys } from './surveys.ts';

export interface StoreRows {
  layer: LayerName;
  rows: ReadyRow[];
  mapping: Mapping;
  defaults: Defaults;
  /** Null for layers without geometry. */
  plane: Plane | null;
}

/** Repairs, matches and writes; tables nothing happened to are left out of `touched`. */
export async function storeRows(
  writing: Writing,
  { layer, rows, mapping, defaults, plane }: StoreRows,
): Promise<Stored> {
  const given = new Set([...Object.keys(defaults), ...(layer === 'towns' ? ['key', 'name'] : [])]);
  const isPolygons = layerOf(layer).geometry === 'polygon';
  const repaired = isPolygons && plane ? await repairPolygons(writing, rows, plane) : { rows, issues: [], rejected: 0 };
  const stored = await storeSound(writing, repaired.rows, { layer, mapping, given });
  return {
    counts: stored.counts,
    touched: onlyTouched(stored.touched),
    issues: [...repaired.issues, ...stored.issues],
    rejected: repaired.rejected + stored.rejected,
  };
}

function storeSound(
  writing: Writing,
  rows: ReadyRow[],
  options: { layer: LayerName; mapping: Mapping; given: ReadonlySet<string> },
): Promise<Stored> {
  if (options.layer === 'rivers') return storeRivers(writing, rows, options.mapping);
  if (options.layer === 'surveys') return storeSurveys(writing, rows, options);
  return storeLayerRows(writing, rows, options);
}

function onlyTouched(touched: Stored['touched']): Stored['touched'] {
  return Object.fromEntries(
    Object.entries(touched).filter(([, rows]) => rows.new.length + rows.changed.length + rows.removed.length > 0),
  );
}
