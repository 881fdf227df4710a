/** What of the rivers a report is about: the union of named river sets, rows of facets, and waters within metres of places. */
import type { ZoneEntry } from '../../district/load-zone-ranges.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { normalise } from '../../engine/ranges.ts';
import { routeLength } from '../../engine/rulers.ts';
import { DomainError } from '../../errors.ts';
import { RIVER_GROUPS, type RiverGroup, ZONE_GROUPS } from '../groups.ts';
import { parseWithin, zoneCut } from '../zone-groups.ts';
import { type Cut, rangesOfRow } from './cut.ts';
import { NEARABLE, type Nearable, nearAreas } from './near-areas.ts';
import { RIVER_CUTS } from './river-cuts.ts';

/** Who pays depends on more than a key. */
type ScopeGroup = Exclude<RiverGroup, 'funding'>;

/** A set of rivers by name, drinking-water zones, or a kind of row, one of its rows, and metres around it where it has any. */
export interface ScopeTerm {
  kind: 'set' | 'drinking_water' | ScopeGroup;
  key?: string;
  withinM?: number;
}

/** A millimetre is in the scope when one of the terms holds it. */
export type Scope = readonly ScopeTerm[];

/** Ranges per route (index). */
export type Reach = readonly (readonly number[])[];

const SCOPE_GROUPS = RIVER_GROUPS.filter((group) => group !== 'funding');
const KINDS: readonly ScopeTerm['kind'][] = ['set', 'drinking_water', ...SCOPE_GROUPS];

/** Of drinking_water: zones of sources of county level and above, and of those nobody knows the level of (SC-12). */
export const COUNTY = 'county';

/**
 * `kind`, `kind:key`, `kind@metres` or `kind:key@metres`, several with commas between: `set:主要河流`, `level:municipal,basin:huai`,
 * `park@500,residential@500` (SC-3), `venue@1000,drinking_water:county` (SC-12), `cell:E402000N3450250` (QJ-1). A key is a row's key or name.
 * @throws DomainError `scope_invalid`, `within_invalid`
 */
export function parseScope(text?: string): Scope | undefined {
  return text === undefined ? undefined : text.split(',').map(parseTerm);
}

function parseTerm(text: string): ScopeTerm {
  const [, kind, key, metres] = /^\s*([a-z_]+)(?::([^@]+))?(?:@([^@]*))?\s*$/u.exec(text) ?? [];
  const known = KINDS.find((each) => each === kind);
  if (known === undefined || (known === 'set' && key === undefined)) throw scopeInvalid(text);
  if (known === 'drinking_water' && key !== undefined && key.trim() !== COUNTY) throw scopeInvalid(text);
  if (metres !== undefined && known !== 'venue' && !isNearable(known)) throw scopeInvalid(text);
  return { kind: known, key: key?.trim(), withinM: parseWithin(metres) };
}

/** As it is written; what stands under a report. */
export function scopeText(scope: Scope): string {
  return scope
    .map(
      ({ kind, key, withinM }) =>
        `${kind}${key === undefined ? '' : `:${key}`}${withinM === undefined ? '' : `@${withinM}`}`,
    )
    .join(',');
}

/**
 * The scope on the rivers of a snapshot; zones are those that hold on the day asked, today where none is.
 * @throws DomainError `scope_unknown` (404), `within_invalid`
 */
export function scopeReach(snapshot: Snapshot, scope: Scope, asOf?: string): Reach {
  const terms = scope.map((term) => termReach(snapshot, term, asOf));
  return Array.from({ length: snapshot.rulers.count }, (_, route) =>
    normalise(terms.flatMap((ranges) => ranges(route))),
  );
}

type RouteRanges = (route: number) => number[];

