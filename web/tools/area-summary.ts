/** What lies in a drawn area: outfalls by type and progress, gaps with the length inside, as files too. */
import type { Feature, LineString, MultiLineString, Point, Position } from 'geojson';
import type { Api } from '../api/client.ts';
import type { Bbox, Outfall } from '../api/types.ts';
import { progressOf } from '../panels/progress.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { contains, insideM } from './shapes.ts';

export interface AreaSummary {
  outfalls: Feature[];
  gaps: Feature[];
  byType: Map<string, number>;
  byProgress: Map<string, number>;
  /** Of gaps, inside the area. */
  gapM: number;
}

const bboxOf = (ring: readonly Position[]): Bbox => {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

const linesOf = ({ geometry }: Feature): Position[][] => {
  const { type, coordinates } = geometry as LineString | MultiLineString;
  return type === 'LineString' ? [coordinates] : coordinates;
};

function countBy(features: readonly Feature[], key: (feature: Feature) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const feature of features) counts.set(key(feature), (counts.get(key(feature)) ?? 0) + 1);
  return counts;
}

/** Reads what the box of a ring holds and keeps what the ring does. */
export async function areaSummary(
  api: Api,
  district: string,
  mode: Mode,
  ring: readonly Position[],
): Promise<AreaSummary> {
  const box = bboxOf(ring);
  const [points, lines] = await Promise.all([
    api.featuresIn('outfalls', district, box),
    api.featuresIn('gaps', district, box),
  ]);
  const outfalls = points.filter(
    ({ geometry, properties }) => properties?.status !== 'rejected' && contains(ring, (geometry as Point).coordinates),
  );
  const inside = (gap: Feature) => linesOf(gap).reduce((sum, line) => sum + insideM(ring, line), 0);
  const gaps = lines.filter((gap) => gap.properties?.mode === mode && inside(gap) > 0);
  return {
    outfalls,
    gaps,
    byType: countBy(outfalls, ({ properties }) => properties?.type ?? 'other'),
    byProgress: countBy(outfalls, ({ properties }) => progressOf(properties as Outfall)),
    gapM: gaps.reduce((sum, gap) => sum + inside(gap), 0),
  };
}

const COLUMNS = ['code', 'name', 'type', 'status', 'town', 'river', 'measure_m', 'bank', 'surveyed_on'] as const;

/** What spreadsheets run when a cell begins with it, and a number, which may begin so (as server/report/render/csv.ts). */
const FORMULA = /^'*[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** A cell that neither breaks the line nor is run as a formula. */
function cell(value: unknown): string {
  const text = String(value ?? '');
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Outfalls as CSV with a mark that spreadsheets know UTF-8 by; lon and lat in EPSG:4490 degrees. */
export function outfallsCsv(outfalls: readonly Feature[]): string {
  const rows = outfalls.map(({ geometry, properties }) => {
    const [lon, lat] = (geometry as Point).coordinates;
    return [...COLUMNS.map((name) => properties?.[name]), lon, lat].map(cell).join(',');
  });
  return `\ufeff${[[...COLUMNS, 'lon', 'lat'].join(','), ...rows].join('\r\n')}\r\n`;
}
