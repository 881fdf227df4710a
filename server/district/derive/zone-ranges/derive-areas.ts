/** What of the routes lies in each area: protected zones, basins, parks, residential areas; edges included, areas may overlap. */
import { CopyReader } from '../../../db/copy-reader.ts';
import type { Executor } from '../../../db/database.ts';
import { EwkbReader } from '../../../db/ewkb.ts';
import { buildCutter, type Cutter, rangesInside } from '../../../engine/cut.ts';
import { findRoute, type Rulers } from '../../../engine/rulers.ts';
import type { TouchedRows } from '../../../import/touched.ts';
import { literal } from '../../literal.ts';
import { packRings } from '../../packed-rings.ts';
import { copyRanges, dropRanges } from './reach-store.ts';

export const AREA_TABLES = {
  zone: 'protected_zone',
  basin: 'basin',
  park: 'park',
  residential: 'residential_area',
} as const;
export type AreaKind = keyof typeof AREA_TABLES;
export const AREA_KINDS = Object.keys(AREA_TABLES) as AreaKind[];

export interface AreaScope {
  /** Routes that are new; those that went took their ranges along. */
  routes: readonly number[];
  touched: Partial<Record<AreaKind, TouchedRows>>;
}

/** Cuts all routes by touched areas and new routes by all areas. */
export async function deriveAreas(
  tx: Executor,
  district: string,
  rulers: Rulers,
  { routes, touched }: AreaScope,
): Promise<void> {
  const added = new Set(routes.map((id) => findRoute(rulers, id)));
  for (const kind of AREA_KINDS) {
    const rows = touched[kind];
    const changed = rows ? [...rows.new, ...rows.changed] : [];
    if (rows) await dropRanges(tx, district, kind, [...changed, ...rows.removed]);
    const found: unknown[][] = [];
    const write = (areas: Areas, cutter: Cutter, route: number) => {
      for (const [area, ranges] of rangesInside(cutter, rulers, route))
        for (let k = 0; k < ranges.length; k += 2)
          found.push([district, kind, areas.id[area], rulers.routeId[route], ranges[k], ranges[k + 1]]);
    };
    if (changed.length > 0)
      await cut(tx, district, kind, { choice: changed, rulers, isWanted: (i) => !added.has(i), write });
    if (added.size > 0) await cut(tx, district, kind, { choice: 'all', rulers, isWanted: (i) => added.has(i), write });
    if (found.length > 0) await copyRanges(tx, found);
  }
}

interface Cutting {
  choice: 'all' | readonly number[];
  rulers: Rulers;
  isWanted: (route: number) => boolean;
  write: (areas: Areas, cutter: Cutter, route: number) => void;
}

async function cut(
  tx: Executor,
  district: string,
  kind: AreaKind,
  { choice, rulers, isWanted, write }: Cutting,
): Promise<void> {
  const areas = await loadAreas(tx, district, kind, choice);
  if (areas.count === 0) return;
  const cutter = buildCutter(areas);
  for (let route = 0; route < rulers.count; route++) if (isWanted(route)) write(areas, cutter, route);
}

type Areas = ReturnType<typeof packRings> & { count: number; id: number[] };

async function loadAreas(
  tx: Executor,
  district: string,
  kind: AreaKind,
  choice: 'all' | readonly number[],
): Promise<Areas> {
  const chosen = choice === 'all' ? '' : `and id in (${[-1, ...choice].map(Number).join(', ')})`;
  const id: number[] = [];
  const shapes: Float64Array[][][] = [];
  const copy = new CopyReader(
    await tx.copyOut(
      `select id, geom_m from register.${AREA_TABLES[kind]} where district = ${literal(district)} ${chosen} order by id`,
    ),
  );
  while (copy.next()) {
    id.push(copy.int()!);
    shapes.push(new EwkbReader(copy.binary()!).rings());
  }
  return { count: id.length, id, ...packRings(shapes) };
}
