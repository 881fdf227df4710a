/** GPX 1.0 and 1.1, streamed: a row per track, its segments joined in order, or a row per way point; routes are plans. */
import { DomainError } from '../../errors.ts';
import type { Format, OpenFile, Source } from '../formats.ts';
import type { SourceRow } from '../request.ts';
import { isUnsure, type Sureness } from '../rows/unsure.ts';
import { pickLayer, unreadable } from './refusals.ts';
import { decodeChunks, detectEncoding, startOf } from './text.ts';
import { childText, descendants, elementsOf, type XmlElement, XmlRefusal } from './xml/elements.ts';

/** Layers as GDAL names them. */
const LAYERS = {
  tracks: { element: 'trk', columns: ['name', 'desc', 'type'], rowOf: trackRow },
  waypoints: { element: 'wpt', columns: ['name', 'desc', 'type', 'cmt', 'sym', 'time'], rowOf: pointRow },
} as const;

export const gpx: Format = {
  name: 'GPX',
  extensions: ['.gpx'],
  looksLike: (head) => /<gpx[\s>]/.test(startOf(head, 4000)),
  layerFor: (geometry) => (geometry === 'point' ? 'waypoints' : 'tracks'),
  async open(file, sourceLayer) {
    const encoding = await detectEncoding(file.chunks);
    const found = { trk: 0, rte: 0, wpt: 0 };
    const extended = { trk: new Set<string>(), rte: new Set<string>(), wpt: new Set<string>() };
    for (const each of elementsIn(file, encoding)) {
      found[each.name as Kind]++;
      for (const column of extensions(each).keys()) extended[each.name as Kind].add(column);
    }
    const asked = sourceLayer ?? (found.trk === 0 && found.wpt > 0 ? 'waypoints' : 'tracks');
    const { element, columns, rowOf } = LAYERS[pickLayer(file.name, Object.keys(LAYERS), asked) as keyof typeof LAYERS];
    if (found[element] === 0 && found.trk + found.rte + found.wpt > 0) throw notThere(file.name, element, found);
    return {
      layer: null,
      columns: [...new Set<string>([...columns, ...extended[element]])],
      crs: 'EPSG:4326', // GPX is WGS 84 by its schema
      isTable: false,
      total: found[element],
      issues: [],
      *rows() {
        let row = 0;
        for (const each of elementsIn(file, encoding)) if (each.name === element) yield rowOf(each, ++row);
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

const SAID = {
  trk: { zh: '轨迹（trk）', en: 'track (trk)', many: '条轨迹（trk）', plural: 'tracks (trk)' },
  rte: { zh: '航线（rte）', en: 'route (rte)', many: '条航线（rte）', plural: 'routes (rte)' },
  wpt: { zh: '航点（wpt）', en: 'way point (wpt)', many: '个航点（wpt）', plural: 'way points (wpt)' },
};
type Kind = keyof typeof SAID;

/** Routes are plans, way points single places: taking either for a walk would be a guess, and so would the reverse. */
function notThere(name: string, wanted: Kind, counts: Record<Kind, number>): DomainError {
  const found = (Object.keys(SAID) as Kind[]).filter((kind) => counts[kind] > 0);
  const [zh, en] =
    wanted === 'trk' ? ['请另存为轨迹', 'save them as tracks'] : ['请另存为航点', 'save them as way points'];
  return new DomainError(
    'no_rows',
    `${name} has no ${SAID[wanted].en}, only ${found.map((kind) => `${counts[kind]} ${SAID[kind].plural}`).join(', ')}: ${en}`,
    `${name} 中没有${SAID[wanted].zh}，只有 ${found.map((kind) => `${counts[kind]} ${SAID[kind].many}`).join('、')}：${zh}`,
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

function trackRow(track: XmlElement, row: number): SourceRow {
  const all = descendants(track, 'trkpt');
  const fixes = all.filter((fix) => !isUnsure(surenessOf(fix)));
  const coordinates = fixes.map((fix) => [numberOf(fix, 'lon'), numberOf(fix, 'lat')]);
  return {
    row,
    properties: textsOf(track, LAYERS.tracks.columns),
    geometry: coordinates.length === 0 ? null : { type: 'LineString', coordinates },
    times: Float64Array.from(fixes, (fix) => Date.parse(childText(fix, 'time') ?? '')),
    unsure: all.length - fixes.length,
  };
}

function pointRow(point: XmlElement, row: number): SourceRow {
  const coordinates = [numberOf(point, 'lon'), numberOf(point, 'lat')];
  return { row, properties: textsOf(point, LAYERS.waypoints.columns), geometry: { type: 'Point', coordinates } };
}

/** The element's own words go before those of its extensions. */
function textsOf(element: XmlElement, columns: readonly string[]): SourceRow['properties'] {
  const more = extensions(element);
  const own = columns.map((name) => [name, childText(element, name) ?? more.get(name) ?? null]);
  return { ...Object.fromEntries(more), ...Object.fromEntries(own) };
}

/** What programs add to a track or way point: the innermost elements by their names, of each the first. */
function extensions(element: XmlElement): Map<string, string> {
  const words = new Map<string, string>();
  const leaves = ({ children }: XmlElement): XmlElement[] =>
    children.flatMap((each) => (each.children.length > 0 ? leaves(each) : [each]));
  for (const { name, text } of leaves({ ...element, children: element.children.filter(isExtension) }))
    if (text.trim() !== '' && !words.has(name)) words.set(name, text.trim());
  return words;
}

const isExtension = ({ name }: XmlElement): boolean => name === 'extensions';

function surenessOf(fix: XmlElement): Sureness {
  const value = (name: string) => Number.parseFloat(childText(fix, name) ?? '');
  return { hdop: value('hdop'), accuracyM: Number.NaN, satellites: value('sat') };
}

function numberOf({ attributes }: XmlElement, name: string): number {
  const text = attributes[name]?.trim();
  return text ? Number(text) : Number.NaN;
}
