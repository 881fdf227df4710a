/** A zip with files of the other formats inside, a shapefile for the most part; each of them is a layer of the archive. */
import { extname } from 'node:path';
import { bytesToRead, FORMATS, type Format, formatOf, type OpenFile, openFormat, type Source } from '../formats.ts';
import { issue } from '../issues.ts';
import { type Archive, isZip, openArchive, STREAMED_LIMIT_MB } from './archive/archive.ts';
import { entryFile, folderEntries, folderEntryFile } from './archive/entry-file.ts';
import { layerNames } from './archive/layer-names.ts';
import { pickLayer, unreadable } from './refusals.ts';
import { decodeText } from './text.ts';

export const zip: Format = {
  name: 'ZIP',
  extensions: ['.zip'],
  looksLike: isZip,
  async open(file, sourceLayer) {
    const { inner, format, layer } = pickEntry(file, sourceLayer);
    return withNote(await openFormat(format, inner, layer), ignoredIn(file));
  },
  async bytesToRead(file, sourceLayer) {
    const { inner, format, layer } = pickEntry(file, sourceLayer);
    return bytesToRead(inner, format, layer);
  },
};

interface Picked {
  inner: OpenFile;
  format: Format;
  /** The layer inside it. */
  layer: string | undefined;
}

/** `--source-layer` names an entry as a layer, or a layer inside the only entry. */
function pickEntry(file: OpenFile, sourceLayer: string | undefined): Picked {
  const archive = openArchive(file, STREAMED_LIMIT_MB);
  const names = readableEntries(archive);
  if (names.length === 0) throw unreadable(file.name, nothingIn(archive));
  const layers = layerNames(names);
  const at = names.length === 1 ? 0 : layers.indexOf(pickLayer(file.name, layers, sourceLayer));
  const isFolder = extname(names[at]).toLowerCase() === '.gdb';
  const inner = isFolder ? folderEntryFile(archive, names[at]) : entryFile(archive, archive.find(names[at]));
  const isEntry = layers[at] === sourceLayer;
  return { inner, format: formatOf(inner.name, inner.head), layer: isEntry ? undefined : sourceLayer };
}

/** No archive inside an archive: that is how bombs are packed. */
function nothingIn({ entries }: Archive): { zh: string; en: string } {
  return entries.some(({ name }) => /\.(zip|rar|7z)$/i.test(name))
    ? { zh: '压缩包里还是压缩包，请先解压', en: 'there is only another archive in it: unpack that first' }
    : { zh: '压缩包中没有可识别的文件', en: 'no file of a known format is in it' };
}

/** FileGDBs or shapefiles where there are any: the tables and notes beside them are not layers. */
function readableEntries(archive: Archive): string[] {
  const databases = folderEntries(archive, '.gdb');
  if (databases.length > 0) return databases;
  const names = archive.entries.filter(({ size }) => size > 0).map(({ name }) => name);
  const shapefiles = names.filter((name) => /\.shp$/i.test(name));
  if (shapefiles.length > 0) return shapefiles;
  const extensions = FORMATS.filter((format) => format !== zip).flatMap((format) => format.extensions);
  return names.filter((name) => extensions.includes(extname(name).toLowerCase()) && !isNote(archive, name));
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

/** Files that are no layer and belong to none: notes, documents, tables beside shapefiles. */
function ignoredIn(file: OpenFile): string[] {
  const archive = openArchive(file, STREAMED_LIMIT_MB);
  const layers = readableEntries(archive);
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
  return {
    ...source,
    *rows() {
      source.issues.push(issue('files_ignored', { row: null, value: ignored.join(', ') }));
      yield* source.rows();
    },
  };
}
