/** Rivers drawn straight, and the report they stand in. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Snapshot } from '../../district/snapshot.ts';
import { dataVersion } from '../../report/data-version.ts';
import { scopeNotes } from '../../report/facets/notes.ts';
import { parseScope } from '../../report/facets/scope.ts';
import { knownRiver } from '../../report/groups.ts';
import { PICK_LEVELS } from '../../report/river-strips/pick-rivers.ts';
import { keptRiverCoverage, withoutOutfallCounts } from '../../report/river-strips/river-coverage.ts';
import { RIVER_SORTS } from '../../report/river-strips/sort-rivers.ts';
import { stripReport } from '../../report/river-strips/strip-report.ts';
import { strips } from '../../report/strips.ts';
import { asKnown } from '../as-known.ts';
import { hiddenFrom } from '../auth/share.ts';
import { pageOf } from '../page.ts';
import { written } from '../patterns.ts';
import { FileFormat, reportFile, rowsOrFile } from '../report-file.ts';
import { KnownAt, listing, Notes, oneOf, PAGE_SIZE, Paging, Period, problems, RiverScope } from '../schemas.ts';
import type { Services } from '../services.ts';
import { RiverCoverageRow, RiverCoverageTotal, Strip } from '../strip-schemas.ts';

const errors = problems(400, 404, 409);

const getStrips = {
  operationId: 'getCoverageStrips',
  tags: ['coverage'],
  summary:
    'Rivers drawn straight: states of both banks by mode, outfalls, towns and protected zones along each route, in metres from its start',
  querystring: Type.Object({
    ...Period,
    known_at: Type.Optional(KnownAt),
    rivers: Type.String({
      ...written('rivers'),
      description: 'River ids, comma-separated, up to 500; those that are not there are left out, 404 where none is',
    }),
  }),
  response: { 200: listing(Strip), ...errors },
};

const getReport = {
  operationId: 'getCoverageReport',
  tags: ['reports'],
  summary: 'River by river how far the survey is, with sums; html is printable, with maps and strips',
  querystring: Type.Object({
    ...Period,
    known_at: Type.Optional(KnownAt),
    scope: Type.Optional(RiverScope),
    level: Type.Optional(oneOf(PICK_LEVELS)),
    q: Type.Optional(Type.String({ maxLength: 100, description: "Part of the river's name or key" })),
    sort: Type.Optional(oneOf(RIVER_SORTS, { description: 'level when left out: by level, longest first in each' })),
    format: Type.Optional(FileFormat),
    ...Paging,
  }),
  response: {
    200: rowsOrFile(
      Type.Object({
        ...listing(RiverCoverageRow).properties,
        total: RiverCoverageTotal,
        rivers: Type.Integer({ description: 'In the whole district' }),
        notes: Notes,
      }),
    ),
    ...errors,
  },
};

export const stripRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  app.get('/api/v1/coverage/strips', { schema: getStrips }, async (request) => {
    const { query } = request;
    const snapshot = await asKnown(districts, query.district, query.known_at);
    const rivers = askedRivers(snapshot, query.rivers);
    const hidden = hiddenFrom(request);
    const items = await strips(db, snapshot, { mode: query.mode, asOf: query.as_of, rivers, hidden });
    return { items, next: null, ...dataVersion(snapshot.district) };
  });

  app.get('/api/v1/reports/coverage', { schema: getReport }, async (request, reply) => {
    const { query } = request;
    const snapshot = await asKnown(districts, query.district, query.known_at);
    const { mode, as_of: asOf, level, q: search, sort, format = 'json' } = query;
    const asked = { mode, asOf, scope: parseScope(query.scope), level, search, sort };
    const hidden = hiddenFrom(request);
    const kept = keptRiverCoverage(snapshot, asked);
    const found = hidden.outfalls ? withoutOutfallCounts(kept) : kept;
    if (format === 'json') {
      const page = pageOf(found.rows, snapshot.district, query.limit ?? PAGE_SIZE, query.cursor);
      const notes = scopeNotes(snapshot, asked);
      return { ...page, total: found.total, rivers: snapshot.rivers.size, ...(notes.length > 0 && { notes }) };
    }
    const report = await stripReport(db, snapshot, found, { ...asked, format, hidden });
    return reportFile(reply, report, format, 'river-coverage', snapshot.district);
  });
};

/** A river may go while a page that shows it asks on. @throws DomainError `river_unknown` (404) where none is there */
function askedRivers(snapshot: Snapshot, text: string): number[] {
  const asked = text.split(',').map(Number);
  const known = asked.filter((id) => snapshot.rivers.has(id));
  if (known.length === 0) knownRiver(snapshot, asked[0]);
  return known;
}
