/** What is asked of a trace: where from, which way, how far. Words that say something else are refused. */
import { TRACE_MODES, type TraceMode } from '../../engine/trace/steps.ts';
import { DomainError } from '../../errors.ts';

export type TraceStart = { kind: 'outfall'; id: number } | { kind: 'point'; lon: number; lat: number };

export interface TraceQuery {
  from: TraceStart;
  mode: TraceMode;
  /** Along the water; to the ends of the network when left out. */
  distanceKm?: number;
}

const FURTHEST_KM = 100_000;
/** Known to the shape of the answer, and not yet to the register. */
const OF_SEWERS = /^(source|pipe|manhole|discharger):/;

/** @throws DomainError `trace_start_invalid`, `trace_needs_sewers`, `trace_mode_unknown`, `trace_distance_invalid` */
export function traceQuery(asked: { from: string; mode: string; distanceKm?: string | number }): TraceQuery {
  const distanceKm = asked.distanceKm === undefined ? undefined : parseDistance(asked.distanceKm);
  return { from: parseFrom(asked.from), mode: parseTraceMode(asked.mode), distanceKm };
}

function parseFrom(text: string): TraceStart {
  const [, sewerKind] = OF_SEWERS.exec(text) ?? [];
  if (sewerKind) throw needsSewers(sewerKind);
  const [, id] = /^outfall:(\d{1,9})$/.exec(text) ?? [];
  if (id !== undefined) return { kind: 'outfall', id: Number(id) };
  const [, lon, lat] = /^point:\s*(-?\d+(?:\.\d+)?)\s*[,，]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  const point = { kind: 'point' as const, lon: Number(lon), lat: Number(lat) };
  if (Math.abs(point.lon) <= 180 && Math.abs(point.lat) <= 90) return point;
  throw new DomainError(
    'trace_start_invalid',
    `A trace cannot start from "${text}": use outfall:ID or point:LON,LAT in degrees.`,
    `无法从“${text}”开始追踪：应为 outfall:编号 或 point:经度,纬度（度）。`,
  );
}

function needsSewers(kind: string): DomainError {
  return new DomainError(
    'trace_needs_sewers',
    `A trace from a ${kind} needs the sewer network, which traces do not follow yet: start from outfall:ID or point:LON,LAT.`,
    `从 ${kind} 开始追踪需要管网，追踪目前尚不沿管网进行：请用 outfall:编号 或 point:经度,纬度。`,
  );
}

function parseTraceMode(text: string): TraceMode {
  const mode = TRACE_MODES.find((each) => each === text);
  if (mode) return mode;
  throw new DomainError(
    'trace_mode_unknown',
    `No way "${text}" to trace: use UM (up the river itself), UT (up with tributaries), DM (down the main stem) or DD (down with diversions).`,
    `没有“${text}”追踪方式，可用：UM（沿本河上溯）、UT（上溯含支流）、DM（沿干流下行）、DD（下行含分流）。`,
  );
}

function parseDistance(value: string | number): number {
  const km = typeof value === 'number' || value.trim() !== '' ? Number(value) : Number.NaN;
  if (km > 0 && km <= FURTHEST_KM) return km;
  throw new DomainError(
    'trace_distance_invalid',
    `A trace cannot go "${value}" km: use a number above 0, at most ${FURTHEST_KM}.`,
    `追踪距离“${value}”公里无效：应大于 0，且不超过 ${FURTHEST_KM}。`,
  );
}
