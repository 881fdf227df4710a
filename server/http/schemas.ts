/** Schemas that several resources share. */
import { type TSchema, Type } from 'typebox';

export const DistrictKey = Type.String({
  pattern: '^[a-z0-9-]{1,16}$',
  description: 'Key of the district; may be left out when there is one.',
});

export const Mode = Type.Union([Type.Literal('above_water'), Type.Literal('under_water')], {
  description: 'Surveyed above water (水上) or under water (水下); both when left out.',
});

export const Group = Type.Union(
  [Type.Literal('district'), Type.Literal('river'), Type.Literal('town'), Type.Literal('level')],
  { description: 'What a row stands for; towns and outside add up to the district.' },
);

export const AsOf = Type.String({
  format: 'date',
  description: 'Local day; surveys up to and with it count. All surveys when left out.',
});

export const Box = Type.Array(Type.Number(), {
  minItems: 4,
  maxItems: 4,
  description: 'west, south, east, north; degrees, EPSG:4326 in the order lon, lat.',
});

export const Id = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });

export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable; scripts may depend on it.' }),
    detail: Type.String(),
    detail_zh: Type.Optional(Type.String()),
  },
  { description: 'RFC 9457, application/problem+json.', additionalProperties: true },
);

export const Paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 5000 })),
  cursor: Type.Optional(Type.String({ maxLength: 64, description: '`next` of the page before.' })),
};

export const Scope = { district: Type.Optional(DistrictKey) };

export const Period = { ...Scope, mode: Type.Optional(Mode), as_of: Type.Optional(AsOf) };

export function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

/** `{items, next, version}`: next is null on the last page, version the data version the items were made from. */
export function listing<Item extends TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item), next: nullable(Type.String()), version: Type.Integer() });
}
