/** Writes the relations of outfalls and zones that are others than before. */
import type { Executor } from '../../../db/database.ts';
import type { Relation } from '../../../engine/zone-relations/relate.ts';
import { encodeCopy } from '../../../import/pgcopy.ts';
import { amongGiven } from '../portions.ts';

export interface Flag {
  outfall: number;
  zone: number;
  relation: Relation;
  distanceMm: number | null;
  riverUpMm: number | null;
  riverDownMm: number | null;
}

interface Storing {
  district: string;
  version: number;
  /** Which stored rows the given ones stand for: all others stay as they are. */
  outfalls: readonly number[];
  zones: 'all' | readonly number[];
}

const key = ({ outfall, zone, relation }: Flag) => `${outfall} ${zone} ${relation}`;
const measures = ({ distanceMm, riverUpMm, riverDownMm }: Flag) => `${distanceMm} ${riverUpMm} ${riverDownMm}`;

/** @returns how many rows were written or taken away */
export async function storeFlags(tx: Executor, storing: Storing, flags: readonly Flag[]): Promise<number> {
  const stored = new Map((await readStored(tx, storing)).map((flag) => [key(flag), flag]));
  const fresh: Flag[] = [];
  for (const flag of flags) {
    const held = stored.get(key(flag));
    if (held && measures(held) === measures(flag)) stored.delete(key(flag));
    else fresh.push(flag);
  }
  await remove(tx, storing.district, [...stored.values()]);
  await insert(tx, storing, fresh);
  const replaced = fresh.filter((flag) => stored.has(key(flag))).length;
  return fresh.length + stored.size - replaced;
}

async function readStored(tx: Executor, { district, outfalls, zones }: Storing): Promise<Flag[]> {
  return tx.query<Flag>(
    `select outfall_id as outfall, zone_id as zone, relation, distance_mm as "distanceMm",
            river_up_mm as "riverUpMm", river_down_mm as "riverDownMm"
       from register.outfall_zone
      where district = $1 and ${amongGiven('outfall_id')} and ($3::int[] is null or zone_id = any($3))`,
    [district, outfalls, zones === 'all' ? null : zones],
  );
}

async function remove(tx: Executor, district: string, flags: readonly Flag[]): Promise<void> {
  if (flags.length === 0) return;
  await tx.query(
    `delete from register.outfall_zone f
      using unnest($2::int[], $3::int[], $4::text[]) as gone (outfall_id, zone_id, relation)
      where f.district = $1 and f.outfall_id = gone.outfall_id and f.zone_id = gone.zone_id and f.relation = gone.relation`,
    [
      district,
      flags.map(({ outfall }) => outfall),
      flags.map(({ zone }) => zone),
      flags.map(({ relation }) => relation),
    ],
  );
}

const COLUMNS = [
  'district',
  'outfall_id',
  'zone_id',
  'relation',
  'distance_mm',
  'river_up_mm',
  'river_down_mm',
  'version',
];

async function insert(tx: Executor, { district, version }: Storing, flags: readonly Flag[]): Promise<void> {
  if (flags.length === 0) return;
  const rows = flags.map(({ outfall, zone, relation, distanceMm, riverUpMm, riverDownMm }) => [
    district,
    outfall,
    zone,
    relation,
    distanceMm,
    riverUpMm,
    riverDownMm,
    version,
  ]);
  await tx.copyIn(
    'register.outfall_zone',
    COLUMNS,
    encodeCopy(['text', 'int4', 'int4', 'text', 'int8', 'int8', 'int8', 'int8'], rows),
  );
}
