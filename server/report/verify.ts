/** Compares engine and SQL on whatever is loaded: every number a person reads is computed twice. */
import type { Database } from '../db/database.ts';
import type { District } from '../district/district.ts';
import type { Snapshot } from '../district/snapshot.ts';
import type { Column } from './report.ts';
import { CHECKS } from './verify/checks.ts';
import { compareInOneVersion } from './verify/in-one-version.ts';
import { sampleTracks, type TrackSample } from './verify/sample-tracks.ts';

export interface CheckResult {
  name: string;
  /** The data version that it was made of: the register may go on while others are made. */
  version: number;
  /** How many things were compared. */
  compared: number;
  max_difference: number;
  unit: 'mm' | 'rows';
  ok: boolean;
}

export const VERIFY_COLUMNS: Column[] = [
  { key: 'name', zh: '项目', en: 'check' },
  { key: 'version', zh: '数据版本', en: 'data version' },
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

/** Runs every check on one district, in the order of the table; what a check compares is of one version. */
export async function verify(db: Database, { key }: Named, options: VerifyOptions): Promise<Verification> {
  const tracks = await sampleTracks(db, key, options.tracks);
  const checks: CheckResult[] = [];
  let held: Snapshot | undefined;
  for (const check of CHECKS) {
    options.onCheck?.(check.name);
    const { snapshot, found } = await compareInOneVersion(db, check, { district: key, tracks, held });
    held = snapshot;
    const [{ name, unit, tolerance }, { compared, difference }] = [check, found];
    const { version } = snapshot.district;
    checks.push({ name, version, compared, max_difference: difference, unit, ok: difference <= tolerance });
  }
  return { checks, tracks };
}

type Named = Pick<District, 'key'>;
