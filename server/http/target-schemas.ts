/** Schemas of targets: as given, as listed, and as reported. */
import { Type } from 'typebox';
import { METRICS, SCOPES } from '../rules/targets/target.ts';
import { STATUSES } from '../rules/targets/verdict.ts';
import { nullable, oneOf } from './schemas.ts';

const text = nullable(Type.String());
const number = (description?: string) => nullable(Type.Number(description ? { description } : {}));
const day = nullable(Type.String({ format: 'date', description: 'Local day' }));
const Reason = nullable(Type.Object({ zh: Type.String(), en: Type.String() }));
const Metric = oneOf(METRICS);
const Scope = oneOf(SCOPES);
const Unit = ['percent_of_river_length', 'percent_of_outfalls', 'percent_of_outfalls_to_sample'] as const;
const CountedIn = oneOf(['km', 'outfalls']);

export const ListedTarget = Type.Object({
  id: Type.String({ description: "Of the plan's own, or own- and a number" }),
  clause: text,
  words: Type.String({ description: 'Of the plan' }),
  scope: Scope,
  scope_names: text,
  within_m: number(),
  outfalls: nullable(Type.String({ description: 'Types, subtypes and dry_weather, with spaces between; null: any' })),
  metric: nullable(Metric),
  target: number('In the unit of the metric; null: the words give no measure'),
  after_km: Type.Number({ description: 'Of km: so much of what is covered first belongs to earlier targets' }),
  from: day,
  due: day,
  hedge: nullable(Type.String({ description: 'The word that leaves it open: no verdict' })),
  reason: Reason,
});

const own = {
  clause: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 200 }))),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
  scope: Type.Optional(Scope),
  scope_names: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 100 })),
  within_m: Type.Optional(nullable(Type.Number({ exclusiveMinimum: 0, maximum: 50_000 }))),
  types: Type.Optional(Type.Array(Type.String({ maxLength: 50 }), { maxItems: 10 })),
  subtypes: Type.Optional(Type.Array(Type.String({ maxLength: 50 }), { maxItems: 30 })),
  dry_weather: Type.Optional(Type.Boolean()),
  metric: Type.Optional(Metric),
  threshold: Type.Optional(nullable(Type.Number({ exclusiveMinimum: 0 }))),
  after_km: Type.Optional(Type.Number({ minimum: 0 })),
  from_day: Type.Optional(day),
  due: Type.Optional(day),
  hedge: Type.Optional(
    nullable(
      Type.String({
        minLength: 1,
        maxLength: 50,
        description:
          'The word that leaves it open: no verdict. Words that say one (力争, 争取完成, 基本完成, 原则上, 预计, 约 or 左右 at a figure …) always leave it open, and null is refused then (hedge_in_words); one that is given beside them stays when they are edited, until null or the hedge of the words is given',
      }),
    ),
  ),
};

/** words and metric are needed of a new one. */
export const GivenTarget = Type.Object(
  {
    target: Type.Object(own, { additionalProperties: false }),
    reason: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
);

const of = {
  undated: 'States without a day: not counted as reached',
  unplaced: 'Outfalls of which nobody can say whether they belong here',
};

export const TargetRow = Type.Object({
  id: Type.String(),
  clause: text,
  due: day,
  status: oneOf(STATUSES),
  late_days: nullable(Type.Integer({ description: 'Days after due, when it is not reached' })),
  metric: nullable(Metric),
  unit: nullable(oneOf(['ledger_km', ...Unit], { description: 'Of target and reached' })),
  target: number(),
  reached: number(),
  reached_when_due: number('As of the due day, where that has passed'),
  counted_in: nullable(CountedIn),
  part: number(),
  whole: number('Null of km: see register_km'),
  missing: number('In counted_in'),
  other_part: number(),
  other_whole: number('The other denominator the plan may mean: outfalls to remediate; that may have to be sampled'),
  other_reached: number(),
  in_period_km: number("First covered in the target's own period"),
  covered_drawn_km: number(),
  covered_ledger_km: number(),
  register_km: number(
    'What the ledger can hold at most of the waters in scope; of rivers that lie partly in it as much of their official length',
  ),
  beyond_km: number('Of km: asked, with the targets before it, beyond register_km; null where it asks no more'),
  unsurveyed_km: number('Of part: no outfall is known, because nobody had surveyed'),
  undated: number(of.undated),
  unplaced: number(of.unplaced),
  found_undated: number('Confirmed on a day nobody wrote: counted in whole'),
  scope: Scope,
  scope_names: text,
  hedge: text,
  words: Type.String(),
  reason: Reason,
});

export const TownTargetRow = Type.Object({
  id: Type.String({ description: 'Of the target' }),
  town: Type.String(),
  name: Type.String(),
  due: day,
  metric: Metric,
  unit: oneOf(Unit, { description: 'Of asked and reached' }),
  asked: number('What the target of the whole comes to as a percent, 100 at most: see beyond_km'),
  beyond_km: number('Asked beyond all there is; null where it asks no more'),
  reached: number(),
  counted_in: CountedIn,
  part: Type.Number(),
  whole: Type.Number(),
  other_part: number(),
  other_whole: number(),
  other_reached: number(),
  ledger_km: number(),
  undated: Type.Integer({ description: of.undated }),
  unplaced: Type.Integer({ description: of.unplaced }),
  behind: nullable(
    Type.Boolean({
      description: 'Below what is asked of the district; plans set no targets per town; null beside a hedge',
    }),
  ),
  hedge: text,
});

export const RiverLedgerRow = Type.Object({
  key: Type.String(),
  name: text,
  mode: oneOf(['above_water', 'under_water']),
  length_km: Type.Number(),
  official_length_km: number('Null: drawn km stand on the ledger'),
  covered_km: Type.Number({ description: 'As drawn' }),
  ledger_km: Type.Number(),
  difference_km: Type.Number({ description: 'ledger_km − covered_km' }),
});
