/** KML 2.2 and KMZ: a row per placemark, streamed; ExtendedData, SimpleData and the plain elements are its columns. */
import { extname } from 'node:path';
import type { Format, OpenFile, Source } from '../formats.ts';
import type { SourceRow } from '../request.ts';
import { turn } from '../turn.ts';
import { type Archive, type Entry, isZip, openArchive, STREAMED_LIMIT_MB } from './archive/archive.ts';
import { entryFile } from './archive/entry-file.ts';
import { layerNames } from './archive/layer-names.ts';
import { placemarkGeometry, trackTimes } from './kml-geometry.ts';
import { pickLayer, unreadable } from './refusals.ts';
import { decodeChunks, detectEncoding, startOf } from './text.ts';
import { child, childText, descendants, elementsOf, type XmlElement, XmlRefusal } from './xml/elements.ts';

export const kml: Format = {
  name: 'KML',
  extensions: ['.kml'],
  looksLike: (head) => /<(\w+:)?kml[\s>]/.test(startOf(head, 8000)),
  open: async (file) => openKml(file),
};

/** The archive of Google Earth. Its first document often only links to the others; those with placemarks are its layers. */
export const kmz: Format = {
  name: 'KMZ',
  extensions: ['.kmz'],
  looksLike: isZip,
  async open(file, sourceLayer) {
    const archive = openArchive(file, STREAMED_LIMIT_MB);
    const documents = archive.entries.filter(({ name }) => extname(name).toLowerCase() === '.kml');
    if (documents.length === 0) throw unreadable(file.name, { zh: '其中没有 KML', en: 'there is no KML in it' });
    const drawn = await documentsDrawn(archive, documents);
    if (drawn.length < 2) return openKml(entryFile(archive, drawn[0] ?? documents[0]));
    const layers = layerNames(drawn.map(({ name }) => name));
    const layer = pickLayer(file.name, layers, sourceLayer);
    return { ...(await openKml(entryFile(archive, drawn[layers.indexOf(layer)]))), layer };
  },
};

async function documentsDrawn(archive: Archive, documents: Entry[]): Promise<Entry[]> {
  const drawn: Entry[] = [];
  for (const document of documents) if (await hasPlacemark(entryFile(archive, document))) drawn.push(document);
  return drawn;
}

async function hasPlacemark(file: OpenFile): Promise<boolean> {
  for (const _ of placemarksOf(file, await detectEncoding(file.chunks))) return true;
  return false;
}

const PLAIN = ['name', 'description', 'address', 'phoneNumber'];

async function openKml(file: OpenFile): Promise<Source> {
  const encoding = await detectEncoding(file.chunks);
  const columns = new Set(PLAIN);
  let total = 0;
  for (const placemark of placemarksOf(file, encoding)) {
    if (++total % TURN === 0) await turn();
    for (const [name] of extendedData(placemark)) columns.add(name);
  }
  return {
    layer: null,
    columns: [...columns],
    crs: 'EPSG:4326', // KML is WGS 84 by its standard
    isTable: false,
    total,
    issues: [],
    *rows() {
      let row = 0;
      for (const placemark of placemarksOf(file, encoding)) yield rowOf(placemark, ++row);
    },
  };
}

const TURN = 1000; // placemarks between two turns of the event loop

function* placemarksOf(file: OpenFile, encoding: string): Generator<XmlElement> {
  const texts = decodeChunks(file.chunks(), encoding);
  try {
    yield* elementsOf(texts, new Set(['Placemark']));
  } catch (cause) {
    throw cause instanceof XmlRefusal ? unreadable(file.name, cause.why, cause) : cause;
  }
}

function rowOf(placemark: XmlElement, row: number): SourceRow {
  const plain = PLAIN.map((name): [string, string | null] => [name, childText(placemark, name)]);
  const times = trackTimes(placemark);
  return {
    row,
    properties: Object.fromEntries([...plain, ...extendedData(placemark)]),
    geometry: placemarkGeometry(placemark),
    ...(times ? { times } : {}),
  };
}

function extendedData(placemark: XmlElement): [string, string | null][] {
  const extended = child(placemark, 'ExtendedData');
  if (!extended) return [];
  const data = descendants(extended, 'Data').map((each): [string, string | null] => [
    each.attributes.name ?? '',
    childText(each, 'value'),
  ]);
  const simple = descendants(extended, 'SimpleData').map((each): [string, string | null] => [
    each.attributes.name ?? '',
    each.text.trim() || null,
  ]);
  return [...data, ...simple];
}
