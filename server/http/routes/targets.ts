/** Targets: those of the plan and the district's own; how far they are. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { parseMoment } from '../../district/known/moment.ts';
import { targetListRow, targetReport, VIEWS, type View } from '../../report/targets/report.ts';
import { knownTargetAnswer, type TargetQuestion, targetAnswer, targetsOf } from '../../report/targets/targets.ts';
import { PACKS } from '../../rules/packs.ts';
import { addTarget, editTarget, ownId, removeTarget } from '../../rules/targets/own-targets.ts';
import { authorOf, BEARER, getToken, requireRole } from '../auth/require-role.ts';
import { pageOf } from '../page.ts';
import { written } from '../patterns.ts';
import { reportFile, rowsOrFile } from '../report-file.ts';
import { KnownAt, listing, nullable, oneOf, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';
import { GivenTarget, ListedTarget, RiverLedgerRow, TargetRow, TownTargetRow } from '../target-schemas.ts';

const Plan = Type.Optional(oneOf(PACKS, { description: "The plan asked; the district's own when left out" }));
const Own = Type.Object({ id: Type.String({ ...written('target'), description: 'own-3 or 3' }) });

const getTargets = {
  operationId: 'getTargets',
  tags: ['targets'],
  summary: "The plan's targets with its words, then the district's own",
  querystring: Type.Object({ ...Scope, pack: Plan, ...Paging }),
  response: { 200: listing(ListedTarget), ...problems(400, 404, 409) },
};

const postTarget = {
  operationId: 'addTarget',
  tags: ['targets'],
  summary: "Add a target of the district's own (role editor)",
  security: BEARER,
  querystring: Type.Object(Scope),
  body: GivenTarget,
  response: { 201: ListedTarget, ...problems(400, 401, 403, 404) },
};

const patchTarget = {
  operationId: 'editTarget',
  tags: ['targets'],
  summary: "Change fields of one of the district's own targets (role editor)",
  security: BEARER,
  params: Own,
  querystring: Type.Object(Scope),
  body: GivenTarget,
  response: { 200: ListedTarget, ...problems(400, 401, 403, 404) },
};

const deleteTarget = {
  operationId: 'removeTarget',
  tags: ['targets'],
  summary: "Take away one of the district's own targets; those of plans stay (role editor)",
  security: BEARER,
  params: Own,
  querystring: Type.Object(Scope),
  response: { 204: Type.Null(), ...problems(400, 401, 403, 404) },
};

const REPORTS = {
  target: { path: '/api/v1/reports/targets', row: TargetRow, about: 'Targets with what is reached, missing and late' },
  town: {
    path: '/api/v1/reports/targets/towns',
    row: TownTargetRow,
    about: 'Who is behind: the same figures by town, of each target the farthest behind first',
  },
  river: {
    path: '/api/v1/reports/targets/rivers',
    row: RiverLedgerRow,
    about: 'Covered km of each river as drawn and on the ledger, on which targets in km are judged',
  },
};

const reportSchema = (view: View) => ({
  operationId: `getTargetReportBy_${view}`,
  tags: ['reports'],
  summary: `${REPORTS[view].about}; html is printable${view === 'target' ? ' and has towns and rivers too' : ''}`,
  querystring: Type.Object({
    ...Scope,
    as_of: Type.Optional(
      Type.String({
        format: 'date',
        description: 'Local day; surveys and states up to it count. Today when left out.',
      }),
    ),
    known_at: Type.Optional(KnownAt),
    pack: Plan,
    format: Type.Optional(oneOf(['json', 'csv', 'xlsx', 'html'])),
    ...Paging,
  }),
  response: {
    200: rowsOrFile(
      Type.Object({ ...listing(REPORTS[view].row).properties, pack: nullable(oneOf(PACKS)), as_of: Type.String() }),
    ),
    ...problems(400, 404, 409),
  },
});

export const targetRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  const editor = requireRole(db, 'editor');

  app.get('/api/v1/targets', { schema: getTargets }, async ({ query }) => {
    const district = await getDistrict(db, query.district);
    const rows = (await targetsOf(db, district, query.pack)).map(targetListRow);
    return pageOf(rows, district, query.limit ?? PAGE_SIZE, query.cursor) as never;
  });

  app.post('/api/v1/targets', { schema: postTarget, onRequest: editor }, async (request, reply) => {
    const { key } = await getDistrict(db, request.query.district);
    const { target, reason } = request.body;
    const added = await addTarget(db, key, target, { author: authorOf(getToken(request)), reason });
    return reply.code(201).send(targetListRow(added) as never);
  });

  app.patch('/api/v1/targets/:id', { schema: patchTarget, onRequest: editor }, async (request) => {
    const { key } = await getDistrict(db, request.query.district);
    const { target, reason } = request.body;
    const by = { author: authorOf(getToken(request)), reason };
    return targetListRow(await editTarget(db, key, ownId(request.params.id), target, by)) as never;
  });

  app.delete('/api/v1/targets/:id', { schema: deleteTarget, onRequest: editor }, async (request, reply) => {
    const { key } = await getDistrict(db, request.query.district);
    await removeTarget(db, key, ownId(request.params.id), { author: authorOf(getToken(request)) });
    return reply.code(204).send(null);
  });

  const answerOf = async (
    { district, known_at: knownAt }: { district?: string; known_at?: string },
    asked: TargetQuestion,
  ) => {
    if (knownAt === undefined) return targetAnswer(db, () => districts.get(district), asked);
    const { key } = await getDistrict(db, district);
    return knownTargetAnswer(db, key, parseMoment(knownAt), asked);
  };

  for (const view of VIEWS)
    app.get(REPORTS[view].path, { schema: reportSchema(view) }, async ({ query }, reply) => {
      const { as_of: asOf, pack, format = 'json' } = query;
      const found = await answerOf(query, { asOf, pack });
      if (format !== 'json') {
        const report = targetReport(found, { view, format });
        return reportFile(reply, report, format, `targets-by-${view}`, found.district);
      }
      const rows = { target: found.targets, town: found.towns, river: found.rivers }[view];
      const page = pageOf<object>(rows, found.district, query.limit ?? PAGE_SIZE, query.cursor);
      return { ...page, pack: found.pack, as_of: found.asOf } as never; // of the one row type that the path has
    });
};
