/** Search over outfalls, rivers and towns. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { search } from '../../report/search.ts';
import { Box, Id, listing, nullable, Problem, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const Hit = Type.Object({
  kind: Type.Union([Type.Literal('outfall'), Type.Literal('river'), Type.Literal('town')]),
  id: Id,
  code: nullable(Type.String()),
  name: nullable(Type.String()),
  detail: nullable(Type.String()),
  bbox: nullable(Box),
});

const getSearch = {
  operationId: 'search',
  tags: ['search'],
  summary: 'Outfalls by code or name, rivers and towns by name',
  querystring: Type.Object({
    ...Scope,
    q: Type.String({ minLength: 1, maxLength: 100 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 12 })),
  }),
  response: { 200: listing(Hit), 400: Problem, 404: Problem },
};

export const searchRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/search', { schema: getSearch }, async ({ query }) => {
    const { key, version } = await getDistrict(db, query.district);
    const words = query.q.trim();
    const items = words === '' ? [] : await search(db, key, words, query.limit ?? 12);
    return { items, next: null, version };
  });
};
