/** Schemas of the reports. */
import { Type } from 'typebox';
import { LAYER_DATE_FROM } from '../report/zone-flags.ts';
import { Id, nullable, oneOf } from './schemas.ts';

const text = nullable(Type.String());
const yesNo = nullable(Type.Boolean());
const metres = (description?: string) => nullable(Type.Number(description ? { description } : {}));
const percent = nullable(Type.Number({ description: 'Two decimals; null where there is nothing to divide by' }));
const count = (description?: string) => Type.Integer(description ? { description } : {});
const numberOrNull = (description?: string) => nullable(count(description));

export const Zone = Type.Object({
  zone_id: Id,
  zone: Type.String({ description: 'Name, else key, else # and the id' }),
  level: text,
  part: nullable(Type.String({ description: 'land or water, where the area is kept in parts' })),
  relations: Type.Array(oneOf(['inside', 'edge', 'conduit', 'receiving'])),
  conduits: Type.Array(Type.String(), { description: 'Those of its conduits that touch it' }),
  distance_m: metres('From the recorded point to the boundary, negative inside'),
  river_up_m: metres('The zone lies so far upstream'),
  river_down_m: metres('The zone lies so far downstream'),
  accuracy_m: Type.Number({ description: 'How far the boundary may be off' }),
  repaired: Type.Boolean({ description: 'Its outline crossed itself and was repaired: what was meant is not known' }),
  layer_date: text,
  layer_date_from: nullable(oneOf(LAYER_DATE_FROM)),
  document: text,
  authority: text,
  decisions: Type.Array(
    Type.Object({
      relation: oneOf(['inside', 'edge', 'conduit', 'receiving']),
      decision: oneOf(['confirmed', 'dismissed']),
      decided_on: Type.String({ description: 'Local day' }),
      reviewer: Type.Optional(Type.String({ description: 'Only with a token, on the card' })),
      why: Type.Optional(nullable(Type.String({ description: 'Only with a token, on the card' }))),
    }),
    { description: 'Of the relations those decided on review, while that holds; dismissed ones stay listed' },
  ),
});

export const LevelSum = Type.Object({
  level: oneOf(['1', '2', 'protection_area', 'quasi', 'other', 'all']),
  zones: count('Valid on the day'),
  checked: Type.Boolean({
    description:
      'False: no such zone is valid on the day (the numbers are null), or the numbers may be too low: a zone was rejected, a level is missing or not known',
  }),
  outfalls: numberOrNull('Confirmed, each once at its strictest level: the denominator'),
  closed: numberOrNull('Of them closed out by the day: the numerator'),
  closed_percent: percent,
  to_remediate: numberOrNull('Of them all but no_action'),
  to_remediate_closed: numberOrNull(),
  to_remediate_percent: percent,
  inside: numberOrNull('Of the outfalls those whose point lies inside'),
  by_water_or_conduit: numberOrNull('Of the outfalls the others'),
  suspect: numberOrNull('Besides: suspected ones'),
  edge_only: numberOrNull('Besides: outside, within the accuracy of the boundary'),
  dismissed: numberOrNull('Besides: every relation dismissed on review, whatever the status'),
  legacy: numberOrNull('Of the outfalls those there for historical reasons'),
  level_unknown: numberOrNull('Of protection_area: outfalls in zones of unknown level, in none of its numbers'),
});

export const DrinkingRow = Type.Object({
  id: Id,
  code: text,
  name: text,
  level: nullable(Type.String({ description: 'Of the strictest zone it is in' })),
  town: text,
  type: text,
  subtype: text,
  status: Type.String(),
  in_zone: Type.Boolean({ description: 'By point, water or conduit, or on a border it shares; whatever its status' }),
  counted: Type.Boolean({ description: 'Stands in the sums of its level' }),
  closed: Type.Boolean({ description: 'Closed out by the day asked' }),
  closed_out_on: text,
  handle_type: text,
  handle_stage: text,
  deadline: text,
  legacy: yesNo,
  proposal: nullable(
    oneOf(['closed', 'ban', 'decision_required', 'restrict', 'verify', 'authority_decides'], {
      description: 'A proposal, never an order; null where nothing could be checked',
    }),
  ),
  doubts: Type.Array(
    oneOf(['legacy', 'point_outside', 'edge', 'stricter_edge', 'level_unknown', 'zone_repaired', 'urban_storm']),
  ),
  clauses: Type.String({ description: 'Ids of the clauses, with spaces between' }),
  zone: text,
  relation: oneOf(['inside', 'receiving', 'conduit', 'edge', 'not_checked']),
  relations: Type.String(),
  decision: nullable(
    oneOf(['confirmed', 'dismissed'], {
      description: 'On review, of the relation; dismissed: so was every other one, counted apart',
    }),
  ),
  decided_on: nullable(Type.String({ description: 'Local day' })),
  distance_m: metres(),
  river_distance_m: metres(),
  layer_date: text,
  layer_date_from: nullable(oneOf(LAYER_DATE_FROM)),
  document: text,
  authority: text,
  river: text,
  measure_m: metres(),
  bank: text,
  link_status: text,
  not_checked: Type.Array(Type.String({ description: 'What could not be looked at' })),
  zones: Type.Array(Zone, { description: 'Every zone it touches, with the evidence' }),
  lon: metres(),
  lat: metres(),
});
