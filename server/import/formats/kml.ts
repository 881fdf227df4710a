/** KML 2.2 and KMZ: a row per placemark, streamed; ExtendedData, SimpleData and the plain elements are its columns. */
import { extname } from 'node:path';
import type { Format, OpenFile, Source } from '../formats.ts';
import type { SourceRow } from '../request.ts';
import { turn } from '../turn.ts';
import { type Archive, type Entry, isZip, openArchive, STREAMED_LIMIT_MB } from './archive/archive.ts';
import { entryFile } from './archive/entry-file.ts';
import { layerNames } from './archive/layer-names.ts';
import { folderPath, isWithin, type KmlFolders, namedFolders } from './kml-folders.ts';
import { placemarkGeometry, trackTimes } from './kml-geometry.ts';
import { noLayers, pickLayer, unreadable } from './refusals.ts';
import { decodeChunks, detectEncoding, startOf } from './text.ts';
import { child, childText, descendants, elementsOf, type XmlElement, XmlRefusal } from './xml/elements.ts';

export const kml: Format = {
  name: 'KML',
  extensions: ['.kml'],
  looksLike: (head) => /<(\w+:)?kml[\s>]/.test(startOf(head, 8000)),
  open: openKml,
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
    if (drawn.length < 2) return openKml(entryFile(archive, drawn[0] ?? documents[0]), sourceLayer);
    const layers = layerNames(drawn.map(({ name }) => name));
    const layer = pickLayer(file.name, layers, sourceLayer);
    return {
      ...(await openKml(entryFile(archive, drawn[layers.indexOf(layer)]), undefined)),
      layer,
      layers: undefined,
    };
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

const FOLDER = 'folder';

/** All placemarks, or those of the folder asked for and of the folders inside it. */
async function openKml(file: OpenFile, asked: string | undefined): Promise<Source> {
  const encoding = await detectEncoding(file.chunks);
  const { folders, plain, extended, total } = await survey(file, encoding);
  const names = [...folders.values()];
  if (asked !== undefined && names.length === 0) throw noLayers(file.name, 'KML');
  const layer = asked === undefined ? null : pickLayer(file.name, names, asked);
  const chosen = [...folders.keys()].find((path) => folders.get(path) === layer);
  return {
    layer,
    layers: names.length > 0 ? names : undefined,
    columns: [
      ...new Set([...PLAIN.filter((name) => plain.has(name)), ...(names.length > 0 ? [FOLDER] : []), ...extended]),
    ],
    crs: 'EPSG:4326', // KML is WGS 84 by its standard
    isTable: false,
    total: layer === null ? total : undefined,
    issues: [],
    *rows() {
      let row = 0;
      for (const placemark of placemarksOf(file, encoding)) {
        row++;
        const path = folderPath(placemark);
        if (chosen === undefined || isWithin(path, chosen)) yield rowOf(placemark, row, folders.get(path) ?? null);
      }
    },
  };
}

interface Surveyed {
  folders: KmlFolders;
  /** Those of the plain elements that there are. */
  plain: Set<string>;
  /** Columns of ExtendedData. */
  extended: Set<string>;
  total: number;
}

async function survey(file: OpenFile, encoding: string): Promise<Surveyed> {
  const [folders, plain, extended] = [new Map<string, string>(), new Set<string>(), new Set<string>()];
  let total = 0;
  for (const placemark of placemarksOf(file, encoding)) {
    if (++total % TURN === 0) await turn();
    const name = placemark.folders?.at(-1);
    if (name !== undefined) folders.set(folderPath(placemark), name);
    for (const { name: element } of placemark.children) if (PLAIN.includes(element)) plain.add(element);
    for (const [column] of extendedData(placemark)) extended.add(column);
  }
  return { folders: namedFolders(folders), plain, extended, total };
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

function rowOf(placemark: XmlElement, row: number, folder: string | null): SourceRow {
  const plain = PLAIN.map((name): [string, string | null] => [name, childText(placemark, name)]);
  const times = trackTimes(placemark);
  return {
    row,
    properties: Object.fromEntries([...plain, ...(folder ? [[FOLDER, folder]] : []), ...extendedData(placemark)]),
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
