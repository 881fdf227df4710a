/**
 * Makes a GPX track as a walker would record it, for trying the coverage on any river:
 *
 *   npm run -s atlas -- gaps --mode above_water --format geojson --out gaps.geojson
 *   npx tsx scripts/walk-gpx.ts gaps.geojson Rhein Balzers 4000 2023-05-06T08:00:00Z > walk.gpx
 *
 * It follows the longest gap of the named river in the named town for so many metres: a fix every 10 s at 1.3 m/s, with correlated
 * noise of some 4 m. Seeded: the same call gives the same bytes.
 */
import { readFileSync } from 'node:fs';

const SPEED_M_S = 1.3;
const FIX_SECONDS = 10;
const NOISE_M = 4;
const CORRELATION = 0.8;
const METRES_PER_DEGREE = 111_320;

interface GapFeature {
  geometry: { coordinates: [number, number][] };
  properties: { river: string | null; town: string | null; length_m: number };
}

const [file, river, town, metres, start] = process.argv.slice(2);
if (!start) {
  process.stderr.write('usage: walk-gpx.ts GAPS.geojson RIVER TOWN METRES START(ISO 8601) > FILE.gpx\n');
  process.exit(2);
}
const line = longestGap(file);
process.stdout.write(gpx(river, Date.parse(start), walk(line, Number(metres))));

function longestGap(path: string): [number, number][] {
  const { features } = JSON.parse(readFileSync(path, 'utf8')) as { features: GapFeature[] };
  const own = features.filter((feature) => feature.properties.river === river && feature.properties.town === town);
  if (own.length === 0) throw new Error(`no gap of "${river}" in "${town}" in ${path}`);
  return own.reduce((a, b) => (b.properties.length_m > a.properties.length_m ? b : a)).geometry.coordinates;
}

/** Points every SPEED × FIX metres along the line (lon, lat), each off by AR(1) noise. */
function walk(line: readonly [number, number][], metres: number): [number, number][] {
  const random = normals(7);
  const fixes: [number, number][] = [];
  let [noiseX, noiseY, left] = [0, 0, 0];
  let walked = 0;
  for (let i = 1; i < line.length && walked < metres; i++) {
    const [ax, ay] = line[i - 1];
    const [bx, by] = line[i];
    const scaleX = METRES_PER_DEGREE * Math.cos((ay * Math.PI) / 180);
    const length = Math.hypot((bx - ax) * scaleX, (by - ay) * METRES_PER_DEGREE);
    for (; left < length && walked < metres; left += SPEED_M_S * FIX_SECONDS, walked += SPEED_M_S * FIX_SECONDS) {
      const fresh = NOISE_M * Math.sqrt(1 - CORRELATION ** 2);
      noiseX = CORRELATION * noiseX + fresh * random();
      noiseY = CORRELATION * noiseY + fresh * random();
      const t = left / length;
      fixes.push([ax + t * (bx - ax) + noiseX / scaleX, ay + t * (by - ay) + noiseY / METRES_PER_DEGREE]);
    }
    left -= length;
  }
  return fixes;
}

function gpx(name: string, startMs: number, fixes: readonly [number, number][]): string {
  const points = fixes.map(([lon, lat], i) => {
    const time = new Date(startMs + i * FIX_SECONDS * 1000).toISOString();
    return `<trkpt lat="${lat.toFixed(7)}" lon="${lon.toFixed(7)}"><time>${time}</time></trkpt>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="outfall-atlas walk-gpx" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>${name}</name><trkseg>
${points.join('\n')}
</trkseg></trk></gpx>
`;
}

/** Standard normals from a linear congruential generator (Numerical Recipes) by Box and Muller. */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / 4294967297;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
