/** RFC 7946: one feature per row, lon/lat, no crs member; `notes` (a foreign member) says day, data version and scope. */
import { DomainError } from '../../errors.ts';
import type { Report } from '../report.ts';

export function renderGeojson(report: Report): string {
  if (!report.geometries) throw noGeometry(report.title);
  const shapes = report.geometries();
  const features =
    report.whole?.features() ??
    report.rows.map((row, i) => ({ type: 'Feature', geometry: shapes[i], properties: row }));
  return `${JSON.stringify({ type: 'FeatureCollection', notes: report.notes, features })}\n`;
}

export function noGeometry({ zh, en }: Report['title']): DomainError {
  return new DomainError(
    'no_geometry',
    `"${en}" has no geometry: ask for table, json, csv, xlsx or html.`,
    `“${zh}”没有几何，请用 table、json、csv、xlsx 或 html。`,
  );
}
