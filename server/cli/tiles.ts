/** `atlas tiles`: the district's tiles as one file for a static web server, and what an archive holds. */
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { DEFAULT_LAYERS, LAYERS, type LayerId, TILE_MAXZOOM, TILE_MINZOOM } from '../../tiles/manifest.ts';
import { getDistrict } from '../district/district.ts';
import { Districts } from '../district/districts.ts';
import { DomainError } from '../errors.ts';
import { buildArchive } from '../report/tile-layers/build-archive.ts';
import { inspectArchive } from '../report/tile-layers/inspect-archive.ts';
import { parseLayers } from '../report/tile-layers/parse-layers.ts';
import { TileSets } from '../report/tile-layers/tile-sets.ts';
import { type AnswerOptions, answer, outUnwritable, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { stepProgress } from './progress.ts';
import { refuseBeside } from './unusable.ts';

interface BuildOptions {
  district?: string;
  layers: string;
  minzoom: string;
  maxzoom: string;
}

export function tilesCommand(context: CommandContext): Command {
  const build = new Command('build')
    .description('write a PMTiles archive')
    .argument('<file>', 'out.pmtiles')
    .option('--district <key>', 'the district; may be left out when there is one')
    .option('--layers <list>', `separated by commas, of ${Object.keys(LAYERS).join(', ')}`, DEFAULT_LAYERS.join())
    .option('--minzoom <zoom>', 'first zoom', String(TILE_MINZOOM))
    .option('--maxzoom <zoom>', 'last zoom', String(TILE_MAXZOOM))
    .action((file: string, options: BuildOptions) => buildFile(context, resolve(context.cwd, file), options));
  const inspect = withAnswerOptions(new Command('inspect'))
    .description('what a PMTiles archive holds, layer by layer; with --tile one tile of it')
    .argument('<file>', 'a .pmtiles file')
    .option('--tile <z/x/y>', 'one tile instead of the whole')
    .action((file: string, options: InspectOptions) => printArchive(context, file, options));
  return new Command('tiles').description('tiles as files').addCommand(build).addCommand(inspect);
}

interface InspectOptions extends AnswerOptions {
  tile?: string;
}

async function printArchive(context: CommandContext, file: string, options: InspectOptions): Promise<void> {
  refuseBeside('tiles inspect', options, ['district']); // an archive is of one, and says which
  await answer(context, await inspectArchive(resolve(context.cwd, file), options.tile), options);
}

/** Under another name until it is whole: readers never meet half an archive. What cannot be written is refused before the work. */
async function buildFile(context: CommandContext, file: string, options: BuildOptions): Promise<void> {
  const asked = { layers: parseLayers(options.layers), ...zooms(options) };
  const partial = `${file}.partial`;
  const handle = await openToWrite(file, partial);
  try {
    const written = await writeArchive(context, handle, { ...asked, file, district: options.district });
    await rename(partial, file).catch((cause) => {
      throw outUnwritable(file, cause);
    });
    context.out(written);
  } finally {
    await handle.close();
    await rm(partial, { force: true });
  }
}

async function openToWrite(file: string, partial: string): Promise<FileHandle> {
  try {
    const known = await stat(file).catch(() => undefined);
    if (known?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    return await open(partial, 'w');
  } catch (cause) {
    throw outUnwritable(file, cause);
  }
}

interface Asked extends Zooms {
  layers: LayerId[];
  file: string;
  district?: string;
}

/** What is said of it. */
async function writeArchive(context: CommandContext, handle: FileHandle, { file, ...asked }: Asked): Promise<string> {
  const db = await context.open();
  const { key } = await getDistrict(db, asked.district);
  const set = (await new TileSets(db, new Districts(db, { memoryBytes: Number.POSITIVE_INFINITY })).find(key))!;
  const progress = stepProgress(context);
  progress.step('tiles');
  const { pieces, tiles } = buildArchive(set, { ...asked, progress: (done) => progress.rows(done) });
  progress.done(tiles);
  try {
    for (const piece of pieces) await handle.write(piece);
  } catch (cause) {
    throw outUnwritable(file, cause);
  }
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  const { minzoom, maxzoom } = asked;
  return `${file}\n${key} · 数据版本 version ${set.version} · ${minzoom}–${maxzoom} · ${tiles} tiles · ${bytes} bytes\n`;
}

interface Zooms {
  minzoom: number;
  maxzoom: number;
}

function zooms({ minzoom, maxzoom }: BuildOptions): Zooms {
  const [first, last] = [Number(minzoom), Number(maxzoom)];
  const isZoom = (zoom: number) => Number.isInteger(zoom) && zoom >= 0 && zoom <= TILE_MAXZOOM;
  if (isZoom(first) && isZoom(last) && first <= last) return { minzoom: first, maxzoom: last };
  throw new DomainError(
    'zoom_invalid',
    `Zooms ${minzoom} to ${maxzoom} cannot be built: use whole numbers from 0 to ${TILE_MAXZOOM}, the first not above the last.`,
    `无法生成 ${minzoom} 至 ${maxzoom} 级瓦片：请用 0 至 ${TILE_MAXZOOM} 的整数，起始级不大于终止级。`,
  );
}
