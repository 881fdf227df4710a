/** What-if traces: which water is reached from a place, what lies on it, and tiles to draw it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { PREVIEW_MAXZOOM } from '../../../tiles/preview.ts';
import { nextSlice, Slices } from '../../district/slices.ts';
import { emptyBox, extendBox } from '../../report/bbox.ts';
import { traceQuery } from '../../report/trace/ask.ts';
import { featuresInPieces } from '../../report/trace/features.ts';
import { type Traced, traceFrom } from '../../report/trace/trace.ts';
import { traceReport } from '../../report/trace/trace-report.ts';
import { written } from '../patterns.ts';
import { reportFile } from '../report-file.ts';
import { oneOf, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';
import { requireTile } from '../tile-answer.ts';
import { KeptTraces } from '../traces/kept-traces.ts';
import { TraceModeWord, TraceRow } from '../traces/schemas.ts';

const getTrace = {
  operationId: 'getTrace',
  tags: ['rivers'],
  summary:
    'If something were discharged here: the water it reaches along the rivers, and what lies on it. Sewers and dischargers are not traced yet',
  querystring: Type.Object({
    ...Scope,
    from: Type.String({
      maxLength: 80,
      description: 'outfall:ID (with a confirmed link) or point:LON,LAT, at most 50 m from a river',
    }),
    mode: TraceModeWord,
    distance_km: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 100_000,
        description: 'So far along the water; to the ends of the rivers when left out',
      }),
    ),
    format: Type.Optional(
      oneOf(['json', 'geojson'], { description: 'geojson: the water as lines, what lies on it as points' }),
    ),
  }),
  response: {
    200: {
      description: 'The answer, or its lines and points',
      content: {
        'application/json': { schema: TraceRow },
        'application/geo+json': { schema: Type.Unsafe<string | Buffer>({ type: 'string' }) },
      },
    },
    ...problems(400, 404, 409),
  },
};

const getTraceTile = {
  operationId: 'getTraceTile',
  tags: ['rivers'],
  summary:
    'A trace as a vector tile: layer `preview`, properties as in its GeoJSON (kind water, outfall, intake, section, zone); 204 where it is empty',
  params: Type.Object({
    trace: Type.String({ ...written('trace') }),
    z: Type.Integer({ minimum: 0, maximum: 22 }),
    x: Type.Integer({ minimum: 0, maximum: 4_194_303 }),
    y: Type.Integer({ minimum: 0, maximum: 4_194_303 }),
  }),
  response: {
    200: {
      description: 'Mapbox Vector Tile, version 2',
      content: {
        'application/vnd.mapbox-vector-tile': { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) },
      },
    },
    204: Type.Null({ description: 'Nothing is drawn there' }),
    ...problems(400, 410),
  },
};

export const traceRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  const kept = new KeptTraces();
  districts.follow((key, version) => {
    if (version === undefined) kept.forget(key);
  });

  app.get('/api/v1/trace', { schema: getTrace }, async ({ query }, reply) => {
    const { district, distance_km: distanceKm, format = 'json', ...asked } = query;
    const traced = await traceFrom(db, () => districts.get(district), traceQuery({ ...asked, distanceKm }));
    if (format === 'geojson') return reportFile(reply, traceReport(traced), format, 'trace', traced.snapshot.district);
    return {
      ...traced.answer,
      not_traced: [...traced.answer.not_traced],
      ...(await asLayer(kept, query.from, traced)),
    };
  });

  app.get('/api/v1/traces/:trace/tiles/:z/:x/:y.pbf', { schema: getTraceTile }, async (request, reply) => {
    const { trace, z, x, y } = request.params;
    requireTile(z, x, y);
    const tile = kept.tiles(trace).tile(z, x, y);
    reply.header('cache-control', 'private, max-age=1800'); // the id names question, data version and day: it never changes
    if (!tile) return reply.code(204).send(null);
    return reply.type('application/vnd.mapbox-vector-tile').send(Buffer.from(tile));
  });
};

const slices = new Slices();

async function asLayer(kept: KeptTraces, from: string, traced: Traced) {
  const { mode, distance_km, start } = traced.answer;
  const { key, life, version } = traced.snapshot.district;
  const features = await slices.run(featuresInPieces(traced));
  const id = kept.keep(key, [life, version, traced.day, from, mode, distance_km], () => features);
  const box = emptyBox();
  extendBox(box, start.lon, start.lat);
  for (const { geometry } of features)
    if (geometry.type === 'LineString') for (const [lon, lat] of geometry.coordinates) extendBox(box, lon, lat);
  await nextSlice(); // what writes the answer begins in a turn of its own
  return { tiles: `/api/v1/traces/${id}/tiles/{z}/{x}/{y}.pbf`, tiles_maxzoom: PREVIEW_MAXZOOM, bounds: [...box] };
}
