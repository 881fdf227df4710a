/** Gaps: what is still to do, as rows or as lines. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { gapRows } from '../../report/gaps.ts';
import { rangeBox, routeLines } from '../../report/route-lines.ts';
import { pageOf } from '../page.ts';
import { Box, Id, listing, Mode, nullable, Paging, Period, Problem } from '../schemas.ts';
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
  bbox: Box,
});

const GapLines = Type.Object({ type: Type.Literal('FeatureCollection'), features: Type.Array(Type.Any()) });

const getGaps = {
  operationId: 'getGaps',
  tags: ['coverage'],
  summary: 'Unsurveyed stretches, split by town, in order along each river; format=geojson gives their lines',
  querystring: Type.Object({
    ...Period,
    river: Type.Optional(Id),
    format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('geojson')])),
    ...Paging,
  }),
  response: { 200: Type.Union([listing(Gap), GapLines]), 400: Problem, 404: Problem, 409: Problem },
};

export const gapRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { districts }) => {
  app.get('/api/v1/gaps', { schema: getGaps }, async ({ query }, reply) => {
    const snapshot = await districts.get(query.district);
    const rows = gapRows(snapshot, { mode: query.mode, asOf: query.as_of, riverId: query.river });
    const page = pageOf(rows, snapshot.district.version, query.limit ?? 5000, query.cursor);
    if (query.format !== 'geojson')
      return { ...page, items: page.items.map((row) => ({ ...row, bbox: rangeBox(snapshot, row) })) };
    reply.type('application/geo+json; charset=utf-8');
    const lines = routeLines(snapshot, rows);
    return {
      type: 'FeatureCollection' as const,
      features: rows.map((row, i) => ({ type: 'Feature', geometry: lines[i], properties: row })),
    };
  });
};
