/** A zip with files of the other formats inside, a shapefile for the most part; each of them is a layer of the archive. */
import { basename, extname } from 'node:path';
import { bytesToRead, FORMATS, type Format, formatOf, type OpenFile, openFormat, type Source } from '../formats.ts';
import { issue } from '../issues.ts';
import { type Archive, isZip, openArchive, STREAMED_LIMIT_MB } from './archive/archive.ts';
import { entryFile, folderEntries, folderEntryFile } from './archive/entry-file.ts';
import { layerNames } from './archive/layer-names.ts';
import { pickLayer, unreadable } from './refusals.ts';
import { decodeText } from './text.ts';
import { withIssue } from './with-issue.ts';

export const zip: Format = {
  name: 'ZIP',
  extensions: ['.zip'],
  looksLike: isZip,
  async open(file, sourceLayer) {
    const { entry, inner, format, layer } = pickEntry(file, sourceLayer);
    return withNote(await openFormat(format, inner, layer), ignoredIn(file, entry));
  },
  async bytesToRead(file, sourceLayer) {
    const { inner, format, layer } = pickEntry(file, sourceLayer);
    return bytesToRead(inner, format, layer);
  },
};

interface Picked {
  entry: string;
  inner: OpenFile;
  format: Format;
  /** The layer inside it. */
  layer: string | undefined;
}

/** `--source-layer` names an entry, with its extension or without, or a layer inside the only one. */
function pickEntry(file: OpenFile, sourceLayer: string | undefined): Picked {
  const archive = openArchive(file, STREAMED_LIMIT_MB);
  const readable = readableEntries(archive);
  const { layers, beside } = readable;
  if (layers.length === 0) throw unreadable(file.name, nothingIn(archive));
  const named = sourceLayer === undefined ? undefined : entryNamed(sourceLayer, readable);
  if (named !== undefined) return { ...opening(archive, named), layer: undefined };
  const only = layers.length === 1 ? opening(archive, layers[0]) : undefined;
  const isInside = sourceLayer === undefined || beside.length === 0 || only?.format.isOneLayer !== true;
  if (only && isInside) return { ...only, layer: sourceLayer };
  const names = layerNames(layers);
  const choice = sourceLayer === undefined ? names : [...names, ...beside];
  return { ...opening(archive, layers[names.indexOf(pickLayer(file.name, choice, sourceLayer))]), layer: undefined };
}

function opening(archive: Archive, entry: string): Omit<Picked, 'layer'> {
  const isFolder = extname(entry).toLowerCase() === '.gdb';
  const inner = isFolder ? folderEntryFile(archive, entry) : entryFile(archive, archive.find(entry));
  return { entry, inner, format: formatOf(inner.name, inner.head) };
}

/** Without its extension a name is that of a layer before that of a table beside it. */
function entryNamed(asked: string, { layers, beside }: Readable): string | undefined {
  const all = [...layers, ...beside];
  if (all.includes(asked)) return asked;
  const [one, other] = all.filter((path) => basename(path) === asked);
  if (one !== undefined && other === undefined) return one;
  return [layers, beside].map((paths) => paths[layerNames(paths).indexOf(asked)]).find((path) => path !== undefined);
}

/** No archive inside an archive: that is how bombs are packed. */
function nothingIn({ entries }: Archive): { zh: string; en: string } {
  return entries.some(({ name }) => /\.(zip|rar|7z)$/i.test(name))
    ? { zh: '压缩包里还是压缩包，请先解压', en: 'there is only another archive in it: unpack that first' }
    : { zh: '压缩包中没有可识别的文件', en: 'no file of a known format is in it' };
}

interface Readable {
  /** FileGDBs or shapefiles where there are any. */
  layers: string[];
  /** Tables and other files beside these, read only where they are named. */
  beside: string[];
}

function readableEntries(archive: Archive): Readable {
  const extensions = FORMATS.filter((format) => format !== zip).flatMap((format) => format.extensions);
  const names = archive.entries.filter(({ size }) => size > 0).map(({ name }) => name);
  const files = names.filter((name) => extensions.includes(extname(name).toLowerCase()) && !isNote(archive, name));
  const databases = folderEntries(archive, '.gdb');
  const shapefiles = names.filter((name) => /\.shp$/i.test(name));
  const layers = [databases, shapefiles, files].find((each) => each.length > 0) ?? [];
  return { layers, beside: files.filter((name) => !layers.includes(name)) };
}

/** A .txt may be a table; one whose first lines have no separator is a note (readme.txt). */
function isNote(archive: Archive, name: string): boolean {
  if (!/\.txt$/i.test(name)) return false;
  const { text } = decodeText(entryFile(archive, archive.find(name)).head);
  const [header = '', first = ''] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return ![header, first].every((line) => /[,;\t]/.test(line));
}

const SYSTEM = /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;
// what lies beside a layer under its own name: indexes, metadata and styles of a shapefile, files of the MapInfo formats
const SIDECAR =
  /\.(dbf|shx|prj|cpg|cst|qpj|qix|qmd|qml|sld|sbn|sbx|fbn|fbx|ain|aih|atx|ixs|mxs|xml|lyr|dat|map|id|ind|mid)$/i;

/** Files that are no layer, belong to none and were not asked for: notes, documents, tables beside shapefiles. */
function ignoredIn(file: OpenFile, read: string): string[] {
  const archive = openArchive(file, STREAMED_LIMIT_MB);
  const layers = [...readableEntries(archive).layers, read];
  const stems = layers.map(stemOf);
  const isOfLayer = (name: string) =>
    layers.some((layer) => name === layer || name.startsWith(`${layer}/`)) ||
    (SIDECAR.test(name) && stems.includes(stemOf(name)));
  const names = archive.entries.filter(({ size }) => size > 0).map(({ name }) => name);
  return names.filter((name) => !SYSTEM.test(name) && !isOfLayer(name));
}

/** roads.shp and roads.shp.xml are of one stem. */
function stemOf(name: string): string {
  return name.replace(/(\.shp)?\.[^./]+$/i, '').toLowerCase();
}

function withNote(source: Source, ignored: readonly string[]): Source {
  if (ignored.length === 0) return source;
  return withIssue(source, issue('files_ignored', { row: null, value: ignored.join(', ') }));
}
