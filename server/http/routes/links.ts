/** Links of outfalls to rivers; status=proposed is the review list. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { linkRows } from '../../report/links.ts';
import { inOneRead } from '../../report/one-version.ts';
import { pageOf } from '../page.ts';
import { Id, listing, nullable, oneOf, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const Link = Type.Object({
  id: Id,
  code: nullable(Type.String()),
  route: nullable(Id),
  river: nullable(Type.String()),
  measure_m: nullable(Type.Number({ description: 'From the start of the route' })),
  offset_m: nullable(Type.Number({ description: 'From the recorded point to the route' })),
  bank: nullable(Type.String()),
  confidence: nullable(Type.String()),
  status: Type.String(),
  reason: nullable(Type.String()),
  candidates: Type.Array(Type.Any()),
});

const getLinks = {
  operationId: 'getLinks',
  tags: ['outfalls'],
  summary: 'Where outfalls sit on the river; proposed links wait for a person',
  querystring: Type.Object({
    ...Scope,
    status: Type.Optional(oneOf(['proposed', 'confirmed', 'overridden'])),
    ...Paging,
  }),
  response: { 200: listing(Link), ...problems(400, 404, 409) },
};

export const linkRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/links', { schema: getLinks }, async ({ query }) => {
    return inOneRead(db, query.district, async (tx, district) =>
      pageOf(await linkRows(tx, district.key, query.status), district, query.limit ?? PAGE_SIZE, query.cursor),
    );
  });
};
