/** Search over outfalls and what lies around them, rivers, towns and coordinates. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { dataVersion } from '../../report/data-version.ts';
import { HIT_KINDS, search } from '../../report/search.ts';
import { searchPlaces } from '../../report/search-places.ts';
import { shareOf } from '../auth/share.ts';
import { written } from '../patterns.ts';
import { Box, Id, listing, nullable, oneOf, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const Hit = Type.Object({
  kind: oneOf(['place', ...HIT_KINDS]),
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
    'Outfalls, zones, sections, intakes, dischargers and conduits by code, own number or name, sewers and manholes by number, rivers and towns by name, coordinates in degrees or of a grid, EPSG number, WGS84, CGCS2000, GCJ-02 or BD-09 beside them; a share finds what is of its layers',
  querystring: Type.Object({
    ...Scope,
    q: Type.String({ minLength: 1, maxLength: 100, ...written('text') }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 12 })),
  }),
  response: { 200: listing(Hit), ...problems(400, 404) },
};

export const searchRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/search', { schema: getSearch }, async (request) => {
    const { query } = request;
    const district = await getDistrict(db, query.district);
    const words = query.q.trim();
    const limit = query.limit ?? 12;
    const layers = shareOf(request)?.layers ?? null;
    const found = words === '' ? [] : await search(db, { district: district.key, words, limit, layers });
    const places = await searchPlaces(db, district.key, words, found.length > 0);
    const items = [...places, ...found].slice(0, limit);
    return { items, next: null, ...dataVersion(district) };
  });
};
