/** River lengths, drawn and official. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { riverRows } from '../../report/rivers.ts';
import { pageOf } from '../page.ts';
import { AsOf, Group, Id, listing, nullable, PAGE_SIZE, Paging, problems, Scope, Within } from '../schemas.ts';
import type { Services } from '../services.ts';

const RiverRow = Type.Object({
  key: Type.String(),
  name: nullable(Type.String()),
  river_id: Type.Optional(Id),
  level: Type.Optional(nullable(Type.String())),
  zone_id: Type.Optional(Id),
  length_km: Type.Number({ description: 'Drawn, geodesic, all roles' }),
  official_length_km: nullable(Type.Number()),
  main_km: Type.Number(),
  branch_km: Type.Number(),
  shore_km: Type.Number(),
  outfalls: Type.Integer({ description: 'Linked to a river here and not rejected' }),
  outfalls_per_km: nullable(Type.Number()),
});

const getRivers = {
  operationId: 'getRivers',
  tags: ['rivers'],
  summary:
    'River lengths and outfalls per district, river, town, level or zone; towns and outside add up to the district',
  querystring: Type.Object({
    ...Scope,
    group: Type.Optional(Group),
    within: Type.Optional(Within),
    as_of: Type.Optional(AsOf),
    ...Paging,
  }),
  response: { 200: listing(RiverRow), ...problems(400, 404, 409) },
};

export const riverRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { districts }) => {
  app.get('/api/v1/rivers', { schema: getRivers }, async ({ query }) => {
    const snapshot = await districts.get(query.district);
    const rows = riverRows(snapshot, { group: query.group ?? 'district', withinM: query.within, asOf: query.as_of });
    return pageOf(rows, snapshot.district.version, query.limit ?? PAGE_SIZE, query.cursor);
  });
};