function termReach(snapshot: Snapshot, term: ScopeTerm, asOf?: string): RouteRanges {
  if (term.kind === 'set') return setReach(snapshot, term);
  if (term.kind === 'drinking_water') return drinkingReach(snapshot, term, asOf);
  const cut = termCut(snapshot, { ...term, kind: term.kind }, asOf);
  if (term.key === undefined) return (route) => allRanges(cut, route);
  const rows = cut.rows.flatMap(({ key, name }, row) => (key === term.key || name === term.key ? [row] : []));
  if (rows.length === 0) throw scopeUnknown(scopeText([term]));
  return (route) => rows.flatMap((row) => rangesOfRow(cut, route, row));
}

function termCut(snapshot: Snapshot, { kind, withinM }: ScopeTerm & { kind: ScopeGroup }, asOf?: string): Cut {
  if (isNearable(kind) && withinM !== undefined) return nearAreas(snapshot, kind, withinM);
  if (isZoneKind(kind)) return zoneCut(snapshot, { group: kind, asOf, withinM });
  return RIVER_CUTS[kind](snapshot);
}

function setReach({ rulers, riverSets }: Snapshot, { key }: ScopeTerm): RouteRanges {
  const set = riverSets.find(({ name }) => name === key);
  if (!set) throw scopeUnknown(`set:${key}`);
  const rivers = new Set(set.rivers);
  const isIn = (route: number) => rivers.has(rulers.riverId[route]) && (!set.mainOnly || rulers.role[route] === 0);
  return (route) => (isIn(route) ? [0, routeLength(rulers, route)] : []);
}

function drinkingReach(snapshot: Snapshot, { key }: ScopeTerm, asOf?: string): RouteRanges {
  const isMeant = ({ zoneKind, isCountySource }: ZoneEntry) =>
    zoneKind === 'drinking_water' && (key === undefined || isCountySource);
  const cut = zoneCut(snapshot, { group: 'zone', asOf, isMeant });
  return (route) => allRanges(cut, route);
}

function allRanges({ first, from, to }: Cut, route: number): number[] {
  const pairs: number[] = [];
  for (let k = first[route]; k < first[route + 1]; k++) pairs.push(from[k], to[k]);
  return pairs;
}

/** Whether a river lies in the scope as a whole, so that its official length counts: undefined where the scope may divide rivers. */
export function wholeRivers(snapshot: Snapshot, scope: Scope): ((riverId: number) => boolean) | undefined {
  const tests = scope.map((term) => wholeRiversOf(snapshot, term));
  if (tests.includes(undefined)) return undefined;
  return (riverId) => tests.some((test) => test!(riverId));
}

function wholeRiversOf(snapshot: Snapshot, { kind, key }: ScopeTerm): ((riverId: number) => boolean) | undefined {
  if (kind === 'set') {
    const set = snapshot.riverSets.find(({ name }) => name === key);
    if (!set || set.mainOnly) return undefined;
    const rivers = new Set(set.rivers);
    return (riverId) => rivers.has(riverId);
  }
  if (kind === 'drinking_water' || isZoneKind(kind)) return undefined;
  const { rows, rowOfRiver } = RIVER_CUTS[kind](snapshot);
  if (!rowOfRiver) return undefined;
  return (riverId) => {
    const row = rows[rowOfRiver(riverId)];
    return key === undefined || row?.key === key || row?.name === key;
  };
}

function isZoneKind(kind: string): kind is (typeof ZONE_GROUPS)[number] {
  return (ZONE_GROUPS as readonly string[]).includes(kind);
}

function isNearable(kind: string): kind is Nearable {
  return (NEARABLE as readonly string[]).includes(kind);
}

function scopeInvalid(text: string): DomainError {
  return new DomainError(
    'scope_invalid',
    `"${text}" is no scope: write kind, kind:key, drinking_water:county, venue@metres, park@metres or residential@metres, several with commas between; kinds are ${KINDS.join(', ')}.`,
    `“${text}”不是范围：请写 种类、种类:编号、drinking_water:county、venue@米、park@米 或 residential@米，多个用逗号隔开；种类有 ${KINDS.join('、')}。`,
  );
}

function scopeUnknown(text: string): DomainError {
  return new DomainError('scope_unknown', `There is no "${text}" here.`, `此处没有“${text}”。`, 404);
}
