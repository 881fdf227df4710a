/** Puts a synthetic district into the register by the ordinary import, layer by layer, so that ids and figures are its own. */
import type { Database } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { importRows } from '../import/import.ts';
import type { ImportHooks } from '../import/request.ts';
import { generateBenchDistrict } from './bench/bench-district.ts';
import { benchLayers, benchTruthLines } from './bench/bench-rows.ts';
import { generateDemoDistrict, truthLines } from './district/demo-district.ts';
import type { DemoLayer } from './layer.ts';
import { DEMO_PLANE_SRID } from './plane.ts';

export const DEMO_PROFILES = ['district', 'bench'] as const;

export interface DemoSpec {
  profile: (typeof DEMO_PROFILES)[number];
  scale: number;
  seed: number;
  /** Key of the district it is loaded into. */
  district: string;
}

/** Changes when the same seed gives other rows: loaded districts of an older generator are then not taken for ours. */
const GENERATOR = 5;
const AUTHOR = 'demo';
const UTC_OFFSET_MINUTES = 480;
const NAMES = { district: '青浦区（合成演示数据）', bench: '基准测试区（合成演示数据）' };
/** Layers of each profile; all of them loaded means the demo is there. */
const LAYER_COUNT = { district: 20, bench: 5 };

export interface LoadHooks {
  derive: NonNullable<ImportHooks['derive']>;
  progress?: ImportHooks['progress'];
  /** One finished step, in words. */
  say(step: string, milliseconds: number): void;
}

export interface LoadedDemo {
  /** Nothing was done: all of it was there. */
  alreadyThere: boolean;
  layers: { layer: string; rows: number; rejected: number }[];
}

/**
 * Loads what of the demo is not there yet; each layer is one batch in one transaction, so a load that was cut short goes
 * on where it stopped.
 * @throws DomainError demo_district_in_use when the district holds anything but this very demo.
 */
export async function loadDemo(db: Database, spec: DemoSpec, hooks: LoadHooks): Promise<LoadedDemo> {
  const loaded = await loadedLayers(db, spec);
  if (loaded === LAYER_COUNT[spec.profile]) return { alreadyThere: true, layers: [] };
  const started = performance.now();
  const layers = generate(spec);
  hooks.say('generate', performance.now() - started);
  const result: LoadedDemo = { alreadyThere: false, layers: [] };
  for (const { layer, rows } of layers) {
    const before = performance.now();
    const request = {
      district: {
        key: spec.district,
        name: NAMES[spec.profile],
        synthetic: true,
        pack: 'QP',
        planeSrid: DEMO_PLANE_SRID,
        utcOffsetMinutes: UTC_OFFSET_MINUTES,
      },
      layer,
      author: AUTHOR,
      name: batchName(spec, layer),
      fingerprint: fingerprint(spec, layer),
      rows,
    };
    const report = await importRows(db, request, { derive: hooks.derive, progress: hooks.progress });
    result.layers.push({ layer, rows: report.rows_read, rejected: report.rows_rejected });
    hooks.say(`${layer} ${report.rows_read}`, performance.now() - before);
  }
  return result;
}

function generate({ profile, scale, seed }: DemoSpec): DemoLayer[] {
  if (profile === 'bench') return benchLayers(generateBenchDistrict({ scale, seed }));
  return generateDemoDistrict({ scale, seed }).layers;
}

/** The truth file: one line of JSON per track, what it really travelled. Generated anew, loaded or not. */
export function demoTruth({ profile, scale, seed }: DemoSpec): Iterable<string> {
  if (profile === 'bench') return benchTruthLines(generateBenchDistrict({ scale, seed }));
  return truthLines(generateDemoDistrict({ scale, seed }).tracks);
}

function batchName({ profile, scale, seed }: DemoSpec, layer: string): string {
  return `合成演示数据 ${layer} (${profile}, scale ${scale}, seed ${seed})`;
}

function fingerprint({ profile, scale, seed }: DemoSpec, layer: string): string {
  return `demo ${GENERATOR} ${profile} ${scale} ${seed} ${layer}`;
}

/** Whether a load of this demo was cut short and nothing else came in since: layers of it that were undone had been there. */
export async function isCutShort(db: Database, spec: DemoSpec): Promise<boolean> {
  const batches = await db.query<{ layer: string; sha256: string }>(
    `select b.layer, b.sha256 from register.import_batch b join register.district d on d.key = b.district
      where d.key = $1 and d.synthetic`,
    [spec.district],
  );
  const layers = new Set(batches.map(({ layer }) => layer));
  const isOurs = batches.every(({ layer, sha256 }) => sha256 === fingerprint(spec, layer));
  return isOurs && layers.size > 0 && layers.size < LAYER_COUNT[spec.profile];
}

/** How many layers of this demo the district holds; beside all of them it may hold more, beside some of them not. */
async function loadedLayers(db: Database, spec: DemoSpec): Promise<number> {
  const [district] = await db.query<{ synthetic: boolean }>('select synthetic from register.district where key = $1', [
    spec.district,
  ]);
  if (!district) return 0;
  const batches = await db.query<{ layer: string; sha256: string }>(
    'select layer, sha256 from register.import_batch where district = $1 and undone_at is null',
    [spec.district],
  );
  const ours = batches.filter(({ layer, sha256 }) => sha256 === fingerprint(spec, layer)).length;
  const whole = ours === LAYER_COUNT[spec.profile];
  if (!whole && (!district.synthetic || batches.length > ours)) throw districtInUse(spec.district);
  return ours;
}

function districtInUse(key: string): DomainError {
  return new DomainError(
    'demo_district_in_use',
    `District "${key}" already holds other data: give the demo a district of its own with --district`,
    `区“${key}”已有其他数据：请用 --district 为演示数据另指定一个区`,
    409,
  );
}
