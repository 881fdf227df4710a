/** The strip of land along the rivers, square by square: rows with sums, or a file. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { parseMoment } from '../../district/known/moment.ts';
import type { CellsQuery } from '../../report/cells/cells.ts';
import { cellAnswer, cellReport, knownCellAnswer } from '../../report/cells/report.ts';
import { parseScope } from '../../report/facets/scope.ts';
import { pageOf } from '../page.ts';
import { CrewFormat, reportFile, rowsOrCrewFile } from '../report-file.ts';
import {
  AsOf,
  KnownAt,
  listing,
  Notes,
  nullable,
  oneOf,
  PAGE_SIZE,
  Paging,
  problems,
  RiverScope,
  Scope,
} from '../schemas.ts';
import type { Services } from '../services.ts';

const CellRow = Type.Object({
  cell: Type.String({ description: 'South-west corner in metres of the plane: E402000N3450250' }),
  town: nullable(Type.String({ description: "Of the square's middle" })),
  state: oneOf(['surveyed', 'to_do'], { description: 'surveyed: 50 m or more of tracks above water run in it' }),
  priority: Type.Integer({ description: 'How many of people, industry and outfalls are there' }),
  residential: Type.Integer(),
  parks: Type.Integer(),
  outfalls: Type.Integer(),
  walked_m: Type.Number(),
  last_day: nullable(Type.String()),
  river_m: Type.Number({ description: 'Of the rivers in scope that run through it' }),
  gap_m: Type.Number({ description: 'Of river_m what is a gap above water' }),
});

const Sums = Type.Object({
  squares: Type.Integer(),
  surveyed: Type.Integer(),
  to_do: Type.Integer(),
  to_do_priority: Type.Integer(),
});

const getCells = {
  operationId: 'getCellReport',
  tags: ['reports'],
  summary:
    'Squares of 250 m within some metres of the banks (QJ-1): where crews were on land, most of people, industry and outfalls first; geojson, gpx and kml have outlines',
  querystring: Type.Object({
    ...Scope,
    as_of: Type.Optional(AsOf),
    known_at: Type.Optional(KnownAt),
    inland: Type.Optional(
      Type.Number({ minimum: 0, maximum: 5000, description: 'Metres from the bank; 500 when left out' }),
    ),
    scope: Type.Optional(RiverScope),
    town: Type.Optional(
      Type.String({ maxLength: 100, description: 'Key or name, or outside: only squares whose middle is in it' }),
    ),
    format: Type.Optional(CrewFormat),
    ...Paging,
  }),
  response: {
    200: rowsOrCrewFile(Type.Object({ ...listing(CellRow).properties, sums: Sums, notes: Notes })),
    ...problems(400, 404, 409),
  },
};

export const cellRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  const answerOf = async (
    { district, known_at: knownAt }: { district?: string; known_at?: string },
    asked: CellsQuery,
  ) => {
    if (knownAt === undefined) return cellAnswer(db, () => districts.get(district), asked);
    const { key } = await getDistrict(db, district);
    return knownCellAnswer(db, key, parseMoment(knownAt), asked);
  };

  app.get('/api/v1/reports/cells', { schema: getCells }, async ({ query }, reply) => {
    const { inland: inlandM, as_of: asOf, format = 'json' } = query;
    const asked = { inlandM, asOf, scope: parseScope(query.scope), town: query.town };
    const found = await answerOf(query, asked);
    if (format !== 'json') return reportFile(reply, cellReport(found, asked), format, 'cells', found.district);
    const page = pageOf(found.rows, found.district, query.limit ?? PAGE_SIZE, query.cursor);
    return { ...page, sums: found.sums, notes: found.notes };
  });
};
