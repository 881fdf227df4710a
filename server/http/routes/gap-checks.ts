/** What of a plan is surveyed already: the plan comes as the body of a request, or is a river's range, and is stored nowhere. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DomainError } from '../../errors.ts';
import { fileInMemory, planLines } from '../../import/plan-lines.ts';
import { dataVersion } from '../../report/data-version.ts';
import { checkPlan } from '../../report/gaps/check.ts';
import { knownRiver } from '../../report/groups.ts';
import { asKnown } from '../as-known.ts';
import { BEARER } from '../auth/require-role.ts';
import { mayReveal } from '../auth/reveal.ts';
import { AsOf, DataVersion, Id, KnownAt, Mode, ModeAsked, nullable, oneOf, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

/** Media type of a body → name that its reader goes by. */
const PLANS: Record<string, string> = {
  'application/gpx+xml': 'plan.gpx',
  'application/geo+json': 'plan.geojson',
  'application/vnd.google-earth.kml+xml': 'plan.kml',
};
/** A crew's plan has some ten kilobytes. */
const PLAN_BYTES = 4 * 1024 * 1024;

const km = (description: string) => Type.Number({ description });

const Row = Type.Object({
  state: oneOf(['new', 'done']),
  river: nullable(Type.String()),
  river_id: Id,
  route: Id,
  from_m: Type.Number({ description: 'From the start of the route' }),
  to_m: Type.Number(),
  length_m: Type.Number(),
  last_on: nullable(Type.String({ description: 'Local day of the last survey' })),
  surveys: Type.Integer(),
  evidence: nullable(oneOf(['track', 'record'])),
  crew: Type.Optional(nullable(Type.String({ description: 'Only with a token' }))),
  evidence_id: Type.Optional(nullable(Id)),
});

const Checked = Type.Object({
  items: Type.Array(Row),
  totals: Type.Object({
    mode: Mode,
    planned_km: km('River that the plan reaches, each metre once; new + avoided'),
    new_km: km('A bank that the plan reaches is a gap'),
    avoided_km: km('Done already: repeated work avoided when it is left out'),
    line_km: nullable(km('The plan as drawn; null of a river')),
  }),
  ...DataVersion,
});

const asked = {
  ...Scope,
  mode: Type.Optional(ModeAsked),
  as_of: Type.Optional(AsOf),
  known_at: Type.Optional(KnownAt),
};
const shared = { tags: ['coverage'], security: [{}, ...BEARER] };

const postCheck = {
  ...shared,
  operationId: 'checkGapPlan',
  summary:
    'New and already surveyed river of a plan (GPX routes or tracks, GeoJSON, KML), matched as a track is and not stored',
  consumes: Object.keys(PLANS),
  querystring: Type.Object(asked),
  body: Type.Unsafe<Buffer>({ description: 'GPX, GeoJSON or KML, up to 4 MB' }),
  response: { 200: Checked, ...problems(400, 401, 404, 409, 413, 415) },
};

const getCheck = {
  ...shared,
  operationId: 'checkRiver',
  summary: 'New and already surveyed parts of a river, or of a range of its main route',
  querystring: Type.Object({
    ...asked,
    river: Id,
    from_m: Type.Optional(Type.Number({ minimum: 0, maximum: 1e7 })),
    to_m: Type.Optional(Type.Number({ minimum: 0, maximum: 1e7 })),
  }),
  response: { 200: Checked, ...problems(400, 401, 404, 409) },
};

export const gapCheckRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  for (const type of Object.keys(PLANS))
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  app.post('/api/v1/gaps/check', { schema: postCheck, bodyLimit: PLAN_BYTES }, async (request, reply) => {
    const { query, body, headers } = request;
    const reveal = await mayReveal(db, request, reply);
    const name = PLANS[(headers['content-type'] ?? '').split(';')[0].trim().toLowerCase()];
    if (!name || !Buffer.isBuffer(body) || body.length === 0) throw notAPlan();
    const plan = await planLines(fileInMemory(name, body));
    const snapshot = await asKnown(districts, query.district, query.known_at);
    const { mode = 'above_water', as_of: asOf } = query;
    return {
      ...asItems(await checkPlan(db, snapshot, { mode, asOf, plan, reveal })),
      ...dataVersion(snapshot.district),
    };
  });

  app.get('/api/v1/gaps/check', { schema: getCheck }, async (request, reply) => {
    const {
      river,
      from_m: fromM,
      to_m: toM,
      mode = 'above_water',
      as_of: asOf,
      known_at: knownAt,
      district,
    } = request.query;
    const reveal = await mayReveal(db, request, reply);
    const snapshot = await asKnown(districts, district, knownAt);
    const plan = { riverId: knownRiver(snapshot, river)!, fromM, toM };
    return {
      ...asItems(await checkPlan(db, snapshot, { mode, asOf, plan, reveal })),
      ...dataVersion(snapshot.district),
    };
  });
};

const asItems = ({ rows, totals }: Awaited<ReturnType<typeof checkPlan>>) => ({ items: rows, totals });

function notAPlan(): DomainError {
  const types = Object.keys(PLANS).join(', ');
  return new DomainError('plan_media', `Send the plan as one of ${types}.`, `请以 ${types} 之一发送计划。`, 415);
}
