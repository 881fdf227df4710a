/** Schemas that several resources share. */
import { STATUS_CODES } from 'node:http';
import { type TSchema, Type } from 'typebox';
import type { AnyGroup } from '../report/groups.ts';
import { PHASES } from '../rules/funding/rule.ts';
import { written } from './patterns.ts';

export const DistrictKey = Type.String({
  ...written('district'),
  description: 'Key of the district; may be left out when there is one.',
});

/** One of a few words; said so in one line when it is not. */
export function oneOf<Word extends string>(words: readonly Word[], options: { description?: string } = {}) {
  return Type.Unsafe<Word>({ type: 'string', enum: [...words], ...options });
}

export const Mode = oneOf(['above_water', 'under_water'], {
  description: 'Surveyed above water (水上) or under water (水下); both when left out.',
});

export const ModeAsked = oneOf(['above_water', 'under_water'], {
  description: 'Surveyed above water (水上) or under water (水下); above_water when left out.',
});

/** One of these words, or two of them with a comma between. */
export function groupsOf(words: readonly AnyGroup[]) {
  return Type.String({
    pattern: `^(${words.join('|')})(,(${words.join('|')}))?$`,
    description:
      'What a row stands for, or two crossed with a comma between (town,level). Rows of district, river, route, town (with outside), level and funding (who pays for a phase, QP-13) add up to the whole; rows of zones, function zones, basins, parks, residential areas, key reaches and venues may overlap and do not. Rows by crew (role viewer), method, campaign and year are what those surveys alone covered; first_covered_km of years adds up to what is covered.',
  });
}

export const FundingPhase = oneOf(PHASES, {
  description: 'Whose costs: 排查, 监测, 溯源, 整治; needed with group funding',
});

export const RiverScope = Type.String({
  maxLength: 400,
  description:
    'Only such rivers, the union of terms with commas between: set:NAME (GET /api/v1/scopes), level:L, river:KEY, town:KEY, cell:KEY, zone, drinking_water[:county], basin:KEY, function_zone, key_reach, park, residential, venue@METRES, park@METRES, residential@METRES.',
});

export const Notes = Type.Optional(
  Type.Array(Type.String(), { description: 'What the rows mean, where words are needed' }),
);

export const Within = Type.Number({
  exclusiveMinimum: 0,
  maximum: 50_000,
  description: 'With group venue: metres around a venue; 1000 when left out.',
});

export const AsOf = Type.String({
  format: 'date',
  description: 'Local day; surveys up to and with it count. All surveys when left out.',
});

export const KnownAt = Type.String({
  ...written('moment'),
  description:
    'As the register was known at the end of this local day, or at this data version: later imports, edits and undos do not count. A moment to come is answered with the newest version; `version` says which one answers. As it stands when left out.',
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

/** The refusals a route may answer with, by status. */
export function problems<Status extends number>(...statuses: Status[]) {
  const content = { 'application/problem+json': { schema: Problem } };
  return Object.fromEntries(statuses.map((status) => [status, { description: STATUS_CODES[status], content }]));
}

export const PAGE_SIZE = 5000;

export const Paging = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: `${PAGE_SIZE} when left out.` })),
  cursor: Type.Optional(Type.String({ maxLength: 64, description: '`next` of the page before.' })),
};

export const Scope = { district: Type.Optional(DistrictKey) };

export const Period = { ...Scope, mode: Type.Optional(Mode), as_of: Type.Optional(AsOf) };

export function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

/** Which data an answer was made from; the last two only while edits by hand wait to be derived from. */
export const DataVersion = {
  version: Type.Integer({ description: 'Data version the answer was made from' }),
  recomputing: Type.Optional(
    Type.Literal(true, {
      description:
        'Edits by psql or QGIS wait to be derived from: routes, links, zones and coverage are of derived_version still, and the version after this one has them',
    }),
  ),
  derived_version: Type.Optional(Type.Integer({ description: 'With recomputing: the version last derived from' })),
};

/** `{items, next, version}`: next is null on the last page. */
export function listing<Item extends TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item), next: nullable(Type.String()), ...DataVersion });
}
