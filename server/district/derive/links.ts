/** Where outfalls sit on the river (design.md, "Links and zone relations"). What a person decided is left as it is. */
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import { EwkbReader } from '../../db/ewkb.ts';
import { type InPieces, Turns } from '../../engine/in-pieces.ts';
import { type LinkIndex, linkIndexInPieces } from '../../engine/link/link-index.ts';
import { linkPointsInPieces } from '../../engine/link/link-points.ts';
import { BANKS, CONFIDENCES, type Links, REASONS, STATUSES } from '../../engine/link/links.ts';
import { NameIndex } from '../../engine/names.ts';
import { encodeCopy } from '../../import/pgcopy.ts';
import type { District } from '../district.ts';
import { literal } from '../literal.ts';
import { loadRivers, type River } from '../load-register.ts';
import { toMillimetres } from '../millimetres.ts';
import { nextSlice, Slices } from '../slices.ts';
import type { Network } from './derive.ts';
import { among, amongGiven } from './portions.ts';
import { type TownIndex, townOf } from './town-of.ts';

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

/** Requests have their turn between pieces of linking: the server does it too, after edits by hand. */
const slices = new Slices();

export async function readLinker(tx: Executor, { key, linkToleranceMm }: District, network: Network): Promise<Linker> {
  const rivers = await loadRivers(tx, key);
  return slices.run(linkerInPieces(rivers, network, linkToleranceMm));
}

function* linkerInPieces(rivers: readonly River[], { rulers, bodies }: Network, toleranceMm: number): InPieces<Linker> {
  const names = new NameIndex();
  const nameOfRiver = new Map(rivers.map((river) => [river.id, names.add(river.name)]));
  yield;
  const index = yield* linkIndexInPieces(rulers, bodies, nameOfRiver);
  const byId = new Map(rivers.map((river) => [river.id, river]));
  return { rulers, bodies, rivers: byId, names, index, toleranceMm };
}

export interface Linking {
  linker: Linker;
  towns: TownIndex;
  version: number;
}

/** Links outfalls to the routes as they stand, except those a person reviewed. */
export async function linkOutfalls(
  tx: Executor,
  district: string,
  { linker, towns, version }: Linking,
  ids: readonly number[],
): Promise<void> {
  const copied = await tx.copyOut(unreviewed(district, ids));
  const rows = await slices.run(linkRows(copied, district, { linker, towns, version }));
  if (rows.length > 0) await replaceLinks(tx, district, rows);
}

/** Outfalls read, or described with their links, in one piece of work: some milliseconds. */
const PIECE = 300;

/** Rows of register.outfall_link for outfalls as they were copied. */
export function* linkRows(
  copied: Uint8Array,
  district: string,
  { linker, towns, version }: Linking,
): InPieces<unknown[][]> {
  const outfalls = yield* unpackOutfalls(copied);
  const located = outfalls.filter((outfall) => outfall.point !== null);
  const links = yield* linkLocated(linker, located);
  const rows: unknown[][] = [];
  const turns = new Turns(PIECE);
  let i = 0; // of located outfalls, which are in the same order
  for (const { id, point } of outfalls) {
    const link = point === null ? UNLOCATED : linkCells(linker, links, i++);
    rows.push([district, id, ...link, townOf(towns, point), version]);
    if (turns.isOver(1)) yield;
  }
  return rows;
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
  const links = await slices.run(linkLocated(linker, located));
  return new Map(located.map(({ id }, i) => [id, candidateList(linker, links, i)]));
}

const unreviewed = (district: string, ids: readonly number[]) =>
  outfallsQuery(
    district,
    `and ${among('o.id', ids)} and not exists (select from register.outfall_link l
                                where l.district = o.district and l.outfall_id = o.id
                                  and (l.status = 'overridden' or l.reviewer is not null))`,
  );

const outfallsQuery = (district: string, condition: string) =>
  `select o.id, o.receiving_water, o.geom_m from register.outfall o
    where o.district = ${literal(district)} and o.merged_into is null ${condition} order by o.id`;

/** Outfalls `o` of a district that were not merged into another and fulfil a further SQL condition. */
export async function outfallsWhere(tx: Executor, district: string, condition: string): Promise<OutfallRow[]> {
  return slices.run(unpackOutfalls(await tx.copyOut(outfallsQuery(district, condition))));
}

function* unpackOutfalls(copied: Uint8Array): InPieces<OutfallRow[]> {
  const copy = new CopyReader(copied);
  const turns = new Turns(PIECE);
  const rows: OutfallRow[] = [];
  while (copy.next()) {
    rows.push(outfallRow(copy));
    if (turns.isOver(1)) yield;
  }
  return rows;
}

function outfallRow(copy: CopyReader): OutfallRow {
  const [id, receivingWater, geom] = [copy.int()!, copy.string(), copy.binary()];
  return { id, receivingWater, point: geom && plainPoint(new EwkbReader(geom).point()) };
}

function plainPoint([x, y]: Float64Array): [number, number] {
  return [toMillimetres(x), toMillimetres(y)];
}

function* linkLocated({ names, index, toleranceMm }: Linker, outfalls: readonly OutfallRow[]): InPieces<Links> {
  const points = {
    count: outfalls.length,
    x: Float64Array.from(outfalls, ({ point }) => point![0]),
    y: Float64Array.from(outfalls, ({ point }) => point![1]),
    water: Int32Array.from(outfalls, ({ receivingWater }) => names.find(receivingWater)),
  };
  yield;
  return yield* linkPointsInPieces(index, points, toleranceMm);
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
    inTurns(encodeCopy(LINK_TYPES, rows, PIECE_BYTES)),
  );
}

const LINK_TYPES = [
  'text',
  'int4',
  'int4',
  'int8',
  'int8',
  'int8',
  'text',
  'jsonb',
  'text',
  'text',
  'text',
  'int4',
  'int8',
] as const;

/** Encoded in one piece of work: some milliseconds. */
const PIECE_BYTES = 1 << 17;

/** A piece between two turns of the requests. */
async function* inTurns(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  await nextSlice();
  for (const piece of pieces) {
    yield piece;
    await nextSlice();
  }
}
