/** `atlas tiles`: the district's tiles as one file for a static web server, and what an archive holds. */
import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { DEFAULT_LAYERS, LAYERS, TILE_MAXZOOM, TILE_MINZOOM } from '../../tiles/manifest.ts';
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
    .action(async (file: string, options: AnswerOptions & { tile?: string }) =>
      answer(context, await inspectArchive(resolve(context.cwd, file), options.tile), options),
    );
  return new Command('tiles').description('tiles as files').addCommand(build).addCommand(inspect);
}

async function buildFile(context: CommandContext, file: string, options: BuildOptions): Promise<void> {
  const layers = parseLayers(options.layers);
  const [minzoom, maxzoom] = zooms(options);
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  const set = (await new TileSets(db, new Districts(db, { memoryBytes: Number.POSITIVE_INFINITY })).find(key))!;
  const progress = stepProgress(context);
  progress.step('tiles');
  const { pieces, tiles } = buildArchive(set, { layers, minzoom, maxzoom, progress: (done) => progress.rows(done) });
  progress.done(tiles);
  const bytes = await writePieces(file, pieces);
  context.out(
    `${file}\n${key} · 数据版本 version ${set.version} · ${minzoom}–${maxzoom} · ${tiles} tiles · ${bytes} bytes\n`,
  );
}

function zooms({ minzoom, maxzoom }: BuildOptions): [number, number] {
  const [first, last] = [Number(minzoom), Number(maxzoom)];
  const isZoom = (zoom: number) => Number.isInteger(zoom) && zoom >= 0 && zoom <= TILE_MAXZOOM;
  if (isZoom(first) && isZoom(last) && first <= last) return [first, last];
  throw new DomainError(
    'zoom_invalid',
    `Zooms ${minzoom} to ${maxzoom} cannot be built: use whole numbers from 0 to ${TILE_MAXZOOM}, the first not above the last.`,
    `无法生成 ${minzoom} 至 ${maxzoom} 级瓦片：请用 0 至 ${TILE_MAXZOOM} 的整数，起始级不大于终止级。`,
  );
}

/** Under another name until it is whole: readers never meet half an archive. */
async function writePieces(file: string, pieces: readonly Uint8Array[]): Promise<number> {
  const partial = `${file}.partial`;
  try {
    const handle = await open(partial, 'w');
    try {
      for (const piece of pieces) await handle.write(piece);
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (cause) {
    await rm(partial, { force: true });
    throw outUnwritable(file, cause);
  }
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
