/** What the API answers, as far as the page reads it. Lengths in km or m as the name says; bbox = west, south, east, north. */

import type { Mode, State } from '../style/layers/state-lines.ts';
import type { Level } from '../style/widths.ts';

export type Bbox = readonly [west: number, south: number, east: number, north: number];

export interface Listing<Item> {
  items: Item[];
  next: string | null;
  version: number;
  /** Edits by hand wait to be derived from: the next version has them. */
  recomputing?: boolean;
}

export interface District {
  key: string;
  name: string;
  synthetic: boolean;
  version: number;
  /** Edits by hand wait to be derived from: the next version has them. */
  recomputing: boolean;
  bbox: Bbox | null;
  embedded: boolean;
  /** A share of some layers knows of these alone. */
  counts: Partial<Record<'rivers' | 'routes' | 'outfalls' | 'tracks' | 'records' | 'towns' | 'water_bodies', number>>;
  length_km: number;
  survey_days: { from: string; to: string } | null;
  /** What the share shows that it was read with; absent: all that is public. */
  layers?: string[];
}

export interface CoverageRow {
  key: string;
  name: string | null;
  level?: Level | null;
  mode: Mode;
  length_km: number;
  covered_km: number;
  gap_km: number;
  bridged_km: number;
  duplicate_km: number;
  /** Covered above water and not under it; the same in both modes. */
  above_not_under_km: number;
  covered_percent: number | null;
  river_id?: number;
  bbox?: Bbox | null;
}

export interface Gap {
  river: string | null;
  river_id: number;
  route: number;
  mode: Mode;
  town: string | null;
  from_m: number;
  to_m: number;
  length_m: number;
  bbox: Bbox;
  /** Start, middle, end. */
  marks: readonly Mark[];
}

/** A place on a river and the way it runs there, degrees clockwise from north. */
export type Mark = readonly [lon: number, lat: number, bearing: number];

export type Bands = [from: number, to: number, state: State][];

export interface StripOutfall {
  id: number;
  measure_m: number;
  bank: 'left' | 'right' | null;
  type: string;
  progress: string;
}

export interface StripRoute {
  route: number;
  role: string;
  length_m: number;
  modes: { mode: Mode; river: Bands; left: Bands; right: Bands }[];
  outfalls: StripOutfall[];
  towns: [from: number, to: number, name: string | null, key: string | null][];
  zones: { from_m: number; to_m: number; name: string | null; kind: string; level: string | null }[];
}

export interface Strip {
  river_id: number;
  name: string | null;
  routes: StripRoute[];
}

type OfMode<Name extends string, Value> = { [Each in `${'above' | 'under'}_${Name}`]?: Value };

/** Members of a mode that was not asked for are absent. */
export interface RiverSums
  extends OfMode<'covered_km' | 'gap_km' | 'bridged_km' | 'duplicate_km' | 'gaps' | 'longest_gap_m', number>,
    OfMode<'percent', number | null> {
  length_km: number;
  /** Null of a past register. */
  outfalls: number | null;
}

export interface RiverRow extends RiverSums {
  key: string;
  name: string | null;
  river_id: number;
  level: Level | null;
  /** The whole river, also where length_km is what lies in a town. */
  river_km: number;
}

export interface Candidate {
  river?: string | null;
  route?: number;
  distance_m?: number;
}

export interface Outfall {
  id: number;
  /** Data version the answer was made from. */
  version: number;
  code: string | null;
  name: string | null;
  type: string | null;
  subtype: string | null;
  source_facility: string | null;
  /** Each state with the local day since when it holds; null is not known. */
  status: string;
  status_on: string | null;
  flow_state: string | null;
  flow_state_on: string | null;
  sampleable: boolean | null;
  dry_weather_flow: boolean | null;
  dry_weather_flow_on: string | null;
  trace_result: string | null;
  traced_on: string | null;
  handle_type: string | null;
  handle_stage: string | null;
  handle_stage_on: string | null;
  closed_out_on: string | null;
  deadline: string | null;
  approval_status: string | null;
  legacy: boolean | null;
  surveyed_on: string | null;
  sign_name: string | null;
  sign_code: string | null;
  sign_category: string | null;
  sign_agency: string | null;
  receiving_water: string | null;
  town: string | null;
  merged_into: number | null;
  lon: number | null;
  lat: number | null;
  link: {
    river: string | null;
    river_id?: number | null;
    route: number | null;
    measure_m: number | null;
    distance_m: number | null;
    bank: 'left' | 'right' | null;
    status: string;
    reason: string | null;
    candidates: Candidate[] | null;
  } | null;
  /** Empty for a record merged into another. */
  flags: OutfallFlag[];
}

