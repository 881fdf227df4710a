/** GPX 1.0 and 1.1: one row per track, its segments joined in order; routes and way points are not tracks. */
import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { DomainError } from '../../errors.ts';
import type { Format, Source } from '../formats.ts';
import type { SourceRow } from '../request.ts';
import { unreadable } from './refusals.ts';
import { decodeText, startOf } from './text.ts';

const COLUMNS = ['name', 'desc', 'type'];

export const gpx: Format = {
  name: 'GPX',
  extensions: ['.gpx'],
  looksLike: (head) => /<gpx[\s>]/.test(startOf(head, 4000)),
  async open(file) {
    const tracks = parseTracks(file.name, decodeText(await file.bytes()).text);
    return {
      layer: null,
      columns: COLUMNS,
      crs: 'EPSG:4326', // GPX is WGS 84 by its schema
      isTable: false,
      total: tracks.length,
      issues: [],
      rows: () => tracks.map(rowOf),
    } satisfies Source;
  },
};

/** @throws DomainError unreadable_file; no_rows where there are routes or way points only */
function parseTracks(name: string, text: string): Element[] {
  // entities of a document type can blow up or read other files; GPX has no use for them
  if (/<!DOCTYPE/i.test(text)) throw unreadable(name, { zh: '含有 DOCTYPE', en: 'it has a document type declaration' });
  const root = parse(name, text);
  const tracks = [...root.getElementsByTagNameNS('*', 'trk')];
  if (tracks.length > 0) return tracks;
  const [routes, points] = ['rte', 'wpt'].map((each) => root.getElementsByTagNameNS('*', each).length);
  if (routes + points > 0) throw noTrack(name, routes, points);
  return [];
}

function parse(name: string, text: string): Document {
  try {
    const parser = new DOMParser({
      onError: (_level, message) => {
        throw new Error(message);
      },
    });
    return parser.parseFromString(text, 'text/xml');
  } catch (cause) {
    throw unreadable(name, { zh: '不是完好的 XML', en: 'it is not well-formed XML' }, cause);
  }
}

/** Routes are plans and way points are single places: taking either for a walk would be a guess. */
function noTrack(name: string, routes: number, points: number): DomainError {
  const found = [
    { count: routes, zh: '条航线（rte）', en: 'routes (rte)' },
    { count: points, zh: '个航点（wpt）', en: 'way points (wpt)' },
  ].filter(({ count }) => count > 0);
  return new DomainError(
    'no_rows',
    `${name} has no track (trk), only ${found.map(({ count, en }) => `${count} ${en}`).join(', ')}: save them as tracks`,
    `${name} 中没有轨迹（trk），只有 ${found.map(({ count, zh }) => `${count} ${zh}`).join('、')}：请另存为轨迹`,
  );
}

function rowOf(track: Element, index: number): SourceRow {
  const fixes = [...track.getElementsByTagNameNS('*', 'trkpt')];
  const times = Float64Array.from(fixes, (fix) => Date.parse(childText(fix, 'time') ?? ''));
  const coordinates = fixes.map((fix) => [numberOf(fix, 'lon'), numberOf(fix, 'lat')]);
  return {
    row: index + 1,
    properties: Object.fromEntries(COLUMNS.map((name) => [name, childText(track, name)])),
    geometry: coordinates.length === 0 ? null : { type: 'LineString', coordinates },
    times,
  };
}

function numberOf(fix: Element, attribute: string): number {
  const text = fix.getAttribute(attribute)?.trim();
  return text ? Number(text) : Number.NaN;
}

function childText(parent: Element, name: string): string | null {
  for (let node = parent.firstChild; node; node = node.nextSibling)
    if ((node as Element).localName === name) return node.textContent?.trim() || null;
  return null;
}
