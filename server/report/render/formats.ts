/** The formats a report can be had in. */
import { DomainError } from '../../errors.ts';
import type { Report } from '../report.ts';
import { renderCsv } from './csv.ts';
import { noGeometry, renderGeojson } from './geojson.ts';
import { renderGpx } from './gpx.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderKml } from './kml.ts';
import { renderTable } from './table.ts';
import { renderXlsx } from './xlsx.ts';

export interface Format {
  mediaType: string;
  /** Not for a terminal. */
  binary?: true;
  /** Only of reports with places. */
  onMap?: true;
  render: (report: Report) => string | Promise<Uint8Array>;
}

export const FORMATS: Record<string, Format> = {
  table: { mediaType: 'text/plain; charset=utf-8', render: renderTable },
  json: { mediaType: 'application/json; charset=utf-8', render: renderJson },
  csv: { mediaType: 'text/csv; charset=utf-8', render: renderCsv },
  geojson: { mediaType: 'application/geo+json; charset=utf-8', onMap: true, render: renderGeojson },
  gpx: { mediaType: 'application/gpx+xml; charset=utf-8', onMap: true, render: renderGpx },
  kml: { mediaType: 'application/vnd.google-earth.kml+xml; charset=utf-8', onMap: true, render: renderKml },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    binary: true,
    render: renderXlsx,
  },
  html: { mediaType: 'text/html; charset=utf-8', render: renderHtml },
};

/** @throws DomainError `format_unknown`. */
export function getFormat(name: string): Format {
  if (Object.hasOwn(FORMATS, name)) return FORMATS[name];
  const known = Object.keys(FORMATS).join(', ');
  throw new DomainError(
    'format_unknown',
    `No format "${name}": use one of ${known}.`,
    `没有“${name}”格式，可用：${known}。`,
  );
}

/** Before, not after, something is written. @throws DomainError `no_geometry`, `format_unknown` */
export function refuseOnMap(format: string, title: Report['title']): void {
  if (getFormat(format).onMap) throw noGeometry(title);
}
