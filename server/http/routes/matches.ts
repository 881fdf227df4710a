/** Two batches of outfalls compared; near duplicates, and what is decided about them. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { MATCH_LIMITS } from '../../engine/match/evidence.ts';
import { DomainError } from '../../errors.ts';
import { DECISIONS, keepDistinct, mergeOutfalls, reopenPair, unmergeOutfall } from '../../register/merge-outfalls.ts';
import { matchRows, VERDICTS } from '../../report/matches.ts';
import { inOneRead } from '../../report/one-version.ts';
import { PAIR_STATUSES, pairRows } from '../../report/outfall-pairs.ts';
import { authorOf, BEARER, getToken, requireRole } from '../auth/require-role.ts';
import { pageOf } from '../page.ts';
import { Id, listing, nullable, oneOf, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const text = nullable(Type.String());
const metres = nullable(Type.Number());
const degrees = nullable(Type.Number());

const Evidence = {
  distance_m: nullable(Type.Number({ description: 'Straight' })),
  along_m: nullable(Type.Number({ description: 'Along the route both sit on' })),
  name_similarity: nullable(Type.Number({ description: '0 to 1, of the places the names say' })),
  name: text,
  code: nullable(Type.String({ description: 'agrees, differs or mixed; per issuer, never across' })),
  type: text,
};

const Match = Type.Object({
  verdict: oneOf(VERDICTS),
  a: nullable(Id),
  b: nullable(Id),
  a_code: text,
  b_code: text,
  a_name: text,
  b_name: text,
  ...Evidence,
  offset_difference_m: metres,
  same_bank: nullable(Type.Boolean()),
  apart_m: nullable(Type.Number({ description: 'What counts: along the bank in full, across it by half' })),
  reasons: Type.Array(Type.String()),
  a_lon: degrees,
  a_lat: degrees,
  b_lon: degrees,
  b_lat: degrees,
});

const metresOf = (mm: number, description: string) =>
  Type.Optional(
    Type.Number({ minimum: 0, maximum: 100_000, description: `${description}; ${mm / 1000} when left out.` }),
  );

const getMatches = {
  operationId: 'getMatches',
  tags: ['outfalls'],
  summary:
    'Outfalls of two batches compared one to one: same, moved, doubtful, or only in one, with the figures that decided it',
  querystring: Type.Object({
    ...Scope,
    a: Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'A batch of layer outfalls' }),
    b: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    verdict: Type.Optional(oneOf(VERDICTS)),
    same_m: metresOf(MATCH_LIMITS.sameMm, 'Up to this distance outfalls are the same'),
    within_m: metresOf(MATCH_LIMITS.withinMm, 'Farther apart only code or name make a pair'),
    far_m: metresOf(MATCH_LIMITS.farMm, 'Farther apart nothing makes a pair'),
    ...Paging,
  }),
  response: { 200: listing(Match), ...problems(400, 404, 409) },
};

const Side = Type.Object({
  id: Id,
  code: text,
  code_province: text,
  name: text,
  batches: Type.Array(Id),
  lon: degrees,
  lat: degrees,
});

const Pair = Type.Object({
  id: Id,
  status: oneOf(PAIR_STATUSES),
  one: Side,
  other: Side,
  ...Evidence,
  decided_at: text,
});

const getPairs = {
  operationId: 'getOutfallPairs',
  tags: ['outfalls'],
  summary: 'Near duplicates of different batches; proposed ones wait for a person',
  querystring: Type.Object({ ...Scope, status: Type.Optional(oneOf(PAIR_STATUSES)), ...Paging }),
  response: { 200: listing(Pair), ...problems(400, 404, 409) },
};

const postDecision = {
  operationId: 'decideOutfalls',
  tags: ['outfalls'],
  summary:
    'Say that two records are one outfall (merge: other goes into keep), are two (distinct), take a record out again (unmerge), or take back that they are two (reopen) (role editor)',
  security: BEARER,
  querystring: Type.Object(Scope),
  body: Type.Object(
    {
      decision: oneOf(DECISIONS),
      keep: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'The outfall that counts; not for unmerge' }),
      ),
      other: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
      reason: Type.Optional(Type.String({ maxLength: 2000 })),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      decision: oneOf(DECISIONS),
      keep: Id,
      other: Id,
      status: nullable(oneOf(PAIR_STATUSES)),
      version: Type.Integer(),
    }),
    ...problems(400, 401, 403, 404, 409),
  },
};

export const matchRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/matches', { schema: getMatches }, async ({ query }) => {
    const mm = (given: number | undefined, usual: number) => (given === undefined ? usual : Math.round(given * 1000));
    const limits = {
      sameMm: mm(query.same_m, MATCH_LIMITS.sameMm),
      withinMm: mm(query.within_m, MATCH_LIMITS.withinMm),
      farMm: mm(query.far_m, MATCH_LIMITS.farMm),
    };
    return inOneRead(db, query.district, async (tx, district) => {
      const rows = await matchRows(tx, district.key, query, limits);
      const shown = rows.filter(({ verdict }) => query.verdict === undefined || verdict === query.verdict);
      return pageOf(shown, district, query.limit ?? PAGE_SIZE, query.cursor);
    });
  });

  app.get('/api/v1/outfall-pairs', { schema: getPairs }, async ({ query }) => {
    return inOneRead(db, query.district, async (tx, district) => {
      const pairs = await pairRows(tx, district.key, query.status);
      const open = pairs.map(({ reviewer: _who, reason: _why, ...pair }) => pair);
      return pageOf(open, district, query.limit ?? PAGE_SIZE, query.cursor);
    });
  });

  const decide = { schema: postDecision, onRequest: requireRole(db, 'editor') };
  app.post('/api/v1/outfall-pairs/decisions', decide, async (request) => {
    const { key } = await getDistrict(db, request.query.district);
    const { decision, keep, other, reason } = request.body;
    const by = { author: authorOf(getToken(request)), reason };
    if (decision === 'unmerge' && keep !== undefined) throw keepUnusable();
    if (decision === 'unmerge') return unmergeOutfall(db, key, other, by);
    if (keep === undefined) throw keepNeeded();
    if (decision === 'merge') return mergeOutfalls(db, key, { keep, other }, by);
    return (decision === 'distinct' ? keepDistinct : reopenPair)(db, key, [keep, other], by);
  });
};

function keepNeeded(): DomainError {
  return new DomainError('keep_needed', 'Name both: keep and other.', '请同时给出 keep 与 other。');
}

function keepUnusable(): DomainError {
  return new DomainError(
    'option_unusable',
    'keep does not go with unmerge: the record that is taken out is other.',
    'keep 不能与 unmerge 同用：要取出的记录写在 other。',
  );
}
