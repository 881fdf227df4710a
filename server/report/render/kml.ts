/** KML 2.2: a placemark per row with name, description and every column as ExtendedData. */
import type { MapFeature, Position, Report } from '../report.ts';
import { mapFeatures } from './map-features.ts';
import { escapeXml } from './xml.ts';

export function renderKml(report: Report): string {
  const keys = report.columns.map(({ key }) => key);
  const features = [...mapFeatures(report), ...(report.waypoints?.() ?? [])];
  return `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<name>${escapeXml(`${report.title.zh} ${report.title.en}`)}</name>
<description>${escapeXml(report.notes.join('\n'))}</description>
${features.map((feature) => placemark(feature, keys)).join('\n')}
</Document></kml>
`;
}

function placemark({ row, name, description, points, lines }: MapFeature, keys: readonly string[]): string {
  const shapes = [...points.map((point) => shape('Point', [point])), ...lines.map((line) => shape('LineString', line))];
  const geometry = shapes.length === 1 ? shapes[0] : `<MultiGeometry>${shapes.join('')}</MultiGeometry>`;
  const data = keys.map((key) => value(key, row[key])).join('');
  return `<Placemark><name>${escapeXml(name)}</name><description>${escapeXml(description)}</description><ExtendedData>${data}</ExtendedData>${geometry}</Placemark>`;
}

const shape = (type: 'Point' | 'LineString', positions: readonly Position[]) =>
  `<${type}><coordinates>${positions.map(([lon, lat]) => `${lon},${lat}`).join(' ')}</coordinates></${type}>`;

function value(key: string, cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return `<Data name="${escapeXml(key)}"><value>${escapeXml(text)}</value></Data>`;
}