/** What an outfall has to do with the zones of one kind that are valid today: a zone it touches, clear, or why nobody can say. */
export interface OutfallFlag {
  kind: 'drinking_water' | 'nature' | 'special' | 'other';
  state: 'touches' | 'clear' | 'not_checked';
  reason: string | null;
  /** Of clear what was not looked at; zone_repaired: such a zone's outline was mended. */
  doubts: string[];
  /** The zone touched, else the nearest; null where none is meant. */
  zone: {
    zone: string;
    level: string | null;
    relations: ZoneFlag['relation'][];
    /** Names of those of its conduits that touch it. */
    conduits: string[];
    distance_m: number | null;
    river_up_m: number | null;
    river_down_m: number | null;
    accuracy_m: number;
    layer_date: string | null;
    decisions: { relation: ZoneFlag['relation']; decision: 'confirmed' | 'dismissed'; decided_on: string }[];
  } | null;
}

/** An outfall, a protected zone and how they are related; distances in metres. */
export interface ZoneFlag {
  id: number;
  zone: string | null;
  kind: string | null;
  level: string | null;
  relation: 'inside' | 'edge' | 'conduit' | 'receiving';
  /** To the boundary, negative inside. */
  distance_m: number | null;
  river_distance_m: number | null;
  layer_date: string | null;
  /** On review, of this relation. */
  decision: 'confirmed' | 'dismissed' | null;
  zone_id: number;
}

/** A protected zone as /ogc has it; the days are those it holds on, from and until before. */
export interface Zone {
  id: number;
  key: string | null;
  name: string | null;
  kind: string | null;
  level: string | null;
  authority: string | null;
  document: string | null;
  valid_from: string | null;
  valid_to: string | null;
  layer_date: string | null;
  bbox: Bbox;
}

/** River inside a zone. */
export interface ZoneRivers {
  zone_id?: number;
  length_km: number;
}

/** Between two days, kilometres. */
export interface CoverageDiff {
  newly_covered_km: number;
  newly_repeated_km: number;
  lost_km: number;
}

/** What can be found and has no card: its place is shown. */
export type ThingKind = 'section' | 'intake' | 'discharger' | 'conduit' | 'sewer' | 'manhole';

export interface SearchHit {
  kind: 'outfall' | 'river' | 'town' | 'place' | 'zone' | ThingKind;
  id: number;
  code: string | null;
  name: string | null;
  detail: string | null;
  bbox: Bbox | null;
  /** Of a place: beyond the district. */
  outside_km?: number | null;
}

export interface Summary {
  length_km: number;
  states: Record<State, number>;
  gap_count: number;
  /** This and the next two are null for a share of other layers. */
  outfalls: { by_type: Record<string, number>; by_progress: Record<string, number> } | null;
  review_count: number | null;
  towns: number | null;
  version: number;
}

/** What lies under the map, where the server is set to have something. */
export type BasemapSetting =
  | { kind: 'raster'; tiles: string[]; tileSize: number; maxzoom: number; attribution: string }
  | { kind: 'pmtiles'; url: string };

/** Something on the water that a trace reaches. */
export interface TraceHit {
  kind: 'outfall' | 'intake' | 'section' | 'zone';
  id: number;
  name: string | null;
  code: string | null;
  /** Along the water. */
  distance_m: number;
  river: string | null;
  lon: number;
  lat: number;
}

export interface Trace {
  hits: TraceHit[];
  length_km: number;
  cut: 'distance' | null;
  start: { river: string | null; offset_m: number };
  /** Null: none is loaded. */
  not_placed: Record<'outfall' | 'intake' | 'section', number | null>;
  zones: number | null;
  tiles: string;
  tiles_maxzoom: number;
  bounds: Bbox;
}

/** RFC 9457. */
export interface Problem {
  code?: string;
  title?: string;
  detail?: string;
  detail_zh?: string;
}

/** Measured in a month, YYYY-MM. */
export interface SurveyedMonth {
  month: string;
  mode: Mode;
  surveyed_km: number;
}
