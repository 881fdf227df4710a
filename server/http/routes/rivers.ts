/** River lengths, drawn and official. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { groupNotes } from '../../report/facets/notes.ts';
import { parseScope } from '../../report/facets/scope.ts';
import { parseGroups, RIVER_GROUPS } from '../../report/groups.ts';
import { riverRows } from '../../report/rivers.ts';
import { asKnown } from '../as-known.ts';
import { pageOf } from '../page.ts';
import {
  AsOf,
  FundingPhase,
  groupsOf,
  Id,
  KnownAt,
  listing,
  Notes,
  nullable,
  PAGE_SIZE,
  Paging,
  problems,
  RiverScope,
  Scope,
  Within,
} from '../schemas.ts';
import type { Services } from '../services.ts';

const RiverRow = Type.Object({
  key: Type.String(),
  name: nullable(Type.String()),
  key_2: Type.Optional(Type.String({ description: 'Of two groups crossed: the row of the second' })),
  name_2: Type.Optional(nullable(Type.String())),
  river_id: Type.Optional(Id),
  level: Type.Optional(nullable(Type.String())),
  route: Type.Optional(Id),
  zone_id: Type.Optional(Id),
  zone_id_2: Type.Optional(Id),
  length_km: Type.Number({ description: 'Drawn, geodesic, all roles' }),
  official_length_km: nullable(Type.Number()),
  main_km: Type.Number(),
  branch_km: Type.Number(),
  shore_km: Type.Number(),
  outfalls: nullable(Type.Integer({ description: 'Linked to a river here and not rejected; null with known_at' })),
  outfalls_per_km: nullable(Type.Number()),
});

const getRivers = {
  operationId: 'getRivers',
  tags: ['rivers'],
  summary:
    'River lengths and outfalls per row of one group or of two crossed, inside a scope; towns and outside add up to the district',
  querystring: Type.Object({
    ...Scope,
    group: Type.Optional(groupsOf(RIVER_GROUPS)),
    within: Type.Optional(Within),
    phase: Type.Optional(FundingPhase),
    scope: Type.Optional(RiverScope),
    as_of: Type.Optional(AsOf),
    known_at: Type.Optional(KnownAt),
    ...Paging,
  }),
  response: { 200: Type.Object({ ...listing(RiverRow).properties, notes: Notes }), ...problems(400, 404, 409) },
};

export const riverRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { districts }) => {
  app.get('/api/v1/rivers', { schema: getRivers }, async ({ query }) => {
    const snapshot = await asKnown(districts, query.district, query.known_at);
    const { group = 'district', within: withinM, as_of: asOf, phase, scope } = query;
    const asked = { ...parseGroups(group, RIVER_GROUPS), withinM, asOf, phase, scope: parseScope(scope) };
    const notes = groupNotes(snapshot, asked);
    const rows = riverRows(snapshot, asked);
    const page = pageOf(rows, snapshot.district, query.limit ?? PAGE_SIZE, query.cursor);
    return notes.length > 0 ? { ...page, notes } : page;
  });
};
