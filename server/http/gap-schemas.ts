/** Which gaps are meant, and how a row of their list looks. */
import { Type } from 'typebox';
import { ACCESS_KINDS } from '../report/gaps/access.ts';
import { GAP_LEVELS } from '../report/gaps/filter.ts';
import { LONGEST_M, SHORTEST_M } from '../report/gaps/limits.ts';
import { ZONE_GROUPS } from '../report/groups.ts';
import { Id, KnownAt, Mode, nullable, oneOf, Period, RiverScope, Within } from './schemas.ts';

export const GapQuery = {
  ...Period,
  known_at: Type.Optional(KnownAt),
  river: Type.Optional(Id),
  town: Type.Optional(
    Type.String({ maxLength: 200, description: 'Key or name: only what is worked with it; outside for no town' }),
  ),
  level: Type.Optional(oneOf(GAP_LEVELS, { description: 'Of the river' })),
  group: Type.Optional(oneOf(ZONE_GROUPS, { description: 'Only inside such zones, a list for each' })),
  within: Type.Optional(Within),
  scope: Type.Optional(RiverScope),
  min_length_m: Type.Optional(
    Type.Number({ minimum: 0, maximum: LONGEST_M, description: 'Shorter gaps are left out, before they are cut' }),
  ),
  max_length_m: Type.Optional(
    Type.Number({
      minimum: SHORTEST_M,
      maximum: LONGEST_M,
      description: "Cut where the river's equal parts of at most so many metres meet",
    }),
  ),
};

const place = nullable(Type.Number());

/** With access=true. */
export const GapAccess = {
  access_kind: Type.Optional(
    nullable(oneOf(ACCESS_KINDS, { description: 'surveyed: along the river, where nothing is on land' })),
  ),
  access_name: Type.Optional(nullable(Type.String())),
  access_m: Type.Optional(nullable(Type.Number({ description: 'Straight from the gap; of surveyed along the river' }))),
  access_lon: Type.Optional(place),
  access_lat: Type.Optional(place),
  access_reason: Type.Optional(nullable(oneOf(['none_within_1000_m']))),
};

export const Gap = Type.Object({
  number: Type.String({ description: 'River, its part, metres into it; stays while other gaps are surveyed' }),
  river: nullable(Type.String()),
  river_id: Id,
  route: Id,
  mode: Mode,
  town: nullable(Type.String({ description: 'It is worked with' })),
  from_m: Type.Number({ description: 'From the start of the route' }),
  to_m: Type.Number(),
  length_m: Type.Number(),
  shared_m: Type.Number({ description: 'Of it on short stretches in other towns, along the line with them' }),
  shared_with: nullable(Type.String({ description: 'Those towns' })),
  zone: Type.Optional(Type.String({ description: 'Key of the zone, when asked by zone' })),
  zone_name: Type.Optional(nullable(Type.String())),
  zone_id: Type.Optional(Id),
});
