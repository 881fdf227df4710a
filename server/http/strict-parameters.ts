/** A parameter that a resource does not know is refused: a misspelt filter must never be answered as if it were not there. */
import type { FastifyInstance, RouteOptions } from 'fastify';

/** Must be called before the routes are registered. Concerns the query strings of /api/v1, of styles and of tiles. */
export function refuseUnknownParameters(app: FastifyInstance): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    if (!/^\/(api\/v1|tiles|styles)\//.test(route.url)) return;
    const known = (route.schema?.querystring ?? { type: 'object', properties: {} }) as object;
    route.schema = { ...route.schema, querystring: { ...known, additionalProperties: false } };
  });
}
