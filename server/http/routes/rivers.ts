/** River lengths, drawn and official. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { riverRows } from '../../report/rivers.ts';
import { pageOf } from '../page.ts';
import { Group, Id, listing, nullable, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const RiverRow = Type.Object({
  key: Type.String(),
  name: nullable(Type.String()),
  river_id: Type.Optional(Id),
  level: Type.Optional(nullable(Type.String())),
  length_km: Type.Number({ description: 'Drawn, geodesic, all roles' }),
  official_length_km: nullable(Type.Number()),
  main_km: Type.Number(),
  branch_km: Type.Number(),
  shore_km: Type.Number(),
});

const getRivers = {
  operationId: 'getRivers',
  tags: ['rivers'],
  summary: 'River lengths per district, river, town or level; towns and outside add up to the district',
  querystring: Type.Object({ ...Scope, group: Type.Optional(Group), ...Paging }),
  response: { 200: listing(RiverRow), ...problems(400, 404, 409) },
};

export const riverRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { districts }) => {
  app.get('/api/v1/rivers', { schema: getRivers }, async ({ query }) => {
    const snapshot = await districts.get(query.district);
    const rows = riverRows(snapshot, query.group ?? 'district');
    return pageOf(rows, snapshot.district.version, query.limit ?? PAGE_SIZE, query.cursor);
  });
};
