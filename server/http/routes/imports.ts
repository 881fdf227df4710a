/** Uploads: a file in, a job with its progress, the report of its batch out. */
import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Config } from '../../config.ts';
import { DomainError } from '../../errors.ts';
import { authorOf, BEARER, bearerOf, getToken, requireRole } from '../auth/require-role.ts';
import { eventsOf } from '../imports/events.ts';
import { fileRequestOf } from '../imports/form.ts';
import type { ImportJob } from '../imports/import-job.ts';
import { ImportJobs } from '../imports/import-jobs.ts';
import { Previews } from '../imports/previews.ts';
import { Batch, ImportForm, Job } from '../imports/schemas.ts';
import { receiveUpload } from '../imports/upload.ts';
import { nullable, problems } from '../schemas.ts';
import type { Services } from '../services.ts';
import { importPreviewRoutes } from './import-previews.ts';

const MEBIBYTE = 1024 * 1024;
const Params = Type.Object({ job: Type.String({ format: 'uuid' }) });
const JobWithResult = Type.Intersect([Job, Type.Object({ result: nullable(Batch) })]);
const OF_A_JOB = { tags: ['imports'], security: BEARER, params: Params };

const postImport = {
  operationId: 'postImport',
  tags: ['imports'],
  summary: 'Upload a file into a layer (role editor); answers with a job. Fields are the options of `atlas import`',
  security: BEARER,
  consumes: ['multipart/form-data'],
  body: ImportForm,
  response: { 202: Job, ...problems(400, 401, 403, 404, 408, 413, 415, 429, 507) },
};

const getImport = {
  ...OF_A_JOB,
  operationId: 'getImport',
  summary: 'How far an import is; with the report of its batch when it is done. Kept for an hour',
  response: { 200: JobWithResult, ...problems(400, 401, 403, 404) },
};

const getImportEvents = {
  ...OF_A_JOB,
  operationId: 'getImportEvents',
  summary: 'Server-sent events: `progress`, and at the end `done`, `refused`, `cancelled` or `failed` with the report',
  response: {
    200: {
      description: 'Events until the import has ended',
      content: { 'text/event-stream': { schema: Type.Unsafe<string | Readable>({ type: 'string' }) } },
    },
    ...problems(400, 401, 403, 404),
  },
};

const deleteImport = {
  ...OF_A_JOB,
  operationId: 'deleteImport',
  summary: 'Stop an import that waits or runs; nothing of it stays. Answers when it has ended',
  response: { 200: Job, ...problems(400, 401, 403, 404, 409) },
};

export const importRoutes: FastifyPluginAsyncTypebox<Services & { config: Config }> = async (app, { db, config }) => {
  await app.register(multipart);
  const limits = { bytes: config.uploadLimitMb * MEBIBYTE, seconds: config.uploadSeconds };
  const jobs = new ImportJobs(db, { atOnce: config.importJobs, seconds: config.importSeconds }, (err) =>
    app.log.error({ err }, 'import failed'),
  );
  const previews = new Previews(config.importJobs);
  const editor = requireRole(db, 'editor');
  app.addHook('onClose', async () => {
    await jobs.close(); // they may still read a preview's file
    await previews.close();
  });
  await app.register(importPreviewRoutes, { db, limits, previews, takePlace: () => jobs.takePlace() });

  /** The job of the address, for whoever started it and for admins. */
  const ownJob = async (request: FastifyRequest, reply: Parameters<typeof editor>[1]) => {
    const { job } = request.params as { job: string };
    if (jobs.isUnfinishedOf(job, bearerOf(request))) return;
    await editor(request, reply);
    const { id, role } = getToken(request);
    if (!jobs.isOwnedBy(job, id) && role !== 'admin') throw unknownJob(job);
  };
  const getJob = (id: string): ImportJob => {
    const job = jobs.find(id);
    if (!job) throw unknownJob(id);
    return job;
  };

  app.post(
    '/api/v1/imports',
    // the form is read as a stream, and checked field by field
    { schema: postImport, onRequest: editor, validatorCompiler: () => () => true },
    async (request, reply) => {
      const token = getToken(request);
      const leave = jobs.takePlace();
      reply.header('connection', 'close'); // a refused upload may not have been read to its end
      try {
        const upload = await previews.filesFor(await receiveUpload(request, limits), token.id);
        const wanted = await fileRequestOf(db, upload, authorOf(token)).catch(async (error) => {
          await upload.discard();
          throw error;
        });
        const owner = { tokenId: token.id, secret: bearerOf(request) };
        const { row } = jobs.start(wanted, owner, upload.discard);
        reply.code(202).header('location', `/api/v1/imports/${row.job}`);
        return row;
      } finally {
        leave();
      }
    },
  );

  app.get('/api/v1/imports/:job', { schema: getImport, onRequest: ownJob }, async ({ params }) =>
    jobs.describe(getJob(params.job)),
  );

  app.get('/api/v1/imports/:job/events', { schema: getImportEvents, onRequest: ownJob }, async ({ params }, reply) => {
    reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('x-accel-buffering', 'no');
    return reply.send(Readable.from(eventsOf(jobs, getJob(params.job))));
  });

  app.delete('/api/v1/imports/:job', { schema: deleteImport, onRequest: ownJob }, async ({ params }) => {
    const job = getJob(params.job);
    await jobs.cancel(job);
    return job.row;
  });
};

function unknownJob(id: string): DomainError {
  return new DomainError('import_unknown', `There is no import ${id} here.`, `没有导入 ${id}。`, 404);
}
