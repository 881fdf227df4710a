/** Schemas of rivers drawn straight and of the rows beside them. */
import { Type } from 'typebox';
import { Id, Mode, nullable, oneOf } from './schemas.ts';

const metre = (description: string) => Type.Number({ description });
const text = nullable(Type.String());
// not nullable(): the serialiser knows no unions inside tuples
const TupleText = Type.Unsafe<string | null>({ type: ['string', 'null'] });

const Bands = Type.Array(Type.Tuple([Type.Number(), Type.Number(), Type.Unsafe<State>({ type: 'string' })]), {
  description: 'From, to and state (gap, bridged, once, repeated), without a hole; metres from the start of the route',
});
type State = 'gap' | 'bridged' | 'once' | 'repeated';

export const Strip = Type.Object({
  river_id: Id,
  name: text,
  routes: Type.Array(
    Type.Object({
      route: Id,
      role: Type.String(),
      length_m: Type.Number(),
      modes: Type.Array(Type.Object({ mode: Mode, river: Bands, left: Bands, right: Bands }), {
        description: 'Left and right look from the start of the route to its end; river is the lesser of both banks',
      }),
      outfalls: Type.Array(
        Type.Object({
          id: Id,
          measure_m: metre('From the start of the route'),
          bank: nullable(oneOf(['left', 'right'])),
          type: Type.String(),
          progress: Type.String(),
        }),
      ),
      towns: Type.Array(Type.Tuple([Type.Number(), Type.Number(), TupleText, TupleText]), {
        description: 'From, to, name and key; null outside every town',
      }),
      zones: Type.Array(
        Type.Object({ from_m: Type.Number(), to_m: Type.Number(), name: text, kind: Type.String(), level: text }),
        { description: 'Protected zones that hold on the day; they may overlap' },
      ),
    }),
  ),
});

const km = (description: string) => Type.Optional(Type.Number({ description: `${description}; six decimals` }));
const percent = Type.Optional(nullable(Type.Number({ description: 'Of length_km' })));
const count = Type.Optional(Type.Integer({ description: 'Rows of /api/v1/gaps: gaps split by town' }));
const longest = Type.Optional(Type.Number({ description: 'Of these rows; 0 where there is none' }));

const Sums = {
  length_km: Type.Number({ description: 'Drawn; inside the scope, where one is asked for' }),
  outfalls: nullable(Type.Integer({ description: 'Null with known_at, and for a share of other layers' })),
  above_covered_km: km('Above water'),
  above_gap_km: km('covered + gap = length'),
  above_bridged_km: km('Of covered'),
  above_duplicate_km: km('Of covered: surveyed twice or more'),
  above_percent: percent,
  above_gaps: count,
  above_longest_gap_m: longest,
  under_covered_km: km('Under water'),
  under_gap_km: km('covered + gap = length'),
  under_bridged_km: km('Of covered'),
  under_duplicate_km: km('Of covered: surveyed twice or more'),
  under_percent: percent,
  under_gaps: count,
  under_longest_gap_m: longest,
};

export const RiverCoverageRow = Type.Object({
  key: Type.String(),
  name: text,
  river_id: Id,
  level: text,
  river_km: Type.Number({ description: 'The whole river, drawn' }),
  ...Sums,
});

export const RiverCoverageTotal = Type.Object(Sums);
