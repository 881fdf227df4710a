/** Coverage: rows per group, every range of every bank, and rivers drawn straight. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { coverageRows } from '../../report/coverage.ts';
import { coverageRanges } from '../../report/coverage-ranges.ts';
import { knownRiver } from '../../report/groups.ts';
import { riverBoxes } from '../../report/river-boxes.ts';
import { strips } from '../../report/strips.ts';
import { pageOf } from '../page.ts';
import { Box, Group, Id, listing, Mode, nullable, PAGE_SIZE, Paging, Period, problems, Within } from '../schemas.ts';
import type { Services } from '../services.ts';

const km = (description: string) => Type.Number({ description: `${description}; km, six decimals are millimetres` });

const CoverageRow = Type.Object({
  key: Type.String(),
  name: nullable(Type.String()),
  river_id: Type.Optional(Id),
  level: Type.Optional(nullable(Type.String())),
  zone_id: Type.Optional(Id),
  bbox: Type.Optional(nullable(Box)),
  mode: Mode,
  length_km: km('Drawn, geodesic river length'),
  covered_km: km('Bridged, once or repeated'),
  gap_km: km('Not covered: covered + gap = length'),
  bridged_km: km('Silences under 100 m inside a survey'),
  duplicate_km: km('Both banks measured by two or more surveys'),
  overlap_km: km('Effort spent twice: sum of surveys minus their union, mean of both banks'),
  ledger_km: km('Covered length scaled to official lengths'),
  drawn_only_km: km('Part of ledger_km of rivers without official length'),
  covered_percent: nullable(Type.Number({ description: 'Of length_km' })),
  bank_covered_km: km('Both banks added: of twice the length'),
  stale_km: km('Overlay, adds to nothing: covered, last surveyed more than stale_after_months before the day'),
  above_not_under_km: km('Overlay, adds to nothing: covered above water and not under it; the same in both modes'),
  record_only_km: km('Overlay, adds to nothing: covered, a gap without the table records'),
});

const Range = Type.Object({
  river: nullable(Type.String()),
  river_id: Id,
  route: Id,
  mode: Mode,
  bank: Type.String(),
  state: Type.String(),
  from_m: Type.Number(),
  to_m: Type.Number(),
  surveys: Type.Integer(),
  tracks: Type.Array(Id, {
    description: 'Tracks that make the state, ascending ids; what crews they were is not public',
  }),
  records: Type.Array(Id, { description: 'Table records that do' }),
});

const Strip = Type.Object({
  river_id: Id,
  name: nullable(Type.String()),
  routes: Type.Array(
    Type.Object({
      route: Id,
      role: Type.String(),
      length_m: Type.Number(),
      bands: Type.Array(Type.Tuple([Type.Number(), Type.Number(), Type.String()])),
      outfalls: Type.Array(Type.Number()),
      // not nullable(): the serialiser knows no unions inside tuples
      towns: Type.Array(
        Type.Tuple([Type.Number(), Type.Number(), Type.Unsafe<string | null>({ type: ['string', 'null'] })]),
      ),
    }),
  ),
});

const errors = problems(400, 404, 409);

const getCoverage = {
  operationId: 'getCoverage',
  tags: ['coverage'],
  summary: 'Surveyed length per district, river, town, level or zone',
  querystring: Type.Object({ ...Period, group: Type.Optional(Group), within: Type.Optional(Within), ...Paging }),
  response: { 200: listing(CoverageRow), ...errors },
};

const getRanges = {
  operationId: 'getCoverageRanges',
  tags: ['coverage'],
  summary: 'Every range of every bank with its state; metres from the start of the route',
  querystring: Type.Object({ ...Period, river: Type.Optional(Id), ...Paging }),
  response: { 200: listing(Range), ...errors },
};

const getStrips = {
  operationId: 'getCoverageStrips',
  tags: ['coverage'],
  summary: 'Rivers drawn straight: states, outfalls and towns along each route, in metres from its start',
  querystring: Type.Object({
    ...Period,
    mode: Type.Optional(Mode),
    rivers: Type.String({
      pattern: '^\\d{1,9}(,\\d{1,9}){0,499}$',
      description: 'River ids, comma-separated, up to 500',
    }),
  }),
  response: { 200: listing(Strip), ...errors },
};

export const coverageRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  app.get('/api/v1/coverage', { schema: getCoverage }, async ({ query }) => {
    const snapshot = await districts.get(query.district);
    const group = query.group ?? 'district';
    const rows = coverageRows(snapshot, { group, mode: query.mode, asOf: query.as_of, withinM: query.within });
    const boxes = group === 'river' ? riverBoxes(snapshot) : undefined;
    const items = boxes ? rows.map((row) => ({ ...row, bbox: boxes.get(row.river_id!) ?? null })) : rows;
    return pageOf(items, snapshot.district.version, query.limit ?? PAGE_SIZE, query.cursor);
  });

  app.get('/api/v1/coverage/ranges', { schema: getRanges }, async ({ query }) => {
    const snapshot = await districts.get(query.district);
    const riverId = knownRiver(snapshot, query.river);
    const rows = coverageRanges(snapshot, { mode: query.mode, asOf: query.as_of, riverId });
    return pageOf(rows, snapshot.district.version, query.limit ?? PAGE_SIZE, query.cursor);
  });

  app.get('/api/v1/coverage/strips', { schema: getStrips }, async ({ query }) => {
    const snapshot = await districts.get(query.district);
    const rivers = query.rivers.split(',').map(Number);
    const items = await strips(db, snapshot, { mode: query.mode ?? 'above_water', asOf: query.as_of, rivers });
    return { items, next: null, version: snapshot.district.version };
  });
};
