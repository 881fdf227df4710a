/** Previews of files: what an import would make of one, drawn and counted, with nothing written. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Database } from '../../db/database.ts';
import { previewFile } from '../../import/preview/preview.ts';
import { mendableRows, refuseTooWide } from '../../report/mendable-rows.ts';
import { getFormat } from '../../report/render/formats.ts';
import { authorOf, BEARER, getToken, requireRole } from '../auth/require-role.ts';
import { previewRequestOf } from '../imports/form.ts';
import { PreviewRow, previewRow } from '../imports/preview-schemas.ts';
import type { Previews } from '../imports/previews.ts';
import { ImportForm } from '../imports/schemas.ts';
import { receiveUpload, type Upload, type UploadLimits } from '../imports/upload.ts';
import { oneOf, problems } from '../schemas.ts';
import { requireTile } from '../tile-answer.ts';

export interface PreviewRoutes {
  db: Database;
  limits: UploadLimits;
  previews: Previews;
  /** Among the uploads that may arrive at once. */
  takePlace: () => () => void;
}

const OF_PREVIEWS = { tags: ['imports'], security: BEARER };
const OF_A_PREVIEW = { ...OF_PREVIEWS, params: Type.Object({ preview: Type.String({ format: 'uuid' }) }) };
const FORM = { consumes: ['multipart/form-data'], body: ImportForm };
const UPLOAD_PROBLEMS = problems(400, 401, 403, 404, 408, 413, 415, 429, 507);
const Zoom = Type.Integer({ minimum: 0, maximum: 22 });
const Ordinate = Type.Integer({ minimum: 0, maximum: 4_194_303 });

const postPreview = {
  ...OF_PREVIEWS,
  ...FORM,
  operationId: 'postImportPreview',
  summary: 'Look at a file before it is imported (role editor): the form of an import, the layer may be left out',
  response: { 201: PreviewRow, ...UPLOAD_PROBLEMS },
};

const putPreview = {
  ...OF_A_PREVIEW,
  ...FORM,
  operationId: 'putImportPreview',
  summary: 'Read the same file with other options: the form of an import without the file',
  response: { 200: PreviewRow, ...UPLOAD_PROBLEMS },
};

const getPreview = {
  ...OF_A_PREVIEW,
  operationId: 'getImportPreview',
  summary: 'A preview as it was read last. Kept for half an hour after it was used last, for its own token',
  response: { 200: PreviewRow, ...problems(400, 401, 403, 404) },
};

const deletePreview = {
  ...OF_A_PREVIEW,
  operationId: 'deleteImportPreview',
  summary: 'Let go of the file',
  response: { 204: Type.Null({ description: 'Gone' }), ...problems(400, 401, 403, 404) },
};

const getPreviewTile = {
  ...OF_PREVIEWS,
  operationId: 'getImportPreviewTile',
  summary:
    'The rows of a preview as a vector tile: layer `preview`, properties `row` and `name`; 204 where it is empty',
  params: Type.Object({ preview: Type.String({ format: 'uuid' }), z: Zoom, x: Ordinate, y: Ordinate }),
  querystring: Type.Object({
    reading: Type.Optional(Type.Integer({ minimum: 1, description: 'Keeps tiles of another reading out of caches' })),
  }),
  response: {
    200: {
      description: 'Mapbox Vector Tile, version 2',
      content: {
        'application/vnd.mapbox-vector-tile': { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
      },
    },
    204: Type.Null({ description: 'Nothing is drawn there' }),
    ...problems(400, 401, 403, 404),
  },
};

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const getPreviewIssues = {
  ...OF_A_PREVIEW,
  operationId: 'getImportPreviewIssues',
  summary: 'The rows behind the first 500 issues that would be rejected, as they stand in the file, to mend there',
  querystring: Type.Object({ format: oneOf(['csv', 'xlsx']) }),
  response: {
    200: {
      description: 'Rows with why they would be rejected in columns atlas_issue_…',
      content: {
        'text/csv': { schema: Type.Unsafe<string>({ type: 'string' }) },
        [SHEET]: { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
      },
    },
    ...problems(400, 401, 403, 404, 409),
  },
};

export const importPreviewRoutes: FastifyPluginAsyncTypebox<PreviewRoutes> = async (app, options) => {
  const { db, limits, previews, takePlace } = options;
  const editor = requireRole(db, 'editor');
  // the form is read as a stream, and checked field by field
  const asForm = { onRequest: editor, validatorCompiler: () => () => true };
  const read = async (upload: Upload, author: string) => previewFile(db, await previewRequestOf(db, upload, author));

  app.post('/api/v1/imports/previews', { schema: postPreview, ...asForm }, async (request, reply) => {
    const token = getToken(request);
    const leave = takePlace();
    reply.header('connection', 'close'); // a refused upload may not have been read to its end
    try {
      await previews.makeRoom(token.id);
      const upload = await receiveUpload(request, limits);
      const shown = await read(upload, authorOf(token)).catch(async (error) => {
        await upload.discard();
        throw error;
      });
      const preview = previews.add(token.id, upload, shown);
      reply.code(201).header('location', `/api/v1/imports/previews/${preview.id}`);
      return previewRow(preview);
    } finally {
      leave();
    }
  });

  app.put('/api/v1/imports/previews/:preview', { schema: putPreview, ...asForm }, async (request, reply) => {
    const token = getToken(request);
    const preview = previews.get((request.params as { preview: string }).preview, token.id);
    const leave = takePlace(); // it reads the file, and may bring control points
    reply.header('connection', 'close');
    try {
      const form = await receiveUpload(request, limits);
      form.form.set('preview', [preview.id]);
      const upload = await previews.filesFor(form, token.id);
      await previews.readAnew(preview, () => read(upload, authorOf(token))).finally(upload.discard);
      return previewRow(preview);
    } finally {
      leave();
    }
  });

  app.get('/api/v1/imports/previews/:preview', { schema: getPreview, onRequest: editor }, async (request) =>
    previewRow(previews.get(request.params.preview, getToken(request).id)),
  );

  app.delete(
    '/api/v1/imports/previews/:preview',
    { schema: deletePreview, onRequest: editor },
    async (request, reply) => {
      await previews.remove(previews.get(request.params.preview, getToken(request).id));
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/v1/imports/previews/:preview/issues',
    { schema: getPreviewIssues, onRequest: editor },
    async (request, reply) => {
      const { shown } = previews.get(request.params.preview, getToken(request).id);
      const { format } = request.query;
      const report = mendableRows({ ...shown, id: null });
      if (format === 'xlsx') refuseTooWide(report);
      const { mediaType, render } = getFormat(format);
      reply.type(mediaType).header('content-disposition', `attachment; filename="preview-issues.${format}"`);
      const rendered = await render(report);
      return typeof rendered === 'string' ? rendered : Buffer.from(rendered);
    },
  );

  app.get(
    '/api/v1/imports/previews/:preview/tiles/:z/:x/:y.pbf',
    { schema: getPreviewTile, onRequest: editor },
    async (request, reply) => {
      const { preview, z, x, y } = request.params;
      requireTile(z, x, y);
      const tile = previews.get(preview, getToken(request).id).tiles.tile(z, x, y);
      if (!tile) return reply.code(204).send(null);
      return reply.type('application/vnd.mapbox-vector-tile').send(Buffer.from(tile));
    },
  );
};
