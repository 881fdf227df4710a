/** GPX 1.0 and 1.1, streamed: one row per track, its segments joined in order; routes and way points are not tracks. */
import { DomainError } from '../../errors.ts';
import type { Format, OpenFile, Source } from '../formats.ts';
import type { SourceRow } from '../request.ts';
import { isUnsure, type Sureness } from '../rows/unsure.ts';
import { unreadable } from './refusals.ts';
import { decodeChunks, detectEncoding, startOf } from './text.ts';
import { childText, descendants, elementsOf, type XmlElement, XmlRefusal } from './xml/elements.ts';

const COLUMNS = ['name', 'desc', 'type'];

export const gpx: Format = {
  name: 'GPX',
  extensions: ['.gpx'],
  looksLike: (head) => /<gpx[\s>]/.test(startOf(head, 4000)),
  async open(file) {
    const encoding = await detectEncoding(file.chunks);
    const found = { trk: 0, rte: 0, wpt: 0 };
    for (const { name } of elementsIn(file, encoding)) found[name as keyof typeof found]++;
    if (found.trk === 0 && found.rte + found.wpt > 0) throw noTrack(file.name, found.rte, found.wpt);
    return {
      layer: null,
      columns: COLUMNS,
      crs: 'EPSG:4326', // GPX is WGS 84 by its schema
      isTable: false,
      total: found.trk,
      issues: [],
      *rows() {
        let row = 0;
        for (const element of elementsIn(file, encoding)) if (element.name === 'trk') yield rowOf(element, ++row);
      },
    } satisfies Source;
  },
};

const KINDS = new Set(['trk', 'rte', 'wpt']);

/** @throws DomainError unreadable_file */
function* elementsIn(file: OpenFile, encoding: string): Generator<XmlElement> {
  try {
    yield* elementsOf(decodeChunks(file.chunks(), encoding), KINDS);
  } catch (cause) {
    throw cause instanceof XmlRefusal ? unreadable(file.name, cause.why, cause) : cause;
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

/** The courses of routes and of tracks' segments, lon and lat: what somebody means to go. @throws DomainError unreadable_file */
export async function gpxLines(file: OpenFile): Promise<[number, number][][]> {
  const encoding = await detectEncoding(file.chunks);
  const lines: [number, number][][] = [];
  for (const element of elementsIn(file, encoding)) {
    if (element.name === 'rte') lines.push(positionsOf(element, 'rtept'));
    for (const segment of descendants(element, 'trkseg')) lines.push(positionsOf(segment, 'trkpt'));
  }
  return lines;
}

function positionsOf(element: XmlElement, point: string): [number, number][] {
  return descendants(element, point).map((fix) => [numberOf(fix, 'lon'), numberOf(fix, 'lat')]);
}

function rowOf(track: XmlElement, row: number): SourceRow {
  const all = descendants(track, 'trkpt');
  const fixes = all.filter((fix) => !isUnsure(surenessOf(fix)));
  const coordinates = fixes.map((fix) => [numberOf(fix, 'lon'), numberOf(fix, 'lat')]);
  return {
    row,
    properties: Object.fromEntries(COLUMNS.map((name) => [name, childText(track, name)])),
    geometry: coordinates.length === 0 ? null : { type: 'LineString', coordinates },
    times: Float64Array.from(fixes, (fix) => Date.parse(childText(fix, 'time') ?? '')),
    unsure: all.length - fixes.length,
  };
}

function surenessOf(fix: XmlElement): Sureness {
  const value = (name: string) => Number.parseFloat(childText(fix, name) ?? '');
  return { hdop: value('hdop'), accuracyM: Number.NaN, satellites: value('sat') };
}

function numberOf({ attributes }: XmlElement, name: string): number {
  const text = attributes[name]?.trim();
  return text ? Number(text) : Number.NaN;
}
