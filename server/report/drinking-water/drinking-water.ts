/** Outfalls in drinking-water protection areas by level, and how many were closed out by a day (QP-5). */
import type { Database, Executor } from '../../db/database.ts';
import type { District } from '../../district/district.ts';
import { CLOSE_OUT_BY } from '../../rules/drinking-water/clauses.ts';
import { type Doubt, type Place, type Proposal, propose, ruleOf } from '../../rules/drinking-water/proposal.ts';
import { type Pack, packOf } from '../../rules/packs.ts';
import { lastDay, today } from '../as-of.ts';
import { inOneRead } from '../one-version.ts';
import { flagNotes } from '../zone-flags/notes.ts';
import { type LevelSum, levelSums } from './level-sums.ts';
import {
  type FlagDecision,
  type ReadOutfall,
  readDrinkingOutfalls,
  type ZoneEvidence,
  zonesByLevel,
} from './read-rows.ts';
import { compareEach, type Strictest, strictest, strictness } from './strictest.ts';

export interface DrinkingQuestion {
  /** Zones valid on this local day; today when left out. */
  asOf?: string;
  /** Closed out up to and with this day; the plan's own date when left out, else the day of asOf. */
  closedBy?: string;
  /** Rules of the place ban outfalls in quasi areas too. */
  banInQuasi?: boolean;
}

/** What could not be looked at for one outfall. */
export type NotChecked =
  | 'layer_not_loaded'
  | 'none_valid'
  | 'no_position'
  | 'unlinked'
  | 'no_conduit'
  | 'conduit_rejected'
  | 'link_doubtful'
  | 'zones_rejected'
  | 'zone_repaired'
  | 'kind_unknown'
  | 'outfall_moved'
  | 'legacy_unknown';

export interface DrinkingRow
  extends Omit<ReadOutfall, 'is_linked' | 'has_conduit' | 'is_half_checked' | 'unknown' | 'zones'> {
  /** Of the strictest zone it is in; of the nearest edge where it is in none. */
  level: string | null;
  /** The strongest that holds for that zone and was not dismissed on review. edge: outside, within the accuracy of the boundary. */
  relation: 'inside' | 'receiving' | 'conduit' | 'edge' | 'not_checked';
  /** Every relation to that zone, with spaces between. */
  relations: string;
  /** On review, of the relation. dismissed: so was everything else there is, with every zone; listed, and counted apart. */
  decision: FlagDecision['decision'] | null;
  /** Local day. */
  decided_on: string | null;
  zone: string | null;
  distance_m: number | null;
  river_distance_m: number | null;
  layer_date: string | null;
  layer_date_from: ZoneEvidence['layer_date_from'];
  document: string | null;
  authority: string | null;
  /** In the zone by point, water or conduit that was not dismissed, whatever its status; or on the border it shares with it. */
  in_zone: boolean;
  /** Stands in the sums of its level: confirmed, and in the zone by point, water or conduit that was not dismissed. */
  counted: boolean;
  /** Closed out by the day asked. */
  closed: boolean;
  proposal: Proposal | null;
  doubts: Doubt[];
  /** Ids of the clauses, with spaces between. */
  clauses: string;
  not_checked: NotChecked[];
  /** Every zone it touches, with the evidence. */
  zones: ZoneEvidence[];
}

export interface DrinkingAnswer {
  district: District;
  pack: Pack | null;
  place: Place;
  asOf: string;
  closedBy: string;
  levels: LevelSum[];
  /** By strictness, town and id; edge only after those inside, then dismissed ones, not checked last. */
  rows: DrinkingRow[];
  /** Why the whole kind is not checked; null where there are zones. */
  missing: 'layer_not_loaded' | 'none_valid' | null;
  notes: string[];
}

/** @throws DomainError `date_invalid`, `district_unknown` and its like. */
export async function drinkingWater(
  db: Database,
  key: string | undefined,
  question: DrinkingQuestion,
): Promise<DrinkingAnswer> {
  return inOneRead(db, key, (tx, district) => drinkingWaterIn(tx, district, question));
}

/** The same inside a transaction that reads one version. */
export async function drinkingWaterIn(
  tx: Executor,
  district: District,
  question: DrinkingQuestion,
): Promise<DrinkingAnswer> {
  const pack = await packIn(tx, district.key);
  const place = { pack, banInQuasi: question.banInQuasi ?? false };
  const asOf = question.asOf ?? today(district);
  const closedBy = question.closedBy ?? (pack ? CLOSE_OUT_BY[pack]?.day : undefined) ?? asOf;
  for (const day of [asOf, closedBy]) lastDay(day);
  const zones = await zonesByLevel(tx, district.key, asOf);
  const missing = missingOf(zones);
  const withoutZones = missing ? 'all' : 'not_checkable';
  const outfalls = await readDrinkingOutfalls(tx, district.key, asOf, { withoutZones });
  const rows = outfalls.map((outfall) => rowOf(outfall, { place, closedBy, missing })).sort(byConsequence);
  const notes = await flagNotes(tx, district.key, {
    flag: 'drinking_water',
    missing: missing ? ['drinking_water'] : [],
    asOf,
  });
  return {
    district,
    pack,
    place,
    asOf,
    closedBy,
    levels: levelSums(rows, zones, await hasRejected(tx, district.key)),
    rows,
    missing,
    notes,
  };
}

