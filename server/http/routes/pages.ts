/** The viewer as files: its page, its built assets, its glyphs. Built by `npm run build` into web/dist. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DomainError } from '../../errors.ts';
import type { Origins } from '../../origins.ts';
import { ARCHIVE_PATH, type Basemap } from '../basemap.ts';
import { written } from '../patterns.ts';
import { framedBy } from '../security.ts';
import { assetRoutes } from './assets.ts';

const WEB = join(import.meta.dirname, '../../../web');
const DIST = join(WEB, 'dist');
const YEAR_SECONDS = 31_536_000;

/** Pages by their address. */
const PAGES = { '/': 'index.html', '/review': 'review.html', '/strips': 'strips.html' } as const;
/** The module that defines our elements on pages of others; what it loads in turn is in /assets. */
const MODULE = 'embed.js';

/** Faces whose Latin glyphs are shipped, by the name a style's `text-font` has. */
const FACES: Readonly<Record<string, string>> = { 'Noto Sans Regular': 'noto-sans-regular' };

const getGlyphs = {
  operationId: 'getGlyphs',
  tags: ['styles'],
  summary:
    'Signed-distance glyphs for clients that need them: Latin (0-255); other ranges are empty, CJK is drawn locally',
  params: Type.Object({
    fontstack: Type.String({ maxLength: 200 }),
    range: Type.String({ ...written('glyphs') }),
  }),
};

/** The glyphs of the first face of a stack that is shipped. An empty message is a valid range without glyphs. */
async function glyphs(fontstack: string, range: string): Promise<Buffer> {
  const face = fontstack.split(',').find((name) => FACES[name.trim()] !== undefined);
  if (face === undefined || range !== '0-255') return Buffer.alloc(0);
  return readFile(join(WEB, 'glyphs', FACES[face.trim()], '0-255.pbf'));
}

async function pageFile(name: string): Promise<Buffer> {
  return readFile(join(DIST, name)).catch((cause: unknown) => {
    const message = 'The viewer has not been built: run npm run build.';
    throw new DomainError('viewer_not_built', message, '查看页面尚未构建：运行 npm run build。', 503, { cause });
  });
}

/** The viewer's first question, asked by the browser before any script has run. */
function firstQuestion(search: string): string {
  const share = new URLSearchParams(search).get('share');
  const query = share === null ? '' : `?${new URLSearchParams({ share })}`;
  return `</api/v1/districts${query}>; rel=preload; as=fetch; crossorigin`;
}

export interface PageOptions {
  frameOrigins: Origins;
  basemap: Basemap | null;
  /** The basemap's archive, where it is a file of this machine. */
  archive: string | null;
}

export const pageRoutes: FastifyPluginAsyncTypebox<PageOptions> = async (app, { frameOrigins, basemap, archive }) => {
  const hidden = { schema: { hide: true } };
  for (const [path, name] of Object.entries(PAGES))
    app.get(path, hidden, async ({ url }, reply) => {
      const page = await pageFile(name);
      if (path === '/') reply.header('link', firstQuestion(url.slice(path.length)));
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
    });
  app.get('/embed', { ...hidden, helmet: framedBy(frameOrigins, basemap) }, async (_, reply) => {
    const page = await pageFile('embed.html');
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
  app.get(`/${MODULE}`, hidden, async (_, reply) => {
    const module = await pageFile(MODULE);
    return reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(module);
  });
  app.get('/basemap.json', hidden, async (_, reply) =>
    basemap ? reply.header('cache-control', 'no-cache').send(basemap) : reply.code(204).send(),
  );
  if (archive) {
    await app.register(staticFiles, { root: dirname(archive), serve: false, maxAge: '1h' });
    // in pieces: an archive may be as large as a country
    app.get(ARCHIVE_PATH, hidden, (_, reply) => reply.sendFile(basename(archive)));
  }
  // printed pages name no icon, and browsers then ask for favicon.ico
  for (const path of ['/icon.svg', '/favicon.ico'])
    app.get(path, hidden, async (_, reply) => {
      const icon = await pageFile('icon.svg');
      return reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(icon);
    });
  app.get('/glyphs/:fontstack/:range.pbf', { schema: getGlyphs }, async ({ params }, reply) => {
    const bytes = await glyphs(params.fontstack, params.range);
    return reply.type('application/x-protobuf').header('cache-control', `max-age=${YEAR_SECONDS}`).send(bytes);
  });
  await app.register(assetRoutes, { root: join(DIST, 'assets') });
};
