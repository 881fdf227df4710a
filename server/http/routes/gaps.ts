/** Gaps: what is still to do, as rows or as lines. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Snapshot } from '../../district/snapshot.ts';
import { parseScope } from '../../report/facets/scope.ts';
import { type GapRow, gapRows } from '../../report/gaps.ts';
import { knownRiver, ZONE_GROUPS } from '../../report/groups.ts';
import { rangeBox, routeLines } from '../../report/route-lines.ts';
import { asKnown } from '../as-known.ts';
import { type Page, pageOf } from '../page.ts';
import {
  Box,
  Id,
  KnownAt,
  listing,
  Mode,
  nullable,
  oneOf,
  PAGE_SIZE,
  Paging,
  Period,
  problems,
  RiverScope,
  Within,
} from '../schemas.ts';
import type { Services } from '../services.ts';

const Gap = Type.Object({
  river: nullable(Type.String()),
  river_id: Id,
  route: Id,
  mode: Mode,
  town: nullable(Type.String()),
  from_m: Type.Number({ description: 'From the start of the route' }),
  to_m: Type.Number(),
  length_m: Type.Number(),
  zone: Type.Optional(Type.String({ description: 'Key of the zone, when asked by zone' })),
  zone_name: Type.Optional(nullable(Type.String())),
  zone_id: Type.Optional(Id),
  bbox: Box,
});

const GapLines = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(Type.Any()),
  next: nullable(Type.String()),
  version: Type.Integer(),
});

const getGaps = {
  operationId: 'getGaps',
  tags: ['coverage'],
  summary:
    'Unsurveyed stretches, split by town, in order along each river; format=geojson gives their lines, all of them when no limit is set',
  querystring: Type.Object({
    ...Period,
    known_at: Type.Optional(KnownAt),
    river: Type.Optional(Id),
    group: Type.Optional(oneOf(ZONE_GROUPS, { description: 'Only inside such zones, a list for each' })),
    within: Type.Optional(Within),
    scope: Type.Optional(RiverScope),
    format: Type.Optional(oneOf(['json', 'geojson'])),
    ...Paging,
  }),
  response: {
    200: {
      description: 'Rows with the box of each, or their lines',
      content: { 'application/json': { schema: listing(Gap) }, 'application/geo+json': { schema: GapLines } },
    },
    ...problems(400, 404, 409),
  },
};

export const gapRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { districts }) => {
  app.get('/api/v1/gaps', { schema: getGaps }, async ({ query }, reply) => {
    const snapshot = await asKnown(districts, query.district, query.known_at);
    const river = knownRiver(snapshot, query.river);
    const { mode, as_of: asOf, group, within: withinM } = query;
    const rows = gapRows(snapshot, { mode, asOf, riverId: river, group, withinM, scope: parseScope(query.scope) });
    const asLines = query.format === 'geojson';
    const limit = query.limit ?? (asLines ? Math.max(1, rows.length) : PAGE_SIZE);
    const page = pageOf(rows, snapshot.district.version, limit, query.cursor);
    if (!asLines) return { ...page, items: page.items.map((row) => ({ ...row, bbox: rangeBox(snapshot, row) })) };
    reply.type('application/geo+json; charset=utf-8');
    return lineFeatures(snapshot, page);
  });
};

function lineFeatures(snapshot: Snapshot, { items, next, version }: Page<GapRow>) {
  const lines = routeLines(snapshot, items);
  const features = items.map((row, i) => ({ type: 'Feature', geometry: lines[i], properties: row }));
  return { type: 'FeatureCollection' as const, features, next, version };
}
