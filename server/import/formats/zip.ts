/** A zip with files of the other formats inside, a shapefile for the most part; each of them is a layer of the archive. */
import { basename, extname } from 'node:path';
import { FORMATS, type Format, formatOf, type OpenFile, type Source } from '../formats.ts';
import { type Archive, isZip, openArchive } from './archive/archive.ts';
import { entryFile } from './archive/entry-file.ts';
import { pickLayer, unreadable } from './refusals.ts';

export const zip: Format = {
  name: 'ZIP',
  extensions: ['.zip'],
  looksLike: isZip,
  async open(file, sourceLayer) {
    const archive = openArchive(file.name, await file.bytes());
    const names = readableEntries(archive);
    if (names.length === 0)
      throw unreadable(file.name, { zh: '压缩包中没有可识别的文件', en: 'no file of a known format is in it' });
    return openEntry({ file, archive, names }, sourceLayer);
  },
};

interface Opening {
  file: OpenFile;
  archive: Archive;
  names: string[];
}

/** `--source-layer` names an entry by its stem, or a layer inside the only entry. */
function openEntry({ file, archive, names }: Opening, sourceLayer: string | undefined): Promise<Source> {
  const layers = names.map((name) => basename(name, extname(name)));
  const isOnly = names.length === 1;
  const at = isOnly ? 0 : layers.indexOf(pickLayer(file.name, layers, sourceLayer));
  const inner = entryFile(archive, names[at]);
  const isEntry = layers[at] === sourceLayer;
  return formatOf(inner.name, inner.head).open(inner, isEntry ? undefined : sourceLayer);
}

/** Shapefiles where there are any: the tables and notes beside them are not layers. No archive inside an archive. */
function readableEntries({ entries }: Archive): string[] {
  const names = entries.filter(({ size }) => size > 0).map(({ name }) => name);
  const shapefiles = names.filter((name) => /\.shp$/i.test(name));
  if (shapefiles.length > 0) return shapefiles;
  const extensions = FORMATS.filter((format) => format !== zip).flatMap((format) => format.extensions);
  return names.filter((name) => extensions.includes(extname(name).toLowerCase()));
}
