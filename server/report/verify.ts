/** Compares engine and SQL on whatever is loaded: every number a person reads is computed twice. */
import type { Database } from '../db/database.ts';
import type { District } from '../district/district.ts';
import { loadSnapshot } from '../district/snapshot.ts';
import type { Column } from './report.ts';
import { CHECKS } from './verify/checks.ts';
import { sampleTracks, type TrackSample } from './verify/sample-tracks.ts';

export interface CheckResult {
  name: string;
  /** How many things were compared. */
  compared: number;
  max_difference: number;
  unit: 'mm' | 'rows';
  ok: boolean;
}

export const VERIFY_COLUMNS: Column[] = [
  { key: 'name', zh: '项目', en: 'check' },
  { key: 'compared', zh: '比较数', en: 'compared' },
  { key: 'max_difference', zh: '最大差', en: 'largest difference' },
  { key: 'unit', zh: '单位', en: 'unit' },
  { key: 'ok', zh: '一致', en: 'ok' },
];

export interface Verification {
  checks: CheckResult[];
  tracks: TrackSample;
}

export interface VerifyOptions {
  /** How many tracks are matched again in SQL; 'all' takes about 10 s per 1000 km. */
  tracks: number | 'all';
  /** Called before each check. */
  onCheck?: (name: string) => void;
}

/** Runs every check on one district, in the order of the table. */
export async function verify(db: Database, district: District, options: VerifyOptions): Promise<Verification> {
  const snapshot = await loadSnapshot(db, district.key);
  const tracks = await sampleTracks(db, district.key, options.tracks);
  const checks: CheckResult[] = [];
  for (const { name, unit, tolerance, compare } of CHECKS) {
    options.onCheck?.(name);
    const { compared, difference } = await compare({ db, district: district.key, snapshot, tracks });
    checks.push({ name, compared, max_difference: difference, unit, ok: difference <= tolerance });
  }
  return { checks, tracks };
}
