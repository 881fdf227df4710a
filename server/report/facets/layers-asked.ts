/** Layers that the groups and scopes of a question stand on: one that is not loaded must not read as an empty place. */
import type { ZoneEntry } from '../../district/load-zone-ranges.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import type { AnyGroup, ZoneGroup } from '../groups.ts';
import { heldZones } from '../zone-groups.ts';
import type { Scope, ScopeTerm } from './scope.ts';

export interface Asked {
  group?: AnyGroup;
  crossed?: AnyGroup;
  scope?: Scope;
  asOf?: string;
}

/** As `atlas import --layer` names them. */
const LAYERS = {
  town: 'towns',
  zone: 'zones',
  drinking_water: 'zones',
  function_zone: 'function-zones',
  basin: 'basins',
  park: 'parks',
  residential: 'residential',
  key_reach: 'key-reaches',
  venue: 'venues',
} as const satisfies Partial<Record<ScopeTerm['kind'], string>> & Record<ZoneGroup, string>;
type Layered = keyof typeof LAYERS;

/** One for each group and kind of scope of which nothing is loaded, or nothing holds on the day asked. */
export function layerNotes(snapshot: Snapshot, asked: Asked): string[] {
  return uncheckedKinds(snapshot, asked).map((kind) =>
    countOf(snapshot, kind, asked.asOf)[0] === 0 ? notLoaded(kind) : noneHolds(kind),
  );
}

export function uncheckedKinds(snapshot: Snapshot, { group, crossed, scope = [], asOf }: Asked): Layered[] {
  const asked = new Set([group, crossed, ...scope.map(({ kind }) => kind)].filter(isLayered));
  return [...asked].filter((kind) => countOf(snapshot, kind, asOf)[1] === 0);
}

function isLayered(kind?: string): kind is Layered {
  return kind !== undefined && Object.hasOwn(LAYERS, kind);
}

/** Rows of a layer, and how many of them hold on the day. */
function countOf(snapshot: Snapshot, kind: Layered, asOf?: string): [number, number] {
  if (kind === 'town') return [snapshot.towns.count, snapshot.towns.count];
  if (kind === 'venue') return [snapshot.venues.length, snapshot.venues.length];
  const [group, isMeant] = kind === 'drinking_water' ? (['zone', isDrinking] as const) : [kind, undefined];
  const meant = snapshot.zoneRanges[group].zones.filter(isMeant ?? (() => true));
  return [meant.length, heldZones(snapshot, { group, asOf, isMeant }).length];
}

const isDrinking = ({ zoneKind }: ZoneEntry) => zoneKind === 'drinking_water';

const notLoaded = (kind: Layered) =>
  `未核查 not checked · ${kind}：没有导入该图层，此处无数据不等于没有；请先导入 the layer is not loaded, nothing here does not mean none; import it: atlas import FILE --layer ${LAYERS[kind]}`;

const noneHolds = (kind: Layered) =>
  `未核查 not checked · ${kind}：图层 ${LAYERS[kind]} 中没有在所问日期有效的 no row of layer ${LAYERS[kind]} is valid on the day asked`;
