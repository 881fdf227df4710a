/** Where outfalls sit on the river (design.md, "Links and zone relations"). What a person decided is left as it is. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import { buildLinkIndex, type LinkIndex } from '../../engine/link/link-index.ts';
import { linkPoints } from '../../engine/link/link-points.ts';
import { BANKS, CONFIDENCES, type Links, REASONS, STATUSES } from '../../engine/link/links.ts';
import { NameIndex } from '../../engine/names.ts';
import { isInside } from '../../engine/polygons.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import type { District } from '../district.ts';
import { literal } from '../literal.ts';
import type { Towns } from '../load-network.ts';
import { loadRivers, type River } from '../load-register.ts';
import { toMillimetres } from '../millimetres.ts';
import type { Network } from './derive.ts';
import { among, amongGiven } from './portions.ts';

export interface OutfallRow {
  id: number;
  receivingWater: string | null;
  /** Integer plane millimetres; null for an outfall that no one located. */
  point: readonly [x: number, y: number] | null;
}

/** A district made ready for linking, once for all its outfalls. */
export interface Linker extends Network {
  rivers: ReadonlyMap<number, River>;
  names: NameIndex;
  index: LinkIndex;
  toleranceMm: number;
}

export async function readLinker(
  tx: Executor,
  { key, linkToleranceMm }: District,
  { rulers, bodies }: Network,
): Promise<Linker> {
  const rivers = await loadRivers(tx, key);
  const names = new NameIndex();
  const nameOfRiver = new Map(rivers.map((river) => [river.id, names.add(river.name)]));
  const index = buildLinkIndex(rulers, bodies, nameOfRiver);
  const byId = new Map(rivers.map((river) => [river.id, river]));
  return { rulers, bodies, rivers: byId, names, index, toleranceMm: linkToleranceMm };
}

export interface Linking {
  linker: Linker;
  towns: Towns;
  version: number;
}

/** Links outfalls to the routes as they stand, except those a person reviewed. */
export async function linkOutfalls(
  tx: Executor,
  district: string,
  { linker, towns, version }: Linking,
  ids: readonly number[],
): Promise<void> {
  const outfalls = await readUnreviewed(tx, district, ids);
  if (outfalls.length === 0) return;
  const located = outfalls.filter((outfall) => outfall.point !== null);
  const links = linkLocated(linker, located);
  const rowOf = new Map(located.map((outfall, i) => [outfall, i]));
  const rows = outfalls.map((outfall) => {
    const i = rowOf.get(outfall);
    const link = i === undefined ? UNLOCATED : linkCells(linker, links, i);
    return [district, outfall.id, ...link, townOf(towns, outfall.point), version];
  });
  await replaceLinks(tx, district, rows);
}

/** A point on the river as a person would choose it: candidates of located outfalls by outfall id, nearest first. */
export async function candidatesOf(
  tx: Executor,
  district: District,
  network: Network,
  outfalls: readonly OutfallRow[],
): Promise<Map<number, Candidate[]>> {
  const linker = await readLinker(tx, district, network);
  const located = outfalls.filter((outfall) => outfall.point !== null);
  const links = linkLocated(linker, located);
  return new Map(located.map(({ id }, i) => [id, candidateList(linker, links, i)]));
}

async function readUnreviewed(tx: Executor, district: string, ids: readonly number[]): Promise<OutfallRow[]> {
  return outfallsWhere(
    tx,
    district,
    `and ${among('o.id', ids)} and not exists (select from register.outfall_link l
                                where l.district = o.district and l.outfall_id = o.id
                                  and (l.status = 'overridden' or l.reviewer is not null))`,
  );
}

/** Outfalls `o` of a district that were not merged into another and fulfil a further SQL condition. */
export async function outfallsWhere(tx: Executor, district: string, condition: string): Promise<OutfallRow[]> {
  const rows: OutfallRow[] = [];
  const copy = new CopyReader(
    await tx.copyOut(
      `select o.id, o.receiving_water, o.geom_m from register.outfall o
        where o.district = ${literal(district)} and o.merged_into is null ${condition} order by o.id`,
    ),
  );
  while (copy.next()) {
    const [id, receivingWater, geom] = [copy.int()!, copy.string(), copy.binary()];
    rows.push({ id, receivingWater, point: geom && plainPoint(new EwkbReader(geom).point()) });
  }
  return rows;
}

function plainPoint([x, y]: Float64Array): [number, number] {
  return [toMillimetres(x), toMillimetres(y)];
}

function linkLocated({ names, index, toleranceMm }: Linker, outfalls: readonly OutfallRow[]): Links {
  const points = {
    count: outfalls.length,
    x: Float64Array.from(outfalls, ({ point }) => point![0]),
    y: Float64Array.from(outfalls, ({ point }) => point![1]),
    water: Int32Array.from(outfalls, ({ receivingWater }) => names.find(receivingWater)),
  };
  return linkPoints(index, points, toleranceMm);
}

/** Cells: route, measure, distance, offset, bank, candidates, confidence, status, reason. */
const UNLOCATED = [null, null, null, null, null, [], null, 'proposed', 'unlinked'];

function linkCells(linker: Linker, links: Links, i: number): unknown[] {
  const { start, chosen, reason, candidates } = links;
  const found = candidateList(linker, links, i);
  const judged = [CONFIDENCES[reason[i]], STATUSES[reason[i]], REASONS[reason[i]]];
  const c = chosen[i];
  if (c < 0) return [null, null, null, null, null, found, ...judged];
  const { route, bank } = found[c - start[i]];
  return [route, candidates.measureMm[c], candidates.distanceMm[c], candidates.offsetMm[c], bank, found, ...judged];
}

/** As it stands in register.outfall_link.candidates. */
export type Candidate = ReturnType<typeof candidateList>[number];

function candidateList({ rulers, rivers }: Linker, links: Links, i: number) {
  const { candidates } = links;
  return Array.from({ length: links.size[i] }, (_, k) => {
    const c = links.start[i] + k;
    const river = rivers.get(rulers.riverId[candidates.route[c]])!;
    return {
      route: rulers.routeId[candidates.route[c]],
      river_id: river.id,
      river: river.name,
      measure_m: candidates.measureMm[c] / 1000,
      distance_m: candidates.distanceMm[c] / 1000,
      offset_m: candidates.offsetMm[c] / 1000,
      bank: BANKS[candidates.bank[c] + 1],
      agrees: candidates.agrees[c] === 1,
    };
  });
}

/** The town that holds a point, edge included; of several the one with the lowest key. */
export function townOf(towns: Towns, point: readonly [number, number] | null): number | null {
  if (point === null) return null;
  for (let town = 0; town < towns.count; town++) if (isInside(towns, town, point[0], point[1])) return towns.id[town];
  return null;
}

async function replaceLinks(tx: Executor, district: string, rows: readonly unknown[][]): Promise<void> {
  const ids = rows.map((row) => row[1]);
  await tx.query(`delete from register.outfall_link where district = $1 and ${amongGiven('outfall_id')}`, [
    district,
    ids,
  ]);
  await tx.copyIn(
    'register.outfall_link',
    [
      'district',
      'outfall_id',
      'route_id',
      'measure_mm',
      'distance_mm',
      'offset_mm',
      'bank',
      'candidates',
      'confidence',
      'status',
      'reason',
      'town_id',
      'version',
    ],
    encodeCopy(
      ['text', 'int4', 'int4', 'int8', 'int8', 'int8', 'text', 'jsonb', 'text', 'text', 'text', 'int4', 'int8'],
      rows,
    ),
  );
}
