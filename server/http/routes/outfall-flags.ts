/** Outfalls in, at and near protected zones: rows, points, or a file. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { today } from '../../report/as-of.ts';
import { reportNotes } from '../../report/notes.ts';
import { FLAG_REASONS, FLAGS, flagReport, LAYER_DATE_FROM, parseLevel, zoneFlags } from '../../report/zone-flags.ts';
import { BEARER } from '../auth/require-role.ts';
import { mayReveal } from '../auth/reveal.ts';
import { pageOf } from '../page.ts';
import { FileFormat, reportFile, rowsOrFile } from '../report-file.ts';
import { Id, listing, nullable, oneOf, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const text = nullable(Type.String());
const metres = (description: string) => nullable(Type.Number({ description }));

const FlagRow = Type.Object({
  id: Id,
  code: text,
  name: text,
  zone: nullable(Type.String({ description: 'Name, else key, else # and the id; null where no zone is meant' })),
  level: text,
  relation: oneOf(['inside', 'edge', 'conduit', 'receiving', 'clear', 'not_checked']),
  distance_m: metres('From the recorded point to the boundary, negative inside'),
  river_distance_m: metres('Along the river from the link, the lesser of up and down'),
  layer_date: nullable(Type.String({ description: 'Of when the boundary is' })),
  kind: text,
  river_up_m: metres('The zone lies so far upstream'),
  river_down_m: metres('The zone lies so far downstream'),
  reason: nullable(oneOf(FLAG_REASONS, { description: 'Why it cannot be said; nothing unknown is clear' })),
  decision: nullable(
    oneOf(['confirmed', 'dismissed'], { description: 'On review, while it holds; what was dismissed stays listed' }),
  ),
  decided_on: nullable(Type.String({ description: 'Local day of the decision' })),
  layer_date_from: nullable(
    oneOf(LAYER_DATE_FROM, {
      description: 'layer_date is the layer’s own, the first day of validity, or only the import’s',
    }),
  ),
  doubts: nullable(
    Type.String({
      description:
        'With spaces between; of clear rows no_conduit, conduit_rejected, link_doubtful (not looked at), zone_repaired (in the hull of such a zone); of rows that touch a zone, that it was repaired',
    }),
  ),
  zone_id: nullable(Id),
  reviewer: Type.Optional(nullable(Type.String({ description: 'Only with a token' }))),
  why: Type.Optional(nullable(Type.String({ description: 'Only with a token' }))),
});

const getFlags = {
  operationId: 'getOutfallFlags',
  tags: ['outfalls'],
  summary:
    'Outfalls and protected zones: inside, on the edge, by conduit or receiving water; with all=true also clear and not checked',
  security: [{}, ...BEARER],
  querystring: Type.Object({
    ...Scope,
    flag: oneOf(FLAGS, { description: 'Kind of zone; zones for all kinds' }),
    as_of: Type.Optional(
      Type.String({ format: 'date', description: 'Zones valid on this local day; today when left out' }),
    ),
    level: Type.Optional(Type.String({ maxLength: 64, description: '1, 2, quasi, or the word the layer has' })),
    all: Type.Optional(Type.Boolean({ description: 'Every outfall gets an answer' })),
    format: Type.Optional(FileFormat),
    ...Paging,
  }),
  response: {
    200: rowsOrFile(
      Type.Object({
        ...listing(FlagRow).properties,
        missing: Type.Array(Type.String(), {
          description: 'Kinds without a zone (of the level asked) valid on the day: not checked',
        }),
      }),
    ),
    ...problems(400, 401, 404, 409),
  },
};

export const outfallFlagRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/outfalls/flags', { schema: getFlags }, async (request, reply) => {
    const { query } = request;
    const reveal = await mayReveal(db, request, reply);
    const { key, ...place } = await getDistrict(db, query.district);
    const level = query.level === undefined ? undefined : parseLevel(query.level);
    const question = { flag: query.flag, asOf: query.as_of ?? today(place), level, all: query.all, reveal };
    if (query.format === undefined || query.format === 'json') {
      const { rows, missing, district } = await zoneFlags(db, key, question);
      return { ...pageOf(rows, district, query.limit ?? PAGE_SIZE, query.cursor), missing };
    }
    const { missing, district, ...report } = await flagReport(db, key, question);
    const notes = [...report.notes, ...reportNotes(district, question.asOf)];
    return reportFile(reply, { ...report, notes }, query.format, `outfalls-${query.flag}`, district);
  });
};
