/** Files of what lies in a drawn area. Pure. */
import type { Feature, FeatureCollection, Point, Position } from 'geojson';
import type { AreaScope } from './area-found.ts';

/** `id` and `source_id` tell rows without a code apart. */
const COLUMNS = [
  ...['id', 'source_id', 'code', 'name', 'type', 'status'],
  ...['town', 'river', 'measure_m', 'bank', 'surveyed_on'],
];

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

/** All that was counted, with what it was counted by: a file must say what it leaves out. */
export function areaGeoJson(
  features: Feature[],
  scope: AreaScope,
  hidden: readonly string[],
  corners: readonly Position[],
): string {
  const { district, version, mode, aboveOnly, asOf, compare } = scope;
  const said = { district, data_version: version, mode: aboveOnly ? 'above_not_under' : mode, as_of: asOf };
  const collection: FeatureCollection = { type: 'FeatureCollection', features };
  return JSON.stringify({
    ...collection,
    scope: { ...said, compared_with: compare, hidden, ring: [...corners, corners[0]] },
  });
}

/** `outfalls-demo-2025-12-31.csv`; without a day what holds today. */
export const areaFileName = (what: string, { district, asOf }: AreaScope, ending: string): string =>
  `${[what, district, asOf].filter(Boolean).join('-')}.${ending}`;
