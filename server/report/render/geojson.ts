/** RFC 7946: one feature per row, lon/lat, no crs member. */
import { DomainError } from '../../errors.ts';
import type { Report } from '../report.ts';

export function renderGeojson(report: Report): string {
  if (!report.geometries)
    throw new DomainError(
      'no_geometry',
      `"${report.title.en}" has no geometry: ask for table, json, csv, xlsx or html.`,
      `“${report.title.zh}”没有几何，请用 table、json、csv、xlsx 或 html。`,
    );
  const shapes = report.geometries();
  const features = report.rows.map((row, i) => ({ type: 'Feature', geometry: shapes[i], properties: row }));
  return `${JSON.stringify({ type: 'FeatureCollection', features })}\n`;
}
