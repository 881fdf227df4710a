/**
 * Files into the register - every check, both geometries, history and counts in one transaction - against ogr2ogr's COPY
 * of the same file into a table of its own, in the same database and run. Goal 13 of performance.md.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../server/db/connect.ts';
import type { Database } from '../../server/db/database.ts';
import { importFile } from '../../server/import/import.ts';
import type { Progress } from '../../server/import/request.ts';
import { converted, makeFiles } from './import/files.ts';

const ROWS = 200_000; // at scale 1
const ROUNDS = 5;
const BASELINE = fileURLToPath(new URL('baselines/import-ogr2ogr.sh', import.meta.url));

interface Case {
  file: string;
  layer: 'dischargers' | 'sewers';
  /** What ogr2ogr must be told to find the positions, and ours to find columns under other names. */
  options: string[];
  mapping?: Record<string, string>;
}

interface Samples {
  ours: number[];
  theirs: number[];
  /** Ours by step: read, convert (the first piece), store (the other pieces are converted while it writes). */
  steps: Record<string, number[]>;
}

/** @param options.databaseUrl an empty PostgreSQL database that may be filled. The ratio that counts is that of points. */
export async function benchImport(options: { scale: number; seed: number; databaseUrl: string }) {
  const rows = ROWS * options.scale;
  const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-bench-import-'));
  const db = await openDatabase({ databaseUrl: options.databaseUrl, dataDir: '' });
  try {
    const cases = casesOf(makeFiles(folder, { rows, seed: options.seed }));
    const samples = Object.fromEntries(cases.map((each) => [nameOf(each), newSamples()]));
    for (let round = 0; round < ROUNDS; round++)
      for (const each of cases) await runBoth(db, options.databaseUrl, each, samples[nameOf(each)]);
    return resultOf(samples, cases, rows);
  } finally {
    await db.close();
    rmSync(folder, { recursive: true });
  }
}

function casesOf({ points, pipes }: { points: string; pipes: string }): Case[] {
  const columns = ['-oo', 'X_POSSIBLE_NAMES=X', '-oo', 'Y_POSSIBLE_NAMES=Y'];
  return [
    { file: points, layer: 'dischargers', options: [] },
    { file: pipes, layer: 'sewers', options: [] },
    { file: converted(points, 'csv'), layer: 'dischargers', options: columns, mapping: { lon: 'X', lat: 'Y' } },
    { file: converted(points, 'gpkg'), layer: 'dischargers', options: [] },
    // a .dbf has ten letters for a column's name
    { file: converted(points, 'shp'), layer: 'dischargers', options: [], mapping: { credit_code: 'credit_cod' } },
  ];
}

const nameOf = ({ file }: Case) => basename(file).replace('.', '_');
const newSamples = (): Samples => ({ ours: [], theirs: [], steps: {} });

async function runBoth(
  db: Database,
  url: string,
  { file, layer, options, mapping }: Case,
  samples: Samples,
): Promise<void> {
  const theirs = /\.geojsonl$/.test(file) ? `GeoJSONSeq:${file}` : file;
  samples.theirs.push(
    await milliseconds(() => execFileSync(BASELINE, [connectionOf(url), theirs, ...options], { stdio: 'pipe' })),
  );
  const request = { file, layer, district: { key: 'bench' }, crs: 'EPSG:4490', mapping };
  samples.ours.push(await milliseconds(() => importFile(db, request, { progress: stepsInto(samples.steps) })));
  await db.query(`delete from register.district where key = 'bench'`);
  await db.run('vacuum analyze register.discharger, register.sewer_pipe, register.change');
}

/** GDAL adds a word to the connection, which a URL cannot take. */
function connectionOf(url: string): string {
  const { hostname, port, username, password, pathname } = new URL(url);
  const said = { host: hostname, port: port || '5432', user: username, password, dbname: pathname.slice(1) };
  const words = Object.entries(said).filter(([, value]) => value !== '');
  return words.map(([word, value]) => `${word}='${decodeURIComponent(value)}'`).join(' ');
}

function stepsInto(steps: Samples['steps']): Progress {
  let [name, start] = ['', 0];
  return {
    step: (step) => {
      [name, start] = [step, performance.now()];
    },
    rows: () => {},
    done: () => {
      steps[name] = [...(steps[name] ?? []), performance.now() - start];
    },
  };
}

async function milliseconds(run: () => unknown): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

function resultOf(samples: Record<string, Samples>, cases: Case[], rows: number) {
  const ratio = ({ ours, theirs }: Samples) => median(theirs) / median(ours);
  const each = Object.entries(samples);
  return {
    ratios: {
      ogr2ogr: ratio(samples.points_geojsonl),
      ...Object.fromEntries(each.map(([name, taken]) => [`ogr2ogr_${name}`, ratio(taken)])),
    },
    medians_ms: Object.fromEntries(
      each.flatMap(([name, { ours, theirs, steps }]) => [
        [`${name}_ours`, median(ours)],
        [`${name}_ogr2ogr`, median(theirs)],
        ...Object.entries(steps).map(([step, list]) => [`${name}_ours_${step}`, median(list)] as const),
      ]),
    ),
    sizes: {
      rows,
      bytes: Object.fromEntries(cases.map((one) => [nameOf(one), statSync(one.file).size])),
      rows_per_s: Object.fromEntries(each.map(([name, { ours }]) => [name, Math.round((rows / median(ours)) * 1000)])),
    },
    samples_ms: samples,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
