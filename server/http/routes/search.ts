/** Search over outfalls, rivers and towns. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { dataVersion } from '../../report/data-version.ts';
import { search } from '../../report/search.ts';
import { searchPlaces } from '../../report/search-places.ts';
import { written } from '../patterns.ts';
import { Box, Id, listing, nullable, oneOf, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const Hit = Type.Object({
  kind: oneOf(['outfall', 'river', 'town', 'place']),
  id: Id,
  code: nullable(Type.String()),
  name: nullable(Type.String()),
  detail: nullable(Type.String()),
  bbox: nullable(Box),
  outside_km: Type.Optional(
    nullable(Type.Number({ description: "Of a place: kilometres beyond the box of the district's rivers, 0 inside" })),
  ),
});

const getSearch = {
  operationId: 'search',
  tags: ['search'],
  summary:
    'Outfalls by code or name, rivers and towns by name, coordinates in degrees or of a grid, EPSG number, GCJ-02 or BD-09 beside them',
  querystring: Type.Object({
    ...Scope,
    q: Type.String({ minLength: 1, maxLength: 100, ...written('text') }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 12 })),
  }),
  response: { 200: listing(Hit), ...problems(400, 404) },
};

export const searchRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/search', { schema: getSearch }, async ({ query }) => {
    const district = await getDistrict(db, query.district);
    const words = query.q.trim();
    const places = await searchPlaces(db, district.key, words);
    const found = words === '' ? [] : await search(db, district.key, words, query.limit ?? 12);
    const items = [...places, ...found].slice(0, query.limit ?? 12);
    return { items, next: null, ...dataVersion(district) };
  });
};
