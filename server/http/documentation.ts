/** The API described by its own schemas: OpenAPI 3.1 at /api/v1/openapi.json, a page to try it at /docs. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { PAGE_CSS, PAGE_SCRIPT } from './documentation-page.ts';

const PAGE = {
  title: '排污口图集 Outfall Atlas · API',
  css: [{ filename: 'readable.css', content: PAGE_CSS }],
  js: [{ filename: 'readable.js', content: PAGE_SCRIPT }],
};

/** Must be registered before the routes it describes. */
export async function useDocumentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '排污口图集 Outfall Atlas',
        version: '1',
        description:
          'Units end names (length_km, offset_m); a bare number is a count. Coordinates are lon, lat in EPSG:4490 (CGCS2000). ' +
          'Measures are metres from the start of a route. Errors are RFC 9457 problems with a stable code.',
      },
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'Made by `atlas token create --role viewer|editor|admin`',
          },
        },
      },
      tags: [
        { name: 'districts', description: '区 · what is loaded' },
        { name: 'rivers', description: '河道 · lengths' },
        { name: 'coverage', description: '排查覆盖 · surveyed, gaps, strips' },
        { name: 'outfalls', description: '排污口 · cards and links' },
        { name: 'targets', description: '指标 · of plans and of districts' },
        { name: 'reports', description: '报告 · rows, files, printable pages' },
        { name: 'search', description: '搜索' },
        { name: 'shares', description: '分享链接 · read-only links with a last day' },
        { name: 'tiles', description: '矢量瓦片' },
        { name: 'imports', description: '导入 · uploads, batches, issues, undo' },
        { name: 'ogc', description: 'OGC API Features' },
      ],
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: false, theme: PAGE });
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
