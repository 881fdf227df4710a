/** One outfall: its card, its edits, its history. Lists of outfalls are /ogc's. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import { addOutfall } from '../../register/add-outfall.ts';
import { editOutfall } from '../../register/edit-outfall.ts';
import { outfallFieldsAt, outfallHistory } from '../../register/outfall-history.ts';
import { inOneRead } from '../../report/one-version.ts';
import { outfallCard } from '../../report/outfall-card.ts';
import { authorOf, BEARER, getToken, requireRole } from '../auth/require-role.ts';
import { mayReveal } from '../auth/reveal.ts';
import { Card, Edit, EditReport, HistoryEntry, Known } from '../outfall-schemas.ts';
import { pageOf } from '../page.ts';
import { Id, listing, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const ONE = { tags: ['outfalls'], params: Type.Object({ id: Id }) };

const getOutfall = {
  ...ONE,
  operationId: 'getOutfall',
  summary: 'One outfall with its states, its link to the river and the candidates considered; parties with a token',
  security: [{}, ...BEARER],
  querystring: Type.Object(Scope),
  response: { 200: Card, ...problems(400, 401, 404) },
};

const patchOutfall = {
  ...ONE,
  operationId: 'editOutfall',
  summary: 'Change fields of an outfall; If-Match with the version seen refuses when it changed since (role editor)',
  security: BEARER,
  querystring: Type.Object(Scope),
  headers: Type.Object({ 'if-match': Type.Optional(Type.String({ maxLength: 64 })) }),
  body: Edit,
  response: { 200: EditReport, ...problems(400, 401, 403, 404, 409, 412) },
};

const postOutfall = {
  tags: ['outfalls'],
  operationId: 'addOutfall',
  summary: 'Add an outfall; it is linked at once (role editor)',
  security: BEARER,
  querystring: Type.Object(Scope),
  body: Edit,
  response: { 201: EditReport, ...problems(400, 401, 403, 404, 409) },
};

const getHistory = {
  ...ONE,
  operationId: 'getOutfallHistory',
  summary:
    'Who changed what of an outfall when, oldest first: imports, edits, merges, imports taken back (role viewer)',
  security: BEARER,
  querystring: Type.Object({ ...Scope, ...Paging }),
  response: { 200: listing(HistoryEntry), ...problems(400, 401, 403, 404, 409) },
};

const getKnown = {
  ...ONE,
  operationId: 'getOutfallKnownAt',
  summary: 'The fields of an outfall as the register had them at the end of a day (role viewer)',
  security: BEARER,
  querystring: Type.Object({ ...Scope, at: Type.String({ format: 'date', description: 'Local day' }) }),
  response: { 200: Known, ...problems(400, 401, 403, 404) },
};

export const outfallRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  const viewer = requireRole(db, 'viewer');
  const editor = requireRole(db, 'editor');

  app.get('/api/v1/outfalls/:id', { schema: getOutfall }, async (request, reply) => {
    const reveal = await mayReveal(db, request, reply);
    const card = await inOneRead(db, request.query.district, (tx, { key }) =>
      outfallCard(tx, key, request.params.id, { reveal }),
    );
    reply.header('etag', `"${card.version}"`);
    return card;
  });

  app.patch('/api/v1/outfalls/:id', { schema: patchOutfall, onRequest: editor }, async (request, reply) => {
    const { key } = await getDistrict(db, request.query.district);
    const { fields, on, reason } = request.body;
    const version = versionOf(request.headers['if-match']);
    const author = authorOf(getToken(request));
    const report = await editOutfall(db, key, request.params.id, fields, { author, on, reason, version });
    reply.header('etag', `"${report.version}"`);
    return report;
  });

  app.post('/api/v1/outfalls', { schema: postOutfall, onRequest: editor }, async (request, reply) => {
    const { key } = await getDistrict(db, request.query.district);
    const { fields, on, reason } = request.body;
    const report = await addOutfall(db, key, fields, { author: authorOf(getToken(request)), on, reason });
    reply.code(201).header('location', `/api/v1/outfalls/${report.id}?district=${key}`);
    return report;
  });

  app.get('/api/v1/outfalls/:id/history', { schema: getHistory, onRequest: viewer }, async ({ params, query }) => {
    const district = await getDistrict(db, query.district);
    return pageOf(await outfallHistory(db, district.key, params.id), district, query.limit ?? PAGE_SIZE, query.cursor);
  });

  app.get('/api/v1/outfalls/:id/known', { schema: getKnown, onRequest: viewer }, async ({ params, query }) => {
    const { key } = await getDistrict(db, query.district);
    const fields = await outfallFieldsAt(db, key, params.id, query.at);
    return { id: params.id, at: query.at, existed: fields !== null, fields };
  });
};

/** `"17"` as the ETag of a card; `*` and none ask for nothing. @throws DomainError `bad_if_match` */
function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const [, version] = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim()) ?? [];
  if (version !== undefined) return Number(version);
  throw new DomainError(
    'bad_if_match',
    `If-Match is the ETag of a card, like "17", not ${header}.`,
    `If-Match 应为卡片的 ETag（如 "17"），而不是 ${header}。`,
  );
}
