/** Gaps: what is still to do, as rows, as lines, or as a file to hand to a crew. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type Static, Type } from 'typebox';
import type { Snapshot } from '../../district/snapshot.ts';
import { parseScope } from '../../report/facets/scope.ts';
import { gapAccess } from '../../report/gaps/access.ts';
import { knownTown } from '../../report/gaps/filter.ts';
import { gapNotes, gapReport } from '../../report/gaps/report.ts';
import { type GapRow, gapRows } from '../../report/gaps.ts';
import { knownRiver } from '../../report/groups.ts';
import { reportNotes } from '../../report/notes.ts';
import { rangeBox, rangeMarks, routeLines } from '../../report/route-lines.ts';
import { asKnown } from '../as-known.ts';
import { Gap, GapAccess, GapQuery } from '../gap-schemas.ts';
import { type Page, pageOf } from '../page.ts';
import { CrewFormat, reportFile, rowsOrCrewFile } from '../report-file.ts';
import { Box, DataVersion, listing, Notes, nullable, PAGE_SIZE, Paging, problems } from '../schemas.ts';
import type { Services } from '../services.ts';

const GapLines = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(Type.Any()),
  next: nullable(Type.String()),
  ...DataVersion,
  notes: Notes,
});

const Marks = Type.Array(Type.Array(Type.Number(), { minItems: 3, maxItems: 3 }), {
  description:
    'Start, middle and end: lon, lat (EPSG:4490), and the way of increasing measure there, whole degrees clockwise from north',
});
const rows = rowsOrCrewFile(
  Type.Object({
    ...listing(Type.Object({ ...Gap.properties, ...GapAccess, bbox: Box, marks: Marks })).properties,
    notes: Notes,
  }),
);

const getGaps = {
  operationId: 'getGaps',
  tags: ['coverage'],
  summary:
    'Unsurveyed stretches, split by town, numbered in order along each river; format=geojson gives their lines, all of them when no limit is set; gpx has them as routes (a plan, which an import refuses as a survey)',
  querystring: Type.Object({
    ...GapQuery,
    access: Type.Optional(Type.Boolean({ description: 'With the nearest place on land to get to the water from' })),
    format: Type.Optional(CrewFormat),
    ...Paging,
  }),
  response: {
    200: { ...rows, content: { ...rows.content, 'application/geo+json': { schema: GapLines } } },
    ...problems(400, 404, 409),
  },
};

export const gapRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  app.get('/api/v1/gaps', { schema: getGaps }, async ({ query }, reply) => {
    const { format = 'json' } = query;
    const snapshot = await asKnown(districts, query.district, query.known_at);
    const asked = gapQuestion(snapshot, query);
    if (format !== 'json' && format !== 'geojson') {
      const notes = reportNotes(snapshot.district, asked.asOf);
      const report = await gapReport(db, snapshot, { ...asked, access: query.access }, notes);
      return reportFile(reply, report, format, 'gaps', snapshot.district);
    }
    const found = gapRows(snapshot, asked);
    const limit = query.limit ?? (format === 'geojson' ? Math.max(1, found.length) : PAGE_SIZE);
    const page = await withAccess(pageOf(found, snapshot.district, limit, query.cursor));
    const notes = gapNotes(snapshot, asked, found);
    if (format === 'json') {
      const items = page.items.map((row) => ({ ...row, ...whereabouts(snapshot, row) }));
      return { ...page, items, notes };
    }
    reply.type('application/geo+json; charset=utf-8').header('x-data-version', String(page.version));
    if (page.recomputing) reply.header('x-derived-version', String(page.derived_version));
    return lineFeatures(snapshot, page, [...reportNotes(snapshot.district, asked.asOf), ...notes]);

    async function withAccess(bare: Page<GapRow>): Promise<Page<GapRow>> {
      if (!query.access) return bare;
      const access = await gapAccess(db, snapshot, bare.items, asked.asOf);
      return { ...bare, items: bare.items.map((row, i) => ({ ...row, ...access[i] })) };
    }
  });
};

const whereabouts = (snapshot: Snapshot, row: GapRow) => ({
  bbox: rangeBox(snapshot, row),
  marks: rangeMarks(snapshot, row),
});

const Question = Type.Object(GapQuery);

/** @throws DomainError `river_unknown`, `town_unknown` (404) */
export function gapQuestion(snapshot: Snapshot, query: Static<typeof Question>) {
  const {
    mode,
    as_of: asOf,
    group,
    within: withinM,
    level,
    min_length_m: minLengthM,
    max_length_m: maxLengthM,
  } = query;
  const [riverId, town] = [knownRiver(snapshot, query.river), knownTown(snapshot, query.town)];
  const scope = parseScope(query.scope);
  return { mode, asOf, riverId, town, level, group, withinM, scope, minLengthM, maxLengthM };
}

function lineFeatures(snapshot: Snapshot, { items, ...page }: Page<GapRow>, notes: string[]) {
  const lines = routeLines(snapshot, items);
  const features = items.map((row, i) => ({ type: 'Feature', geometry: lines[i], properties: row }));
  return { type: 'FeatureCollection' as const, features, ...page, notes };
}
