/** Coverage: rows per group and every range of every bank, page by page or as a file. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { coverageRows } from '../../report/coverage.ts';
import { coverageRanges } from '../../report/coverage-ranges.ts';
import { coverageReport } from '../../report/coverage-report.ts';
import { dataVersion } from '../../report/data-version.ts';
import { groupNotes, scopeNotes } from '../../report/facets/notes.ts';
import { parseScope } from '../../report/facets/scope.ts';
import { ALL_GROUPS, knownRiver, parseGroups } from '../../report/groups.ts';
import { monthRows } from '../../report/months.ts';
import { withBoxes } from '../../report/row-boxes.ts';
import { asKnown } from '../as-known.ts';
import { BEARER, requireRole } from '../auth/require-role.ts';
import { hiddenFrom } from '../auth/share.ts';
import { pageOf } from '../page.ts';
import { FileFormat, reportFile, rowsOrFile } from '../report-file.ts';
import {
  FundingPhase,
  groupsOf,
  Id,
  KnownAt,
  listing,
  Mode,
  Notes,
  nullable,
  PAGE_SIZE,
  Paging,
  Period,
  problems,
  RiverScope,
  Scope,
  Within,
} from '../schemas.ts';
import type { Services } from '../services.ts';

const km = (description: string) => Type.Number({ description: `${description}; km, six decimals are millimetres` });

const CoverageRow = Type.Object({
  key: Type.String(),
  name: nullable(Type.String()),
  key_2: Type.Optional(Type.String({ description: 'Of two groups crossed: the row of the second' })),
  name_2: Type.Optional(nullable(Type.String())),
  river_id: Type.Optional(Id),
  level: Type.Optional(nullable(Type.String())),
  route: Type.Optional(Id),
  zone_id: Type.Optional(Id),
  zone_id_2: Type.Optional(Id),
  bbox: Type.Optional(
    nullable(
      Type.Array(Type.Number(), {
        minItems: 4,
        maxItems: 4,
        description: 'Of one group of places: west, south, east, north of its rivers, lon, lat; null without river',
      }),
    ),
  ),
  mode: Mode,
  length_km: km('Drawn, geodesic river length'),
  covered_km: km('Bridged, once or repeated'),
  gap_km: km('Not covered: covered + gap = length'),
  bridged_km: km('Silences under 100 m inside a survey'),
  duplicate_km: km('Both banks measured by two or more surveys'),
  overlap_km: km(
    'Effort spent twice: sum of surveys minus their union, mean of both banks; halves are dealt, so that rows add up where lengths do',
  ),
  ledger_km: km('Covered length scaled to official lengths'),
  drawn_only_km: km('Part of ledger_km of rivers without official length'),
  covered_percent: nullable(Type.Number({ description: 'Of length_km' })),
  bank_covered_km: km('Both banks added: of twice the length'),
  stale_km: km('Overlay, adds to nothing: covered, last surveyed more than stale_after_months before the day'),
  above_not_under_km: km('Overlay, adds to nothing: covered above water and not under it; the same in both modes'),
  record_only_km: km('Overlay, adds to nothing: covered, a gap without the table records'),
  first_covered_km: Type.Optional(
    km(
      'By year: covered for the first time in it; years add up to what is covered, with another group to what each of its rows covered by itself',
    ),
  ),
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

const errors = problems(400, 404, 409);

const getCoverage = {
  operationId: 'getCoverage',
  security: [{}, ...BEARER],
  tags: ['coverage'],
  summary: 'Surveyed length per row of one group or of two crossed, inside a scope (by crew: role viewer)',
  querystring: Type.Object({
    ...Period,
    known_at: Type.Optional(KnownAt),
    group: Type.Optional(groupsOf(ALL_GROUPS)),
    within: Type.Optional(Within),
    phase: Type.Optional(FundingPhase),
    scope: Type.Optional(RiverScope),
    format: Type.Optional(FileFormat),
    ...Paging,
  }),
  response: {
    200: rowsOrFile(Type.Object({ ...listing(CoverageRow).properties, notes: Notes })),
    ...problems(400, 401, 403, 404, 409),
  },
};

const getRanges = {
  operationId: 'getCoverageRanges',
  tags: ['coverage'],
  summary: 'Every range of every bank with its state; metres from the start of the route',
  querystring: Type.Object({
    ...Period,
    known_at: Type.Optional(KnownAt),
    river: Type.Optional(Id),
    scope: Type.Optional(RiverScope),
    ...Paging,
  }),
  response: { 200: Type.Object({ ...listing(Range).properties, notes: Notes }), ...errors },
};

const getMonths = {
  operationId: 'getSurveyedMonths',
  tags: ['coverage'],
  summary: 'Surveyed km month by month, each metre once in a month: a histogram for choosing a date',
  querystring: Type.Object({ ...Scope, mode: Type.Optional(Mode), known_at: Type.Optional(KnownAt) }),
  response: {
    200: listing(
      Type.Object({
        month: Type.String({ description: "YYYY-MM of the district's local days" }),
        mode: Mode,
        surveyed_km: km('Measured in the month on either bank; what other months saw too is in each'),
      }),
    ),
    ...errors,
  },
};

export const coverageRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  const viewer = requireRole(db, 'viewer');

  app.get('/api/v1/coverage', { schema: getCoverage }, async (request, reply) => {
    const {
      group = 'district',
      mode,
      as_of: asOf,
      within: withinM,
      phase,
      scope,
      format = 'json',
      ...query
    } = request.query;
    const asked = { ...parseGroups(group, ALL_GROUPS), mode, asOf, withinM, phase, scope: parseScope(scope) };
    // crews' names are not for everyone
    if (asked.group === 'crew' || asked.crossed === 'crew') await viewer(request, reply);
    const snapshot = await asKnown(districts, query.district, query.known_at);
    if (format !== 'json') {
      const report = await coverageReport(db, snapshot, { ...asked, format, hidden: hiddenFrom(request) });
      return reportFile(reply, report, format, 'coverage', snapshot.district);
    }
    const items = withBoxes(snapshot, asked, coverageRows(snapshot, asked));
    const notes = groupNotes(snapshot, asked);
    const page = pageOf(items, snapshot.district, query.limit ?? PAGE_SIZE, query.cursor);
    return notes.length > 0 ? { ...page, notes } : page;
  });

  app.get('/api/v1/coverage/months', { schema: getMonths }, async ({ query }) => {
    const snapshot = await asKnown(districts, query.district, query.known_at);
    return { items: monthRows(snapshot, query.mode), next: null, ...dataVersion(snapshot.district) };
  });

  app.get('/api/v1/coverage/ranges', { schema: getRanges }, async ({ query }) => {
    const snapshot = await asKnown(districts, query.district, query.known_at);
    const riverId = knownRiver(snapshot, query.river);
    const asked = { mode: query.mode, asOf: query.as_of, riverId, scope: parseScope(query.scope) };
    const page = pageOf(coverageRanges(snapshot, asked), snapshot.district, query.limit ?? PAGE_SIZE, query.cursor);
    const notes = scopeNotes(snapshot, asked);
    return notes.length > 0 ? { ...page, notes } : page;
  });
};
