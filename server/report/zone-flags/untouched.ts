/** Outfalls that touch none of the zones asked: clear, or not to be said. */
import type { Executor } from '../../db/database.ts';
import { readRanges } from '../../district/derive/outfall-zones/flag-outfalls.ts';
import { type OutfallPlace, readOutfallPlaces } from '../../district/derive/outfall-zones/read-outfalls.ts';
import { loadRulers } from '../../district/load-network.ts';
import { indexZones, loadZones, type Zones } from '../../district/load-zones.ts';
import { findRoute } from '../../engine/rulers.ts';
import { buildRiverNetwork, riverDistanceMm } from '../../engine/zone-relations/river-distance.ts';
import { nearestZone } from '../../engine/zone-relations/zone-index.ts';
import type { FlagQuestion, FlagReason, FlagRow } from '../zone-flags.ts';

interface Zone {
  id: number;
  zone: string;
  kind: string;
  level: string | null;
  layer_date: string | null;
  layer_date_from: FlagRow['layer_date_from'];
}

type Named = Pick<FlagRow, 'id' | 'code' | 'name'>;

/** Per outfall one row for the zones there are, where it touches none, and one for each kind there is no zone of. */
export async function untouchedRows(
  tx: Executor,
  district: string,
  { flag, asOf, level }: FlagQuestion,
  { held, missing }: { held: readonly FlagRow[]; missing: readonly string[] },
): Promise<FlagRow[]> {
  const zones = await tx.query<Zone>(
    'select id, zone, kind, level, layer_date::text, layer_date_from from atlas.zones_on($1, $2, $3::date, $4) order by id',
    [district, flag, asOf, level ?? null],
  );
  const names = await tx.query<Named>(
    'select id, code, name from register.outfall where district = $1 and merged_into is null order by id',
    [district],
  );
  const touched = new Set(held.map(({ id }) => id));
  const measure = zones.length > 0 ? await measurer(tx, district, zones) : undefined;
  const doubts = await readDoubts(tx, district, { flag, asOf, level });
  const loaded = await loadedKinds(tx, district);
  return names.flatMap((named) => [
    ...(measure && !touched.has(named.id) ? [doubted(measure(named, flag), doubts)] : []),
    ...missing.map((kind) => ({
      ...NOTHING,
      ...named,
      kind,
      reason: loaded.has(kind) ? ('none_valid' as const) : ('layer_not_loaded' as const),
    })),
  ]);
}

const NOTHING = {
  zone: null,
  level: null,
  relation: 'not_checked' as const,
  distance_m: null,
  river_distance_m: null,
  layer_date: null,
  kind: null,
  river_up_m: null,
  river_down_m: null,
  reason: null,
  ...{ decision: null, decided_on: null, layer_date_from: null, doubts: null, reviewer: null, why: null },
  zone_id: null,
};

interface Doubts {
  /** Of every outfall. */
  all: FlagReason | undefined;
  of: ReadonlyMap<number, FlagReason>;
  /** What was not looked at. */
  partly: ReadonlyMap<number, string>;
}

async function readDoubts(
  tx: Executor,
  district: string,
  { flag, asOf, level }: Pick<FlagQuestion, 'flag' | 'asOf' | 'level'>,
): Promise<Doubts> {
  const rows = await tx.query<{ outfall_id: number | null; reason: FlagReason }>(
    'select outfall_id, reason from atlas.flag_doubts($1, $2, $3::date, $4) order by reason desc',
    [district, flag, asOf, level ?? null],
  );
  const partly = await tx.query<{ id: number; doubts: string }>(
    `select o.id, concat_ws(' ', case when p.outfall_id is null then 'no_conduit' end,
                                 case when c.outfall_id is not null then 'conduit_rejected' end,
                                 case when l.status = 'proposed' then 'link_doubtful' end,
                                 case when r.outfall_id is not null then 'zone_repaired' end) as doubts
       from register.outfall o
       left join (select distinct outfall_id from atlas.conduit_outfalls($1)) p on p.outfall_id = o.id
       left join atlas.half_checked_outfalls($1) c on c.outfall_id = o.id
       left join (select distinct outfall_id from atlas.near_repaired_zones($1, $2, $3::date, $4)) r on r.outfall_id = o.id
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
      where o.district = $1
        and (p.outfall_id is null or c.outfall_id is not null or l.status = 'proposed' or r.outfall_id is not null)`,
    [district, flag, asOf, level ?? null],
  );
  return {
    all: rows.find((row) => row.outfall_id === null)?.reason,
    // kind_unknown sorts after level_unknown, so it stays
    of: new Map(rows.flatMap((row) => (row.outfall_id === null ? [] : [[row.outfall_id, row.reason]]))),
    partly: new Map(partly.map((row) => [row.id, row.doubts])),
  };
}

/** Nothing is clear of which something is not known; what is clear says what was not looked at. */
function doubted(row: FlagRow, { all, of, partly }: Doubts): FlagRow {
  if (row.relation !== 'clear') return row;
  const reason = all ?? of.get(row.id) ?? null;
  if (reason !== null) return { ...row, relation: 'not_checked', reason };
  return { ...row, doubts: partly.get(row.id) ?? null };
}

async function loadedKinds(tx: Executor, district: string): Promise<Set<string>> {
  const rows = await tx.query<{ kind: string }>(
    'select distinct kind from register.protected_zone where district = $1',
    [district],
  );
  return new Set(rows.map(({ kind }) => kind));
}

/** Says what there is to say of one outfall that touches none of these zones. */
async function measurer(tx: Executor, district: string, asked: readonly Zone[]) {
  const rulers = await loadRulers(tx, district);
  const zones = await loadZones(
    tx,
    district,
    asked.map(({ id }) => id),
  );
  const rangesOf = await readRanges(tx, district, rulers);
  const places = new Map((await readOutfallPlaces(tx, district, 'all', new Map())).map((place) => [place.id, place]));
  const rivers = buildRiverNetwork(rulers);
  const find = nearestIn(zones);
  return (named: Named, flag: FlagQuestion['flag']): FlagRow => {
    const { point, link } = places.get(named.id)!;
    const nearest = find(point);
    if (!nearest) return { ...NOTHING, ...named, kind: flag === 'zones' ? null : flag, reason: 'no_position' };
    const { zone, distanceMm } = nearest;
    const { id, ...attributes } = asked[zone];
    const route = link ? findRoute(rulers, link.route) : -1;
    const along = (way: 'up' | 'down') => {
      const mm = link && route >= 0 ? riverDistanceMm(rivers, route, link.measure, rangesOf(id), way) : null;
      return mm === null ? null : mm / 1000;
    };
    const [up, down] = [along('up'), along('down')];
    return {
      ...NOTHING,
      ...named,
      ...attributes,
      relation: link ? 'clear' : 'not_checked',
      distance_m: distanceMm / 1000,
      river_distance_m: up === null || down === null ? (up ?? down) : Math.min(up, down),
      river_up_m: up,
      river_down_m: down,
      reason: link ? null : 'unlinked',
      zone_id: id,
    };
  };
}

function nearestIn(zones: Zones) {
  const index = indexZones(zones);
  const all = [...zones.id.keys()];
  return (point: OutfallPlace['point']) => (point ? nearestZone(index, all, point[0], point[1]) : undefined);
}
