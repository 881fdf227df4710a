/** Files to import: seeded points and pipes with three attributes each, in the formats that ogr2ogr makes of them. */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../server/demo/random.ts';

export type Made = Record<'points' | 'pipes', string>;

/** Writes both as newline-delimited GeoJSON, seven decimals as files have them. */
export function makeFiles(folder: string, { rows, seed }: { rows: number; seed: number }): Made {
  const random = seededRandom(seed);
  const near = (base: number, span: number) => Number((base + random() * span).toFixed(7));
  const point = () => [near(121, 0.3), near(31, 0.3)];
  const points = write(join(folder, 'points.geojsonl'), rows, (i) => [
    { source_id: `D${i}`, name: `青浦区第${i % 977}排水户`, credit_code: `91310118MA1J${100000 + (i % 900000)}` },
    { type: 'Point', coordinates: point() },
  ]);
  const pipes = write(join(folder, 'pipes.geojsonl'), rows, (i) => {
    const [x, y] = point();
    const line = [0, 1, 2, 3].map((k) => [near(x + k * 1e-4, 1e-4), near(y, 1e-4)]);
    return [
      { source_id: `P${i}`, from_node: `W${i}`, to_node: `W${i + 1}` },
      { type: 'LineString', coordinates: line },
    ];
  });
  return { points, pipes };
}

function write(path: string, rows: number, feature: (i: number) => [properties: object, geometry: object]): string {
  const file = openSync(path, 'w');
  let text = '';
  for (let i = 0; i < rows; i++) {
    const [properties, geometry] = feature(i);
    text += `${JSON.stringify({ type: 'Feature', properties, geometry })}\n`;
    if (text.length > 1 << 20 || i === rows - 1) {
      writeSync(file, text);
      text = '';
    }
  }
  closeSync(file);
  return path;
}

/** The same rows in another format. */
export function converted(path: string, extension: 'gpkg' | 'shp' | 'csv'): string {
  const to = path.replace(/\.geojsonl$/, `.${extension}`);
  const asColumns = extension === 'csv' ? ['-lco', 'GEOMETRY=AS_XY'] : [];
  const encoding = extension === 'shp' ? ['-lco', 'ENCODING=UTF-8'] : [];
  execFileSync('ogr2ogr', [...asColumns, ...encoding, to, `GeoJSONSeq:${path}`], { stdio: 'ignore' });
  return to;
}
