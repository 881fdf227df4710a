/** The review list as the API has it. */
import { Type } from 'typebox';
import { REVIEW_DECISIONS } from '../register/review/decide.ts';
import { CONSEQUENCES } from '../report/reviews/words.ts';
import { REVIEW_KINDS } from '../report/reviews.ts';
import { Id, nullable, oneOf } from './schemas.ts';

const text = nullable(Type.String());
const metres = (description: string) => nullable(Type.Number({ description }));

const Candidate = Type.Object(
  {
    route: Type.Optional(Id),
    river: Type.Optional(text),
    measure_m: Type.Optional(Type.Number()),
    offset_m: Type.Optional(Type.Number({ description: 'To the route' })),
    bank: Type.Optional(text),
    agrees: Type.Optional(Type.Boolean({ description: 'Its river bears the recorded name' })),
    distance_m: metres('To the water, or to the other outfall'),
    outfall: Type.Optional(Type.Integer({ description: 'Of duplicates: the other one' })),
  },
  { additionalProperties: true },
);

export const Review = Type.Object({
  id: Type.String({ description: 'link-12, flag-12-3-edge, duplicate-5' }),
  kind: oneOf(REVIEW_KINDS),
  state: oneOf(['open', 'decided']),
  outfall: Id,
  code: text,
  name: text,
  town: text,
  river: text,
  route: nullable(Id),
  reasons: Type.Array(Type.String(), { description: 'Why it waits; of a decided one why it did' }),
  reason_zh: Type.String(),
  reason_en: Type.String(),
  candidates: Type.Array(Candidate, { description: 'Nearest first; of duplicates the other outfall' }),
  zone_id: nullable(Id),
  zone: text,
  zone_kind: text,
  level: text,
  relation: text,
  distance_m: metres('From the outfall to the boundary of the zone, negative inside'),
  river_up_m: metres('The zone lies so far upstream'),
  river_down_m: metres('The zone lies so far downstream'),
  consequence: oneOf(Object.keys(CONSEQUENCES), { description: 'The list is sorted by it, in this order' }),
  consequence_zone: text,
  consequence_m: metres('To the boundary of that zone'),
  decision: text,
  decided_at: text,
  seen: Type.String({ description: 'The mark of the item as it is; send it back with a decision' }),
  reviewer: Type.Optional(nullable(Type.String({ description: 'Only with a token' }))),
  why: Type.Optional(nullable(Type.String({ description: 'Only with a token' }))),
});

export const ReviewWithMap = Type.Object({
  ...Review.properties,
  map: Type.Object(
    { type: Type.Literal('FeatureCollection'), features: Type.Array(Type.Any()) },
    { description: 'GeoJSON: role outfall, other, linked, candidate (with route) and zone' },
  ),
});

export const Decision = Type.Object(
  {
    decision: oneOf(REVIEW_DECISIONS),
    route: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2_147_483_647,
        description: 'Of choose: a candidate; of draw: the route to draw on',
      }),
    ),
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180, description: 'Of draw' })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90, description: 'Of draw' })),
    reason: Type.Optional(Type.String({ maxLength: 2000, description: 'Needed for all but accept' })),
    seen: Type.Optional(Type.String({ maxLength: 64, description: 'Refuses (412) when the item is another by now' })),
  },
  { additionalProperties: false },
);

export const DecisionReport = Type.Object({
  id: Type.String(),
  decision: oneOf(REVIEW_DECISIONS),
  outfall: Id,
  state: nullable(oneOf(['open', 'decided'], { description: 'null: nothing is doubtful there any more' })),
  seen: text,
  version: Type.Integer(),
});

const count = Type.Integer();
const share = metres('Of the count before it; null without a denominator');

export const LinkQuality = Type.Object({
  place: Type.String({ description: 'district for the whole, else the town; outside: in no town' }),
  town: nullable(Id),
  outfalls: count,
  linked: count,
  unlinked: count,
  waiting: count,
  reviewed: count,
  reviewed_percent: share,
  high: count,
  medium: count,
  low: count,
  recorded: Type.Integer({ description: 'Linked, with a recorded receiving water' }),
  disagreeing: Type.Integer({ description: 'Of these: the linked river bears another name' }),
  disagreeing_percent: share,
  offset_median_m: metres('Recorded point to the route'),
  offset_p90_m: metres('90 % are no farther'),
  offset_p99_m: metres('99 % are no farther'),
  offset_greatest_m: metres('The farthest'),
  offsets: Type.Array(
    Type.Object({ to_m: nullable(Type.Number({ description: 'Included; null: no bound' })), outfalls: count }),
  ),
});
