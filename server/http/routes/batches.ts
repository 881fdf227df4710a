/** Batches: what was imported, the rows that were kept out, and taking a batch back. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Executor } from '../../db/database.ts';
import { derive } from '../../district/derive/derive.ts';
import { getDistrict } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import type { BatchReport } from '../../import/request.ts';
import { findBatch, listBatches } from '../../import/store/batch.ts';
import { undoBatch } from '../../register/undo.ts';
import { mendableRows, refuseTooWide } from '../../report/mendable-rows.ts';
import { getFormat } from '../../report/render/formats.ts';
import type { Report } from '../../report/report.ts';
import { trackFixesReport } from '../../report/track-fixes.ts';
import { authorOf, BEARER, getToken, requireRole } from '../auth/require-role.ts';
import { Batch, BatchSummary, Issue, TrackFixes } from '../imports/schemas.ts';
import { pageOf } from '../page.ts';
import { Id, listing, oneOf, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const OF_BATCHES = { tags: ['imports'], security: BEARER };
const OF_A_BATCH = { ...OF_BATCHES, params: Type.Object({ id: Id }) };
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const getBatches = {
  ...OF_BATCHES,
  operationId: 'getBatches',
  summary: 'All imports of a district, newest first (role viewer)',
  querystring: Type.Object({ ...Scope, ...Paging }),
  response: { 200: listing(BatchSummary), ...problems(400, 401, 403, 404, 409) },
};

const getBatch = {
  ...OF_A_BATCH,
  operationId: 'getBatch',
  summary: 'One import with its issues and their rows (role viewer)',
  querystring: Type.Object(Scope),
  response: { 200: Batch, ...problems(400, 401, 403, 404) },
};

const TABLE = Type.Object({ ...Scope, format: Type.Optional(oneOf(['json', 'csv', 'xlsx'])), ...Paging });
const SHEETS = {
  'text/csv': { schema: Type.Unsafe<string>({ type: 'string' }) },
  [SHEET]: { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
};

const getIssues = {
  ...OF_A_BATCH,
  operationId: 'getBatchIssues',
  summary:
    'The issues of an import; csv and xlsx are its rejected rows as they stood in the file, to mend and import again',
  querystring: TABLE,
  response: {
    200: {
      description: 'Issues, or rows with why they were rejected in columns atlas_issue_…',
      content: { 'application/json': { schema: listing(Issue) }, ...SHEETS },
    },
    ...problems(400, 401, 403, 404, 409),
  },
};

const getTracks = {
  ...OF_A_BATCH,
  operationId: 'getBatchTracks',
  summary: 'Of each track of an import how many fixes were read, kept, and left out by which filter (role viewer)',
  querystring: TABLE,
  response: {
    200: {
      description: 'fixes_read is the sum of fixes_kept and of those left out',
      content: { 'application/json': { schema: listing(TrackFixes) }, ...SHEETS },
    },
    ...problems(400, 401, 403, 404, 409),
  },
};

const postUndo = {
  ...OF_A_BATCH,
  operationId: 'undoBatch',
  summary: 'Take an import back; links and coverage follow (role editor)',
  querystring: Type.Object(Scope),
  response: {
    200: Type.Object({
      district: Type.String(),
      batch: Id,
      layer: Type.String(),
      file_name: Type.String(),
      rows_removed: Type.Integer({ description: 'Rows of the file, as the import counted the new ones' }),
      rows_restored: Type.Integer({ description: 'Rows of the file, as the import counted the changed ones' }),
      tables: Type.Array(Type.Object({ table: Type.String(), removed: Type.Integer(), restored: Type.Integer() })),
      issues: Type.Array(Issue, {
        description: 'Reviewed links and records that moved with the rivers or lost their place',
      }),
    }),
    ...problems(400, 401, 403, 404, 409),
  },
};

export const batchRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  const viewer = requireRole(db, 'viewer');
  const editor = requireRole(db, 'editor');

  app.get('/api/v1/batches', { schema: getBatches, onRequest: viewer }, async ({ query }) => {
    const district = await getDistrict(db, query.district);
    return pageOf(await listBatches(db, district.key), district, query.limit ?? PAGE_SIZE, query.cursor);
  });

  app.get('/api/v1/batches/:id', { schema: getBatch, onRequest: viewer }, async ({ params, query }) => {
    const { key } = await getDistrict(db, query.district);
    return knownBatch(db, key, params.id);
  });

  app.get('/api/v1/batches/:id/issues', { schema: getIssues, onRequest: viewer }, async ({ params, query }, reply) => {
    const district = await getDistrict(db, query.district);
    const batch = await knownBatch(db, district.key, params.id);
    const { format = 'json' } = query;
    if (format === 'json') return pageOf(batch.issues, district, query.limit ?? PAGE_SIZE, query.cursor);
    const report = mendableRows(batch);
    if (format === 'xlsx') refuseTooWide(report);
    return sendSheet(reply, report, `${district.key}-batch-${params.id}-issues`, format);
  });

  app.get('/api/v1/batches/:id/tracks', { schema: getTracks, onRequest: viewer }, async ({ params, query }, reply) => {
    const district = await getDistrict(db, query.district);
    const batch = await knownBatch(db, district.key, params.id);
    const { format = 'json' } = query;
    if (format === 'json') return pageOf(batch.tracks, district, query.limit ?? PAGE_SIZE, query.cursor);
    return sendSheet(reply, trackFixesReport(batch), `${district.key}-batch-${params.id}-tracks`, format);
  });

  app.post('/api/v1/batches/:id/undo', { schema: postUndo, onRequest: editor }, async (request) => {
    const { key } = await getDistrict(db, request.query.district);
    return undoBatch(db, key, request.params.id, authorOf(getToken(request)), derive);
  });
};

async function sendSheet(reply: FastifyReply, report: Report, name: string, format: 'csv' | 'xlsx') {
  const { mediaType, render } = getFormat(format);
  reply.type(mediaType);
  reply.header('content-disposition', `attachment; filename="${name}.${format}"`);
  const rendered = await render(report);
  return typeof rendered === 'string' ? rendered : Buffer.from(rendered);
}

async function knownBatch(db: Executor, district: string, id: number): Promise<BatchReport> {
  const batch = await findBatch(db, district, id);
  if (batch) return batch;
  throw new DomainError(
    'batch_unknown',
    `District ${district} has no batch ${id}.`,
    `辖区 ${district} 没有第 ${id} 批。`,
    404,
  );
}
