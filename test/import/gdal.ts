/** Files that ogr2ogr writes from features, where it is installed. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileOf, geojsonOf } from './files.ts';

export const hasGdal = (() => {
  try {
    return execFileSync('ogr2ogr', ['--version']).length > 0;
  } catch {
    return false; // not installed: the tests that need it are skipped
  }
})();

type Feature = Parameters<typeof geojsonOf>[1][number];

/** Writes the features as `name`, returns its path; companions lie beside it. */
export function gdalFile(name: string, driver: string, features: Feature[], options: string[] = []): string {
  const source = geojsonOf(`gdal-${name}.geojson`, features);
  const target = join(dirname(fileOf('gdal.txt', 'x')), name);
  execFileSync('ogr2ogr', ['-f', driver, target, source, ...options], { stdio: 'pipe' });
  return target;
}

/** The files that lie beside `path` under the same stem, itself included. */
export function besides(path: string): string[] {
  const stem = path.slice(0, path.lastIndexOf('.') + 1);
  const folder = dirname(path);
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((each) => each.startsWith(stem));
}
