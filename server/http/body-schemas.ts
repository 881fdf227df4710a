/** Schemas of what stands on the card of an outfall beside its own fields: surroundings and responsible bodies. */
import { Type } from 'typebox';
import { SUBJECTS, type Subject } from '../report/surroundings/subjects.ts';
import { Id, nullable, oneOf } from './schemas.ts';

const text = nullable(Type.String());
const number = nullable(Type.Number());

export const SurroundingSchema = Type.Object({
  subject: oneOf(Object.keys(SUBJECTS) as Subject[]),
  state: oneOf(['found', 'not_checked']),
  reason: nullable(oneOf(['layer_not_loaded', 'no_position', 'no_enterprise', 'beyond_end'])),
  layer: nullable(Type.String({ description: 'The layer that is not loaded' })),
  id: nullable(Id),
  name: text,
  kind: nullable(
    Type.String({ description: 'Kind of pipe or levee, level of section, intake or park, treatment plant, authority' }),
  ),
  relation: nullable(
    oneOf(['same_bank', 'across', 'inside', 'outside', 'river', 'straight', 'sea', 'land', 'line'], {
      description: 'river: downstream along it; sea or land side of the legal coastline',
    }),
  ),
  edge: nullable(Type.Boolean({ description: 'Within 2 m of the boundary' })),
  distance_m: nullable(Type.Number({ description: 'Negative inside an area and on the land side of the coast' })),
  straight: nullable(Type.Boolean({ description: 'False: along the river' })),
  crosses: nullable(Type.Array(Type.String(), { description: 'Waters the straight way crosses' })),
  lon: number,
  lat: number,
  enterprise: nullable(
    Type.Object({
      id: nullable(Id),
      name: nullable(Type.String({ description: 'Null where only the credit code tells and no token is given' })),
      by: oneOf(['outfall', 'credit_code']),
    }),
  ),
});

const ByClause = { clause: Type.String(), words: Type.String({ description: 'Of the plan' }) };

export const BodiesSchema = Type.Object({
  pack: nullable(Type.String({ description: 'The plan that holds; null: none is known and nothing is said' })),
  managing: nullable(Type.Object({ body: text, ...ByClause })),
  departments: Type.Array(
    Type.Object({
      ...ByClause,
      body: Type.Object({ zh: Type.String(), en: Type.String() }),
      role: oneOf(['lead', 'supervise', 'guide', 'assist']),
      tasks: Type.Unsafe<readonly string[]>({ type: 'array', items: { type: 'string' } }),
      certain: Type.Boolean({ description: 'False: hangs on a fact that is not known' }),
    }),
  ),
  fallback: nullable(Type.Object({ party: oneOf(['town', 'designated', 'none']), body: text, ...ByClause })),
});