async function packIn(tx: Executor, district: string): Promise<Pack | null> {
  const [{ pack }] = await tx.query<{ pack: string | null }>('select pack from register.district where key = $1', [
    district,
  ]);
  return packOf({ key: district, pack });
}

/** Whether a zone of the kind was kept out: then every sum may be too low. */
async function hasRejected(tx: Executor, district: string): Promise<boolean> {
  const rows = await tx.query(
    `select from atlas.rejected_zones($1) where kind is null or kind in ('drinking_water', 'other') limit 1`,
    [district],
  );
  return rows.length > 0;
}

function missingOf(zones: readonly { zones: number }[]): DrinkingAnswer['missing'] {
  if (zones.length === 0) return 'layer_not_loaded';
  return zones.some((each) => each.zones > 0) ? null : 'none_valid';
}

interface Asked {
  place: Place;
  closedBy: string;
  missing: DrinkingAnswer['missing'];
}

function rowOf(
  { is_linked, has_conduit, is_half_checked, unknown, zones, ...outfall }: ReadOutfall,
  { place, closedBy, missing }: Asked,
): DrinkingRow {
  const closed = outfall.closed_out_on !== null && outfall.closed_out_on <= closedBy;
  const found = strictest(zones);
  const zone = found?.zone;
  const relation = found?.relation ?? 'not_checked';
  const decision = found?.decided?.decision ?? null;
  const isIn = found?.isIn === true && decision !== 'dismissed';
  const proposed = found && decision !== 'dismissed' ? proposalOf(outfall, found, closed, place) : NOTHING_PROPOSED;
  const gaps: [NotChecked, boolean][] = [
    [missing ?? 'none_valid', missing !== null],
    ['no_position', outfall.lon === null],
    ['unlinked', !is_linked],
    ['link_doubtful', is_linked && outfall.link_status === 'proposed'],
    ['no_conduit', !has_conduit],
    ['conduit_rejected', is_half_checked],
    ['zones_rejected', unknown.includes('zones_rejected')],
    ['kind_unknown', unknown.includes('kind_unknown')],
    ['outfall_moved', unknown.includes('outfall_moved')],
    ['zone_repaired', zones.some(({ repaired }) => repaired)],
    ['legacy_unknown', isIn && outfall.legacy === null],
  ];
  return {
    ...outfall,
    ...{ level: zone?.level ?? null, relation, relations: zone?.relations.join(' ') ?? '', zone: zone?.zone ?? null },
    ...{ decision, decided_on: found?.decided?.decided_on ?? null },
    ...{ distance_m: zone?.distance_m ?? null, river_distance_m: zone ? alongRiver(zone) : null },
    ...{ layer_date: zone?.layer_date ?? null, layer_date_from: zone?.layer_date_from ?? null },
    ...{ document: zone?.document ?? null, authority: zone?.authority ?? null, in_zone: isIn },
    ...{ counted: isIn && outfall.status === 'confirmed', closed, ...proposed },
    clauses: zone
      ? ruleOf(zone.level, place)
          .clauses.map(({ id }) => id)
          .join(' ')
      : '',
    not_checked: gaps.flatMap(([gap, holds]) => (holds ? [gap] : [])),
    zones,
  };
}

const NOTHING_PROPOSED = { proposal: null, doubts: [] };

function proposalOf(
  outfall: Pick<ReadOutfall, 'status' | 'legacy' | 'subtype'>,
  { zone, relations, relation, isIn, stricterEdge, hasUnknownLevel }: Strictest,
  isClosed: boolean,
  place: Place,
) {
  const has = (relation: Strictest['relation']) => relations.includes(relation);
  const { status, subtype, legacy } = outfall;
  const situation = {
    level: zone.level,
    isInside: has('inside') || (isIn && relation === 'edge'),
    isOnEdge: has('edge'),
    isOnStricterEdge: stricterEdge !== undefined,
    hasUnknownLevel,
    isRepaired: zone.repaired,
    status,
    subtype,
    isClosed,
    legacy,
  };
  return propose(situation, place);
}

function alongRiver({ river_up_m, river_down_m }: ZoneEvidence): number | null {
  if (river_up_m === null || river_down_m === null) return river_up_m ?? river_down_m;
  return Math.min(river_up_m, river_down_m);
}

const RANKS: ((row: DrinkingRow) => boolean)[] = [
  ({ in_zone }) => in_zone,
  ({ relation, decision }) => relation === 'edge' && decision !== 'dismissed',
  ({ relation }) => relation !== 'not_checked',
  () => true,
];

function byConsequence(a: DrinkingRow, b: DrinkingRow): number {
  const rank = (row: DrinkingRow) => RANKS.findIndex((is) => is(row));
  const order = compareEach([rank(a), strictness(a.level)], [rank(b), strictness(b.level)]);
  if (order !== 0) return order;
  const [townA, townB] = [a.town ?? '\uffff', b.town ?? '\uffff'];
  return townA === townB ? a.id - b.id : townA < townB ? -1 : 1;
}
