/** The review list, decisions about it, and how good the links are. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { decideReview } from '../../register/review/decide.ts';
import { today } from '../../report/as-of.ts';
import { dataVersion } from '../../report/data-version.ts';
import { linkQuality } from '../../report/link-quality.ts';
import { inOneRead } from '../../report/one-version.ts';
import { itemFeatures } from '../../report/reviews/shapes.ts';
import {
  REVIEW_KINDS,
  REVIEW_STATES,
  type Reviewed,
  type ReviewRow,
  reviewRow,
  reviewRows,
} from '../../report/reviews.ts';
import { authorOf, BEARER, getToken, requireRole } from '../auth/require-role.ts';
import { mayReveal } from '../auth/reveal.ts';
import { written } from '../patterns.ts';
import { Decision, DecisionReport, LinkQuality, Review, ReviewWithMap } from '../review-schemas.ts';
import { listing, oneOf, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const getReviews = {
  operationId: 'getReviews',
  tags: ['outfalls'],
  summary: 'Doubtful links, doubtful zone flags and near duplicates, worst consequence first; reviewers with a token',
  security: [{}, ...BEARER],
  querystring: Type.Object({
    ...Scope,
    kind: Type.Optional(oneOf(REVIEW_KINDS)),
    state: Type.Optional(oneOf(REVIEW_STATES, { description: 'open when left out; decided ones stay listed' })),
    ...Paging,
  }),
  response: { 200: listing(Review), ...problems(400, 401, 404) },
};

const getQuality = {
  operationId: 'getLinkQuality',
  tags: ['outfalls'],
  summary:
    'Quality of the links of the district and its towns: reviewed, confidence, offsets, disagreement with the record',
  querystring: Type.Object(Scope),
  response: { 200: listing(LinkQuality), ...problems(400, 404) },
};

const ItemId = Type.String({ maxLength: 60, ...written('review') });

const getReview = {
  operationId: 'getReview',
  tags: ['outfalls'],
  summary: 'One item of the review list with what a small map of it shows; the reviewer with a token',
  security: [{}, ...BEARER],
  params: Type.Object({ id: ItemId }),
  querystring: Type.Object(Scope),
  response: { 200: ReviewWithMap, ...problems(400, 401, 404) },
};

const postDecision = {
  operationId: 'decideReview',
  tags: ['outfalls'],
  summary:
    'Decide about a link (accept, choose, draw, reject) or a flag (confirm, dismiss), or take that back (reopen) (role editor)',
  security: BEARER,
  params: Type.Object({ id: ItemId }),
  querystring: Type.Object(Scope),
  body: Decision,
  response: { 200: DecisionReport, ...problems(400, 401, 403, 404, 409, 412) },
};

export const reviewRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/reviews', { schema: getReviews }, async (request, reply) => {
    const { query } = request;
    const reveal = await mayReveal(db, request, reply);
    const { state, kind, limit = PAGE_SIZE, cursor } = query;
    return inOneRead(db, query.district, async (tx, district) => {
      const { rows, next } = await reviewRows(tx, district.key, { asOf: today(district), state, kind, limit, cursor });
      return { items: rows.map((row) => shown(row, reveal)), next, ...dataVersion(district) };
    });
  });

  app.get('/api/v1/reviews/quality', { schema: getQuality }, async ({ query }) => {
    return inOneRead(db, query.district, async (tx, district) => ({
      items: await linkQuality(tx, district.key),
      next: null,
      ...dataVersion(district),
    }));
  });

  app.get('/api/v1/reviews/:id', { schema: getReview }, async (request, reply) => {
    const reveal = await mayReveal(db, request, reply);
    const { id } = request.params;
    const district = await getDistrict(db, request.query.district);
    const row = await reviewRow(db, district, id);
    return {
      ...shown(row, reveal),
      map: { type: 'FeatureCollection' as const, features: await itemFeatures(db, district.key, row) },
    };
  });

  const decide = { schema: postDecision, onRequest: requireRole(db, 'editor') };
  app.post('/api/v1/reviews/:id/decision', decide, async (request) => {
    const { key } = await getDistrict(db, request.query.district);
    const { reason, seen, ...verdict } = request.body;
    const by = { author: authorOf(getToken(request)), reason, seen };
    return decideReview(db, key, request.params.id, verdict, by);
  });
};

/** Who decided and why is for those who show a token. */
function shown({ reviewer, why, ...row }: ReviewRow & Reviewed, reveal: boolean) {
  return reveal ? { ...row, reviewer, why } : row;
}
