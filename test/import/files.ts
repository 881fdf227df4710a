/** Files for import tests, written to a folder of their own. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-import-'));

export function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export function geojsonOf(
  name: string,
  features: [properties: object, type: string, coordinates: unknown][],
  more = {},
): string {
  const collection = {
    type: 'FeatureCollection',
    ...more,
    features: features.map(([properties, type, coordinates]) => ({
      type: 'Feature',
      properties,
      geometry: type === 'null' ? null : { type, coordinates },
    })),
  };
  return fileOf(name, JSON.stringify(collection));
}
