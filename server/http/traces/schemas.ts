/** A trace as the API describes it. */
import { Type } from 'typebox';
import { TRACE_MODES } from '../../engine/trace/steps.ts';
import { HIT_KINDS } from '../../report/trace/hits.ts';
import { NOT_TRACED } from '../../report/trace/trace.ts';
import { DataVersion, Id, nullable, oneOf } from '../schemas.ts';

const text = nullable(Type.String());
const Unknown = nullable(Type.Integer({ description: 'Null: none is loaded' }));
const Place = {
  river: text,
  route: Id,
  measure_m: Type.Number({ description: 'From the start of the route' }),
  lon: Type.Number({ description: 'On the water' }),
  lat: Type.Number(),
};

const Hit = Type.Object({
  kind: oneOf(HIT_KINDS),
  id: Id,
  name: text,
  distance_m: Type.Number({
    description: 'Along the water, where it first comes to it; of a zone where it is entered',
  }),
  code: text,
  status: nullable(Type.String({ description: 'Of outfalls; of zones the kind' })),
  level: nullable(Type.String({ description: 'Of zones, sections and intakes' })),
  ...Place,
});

export const TraceModeWord = oneOf(TRACE_MODES, {
  description:
    'As in the network navigation of the National Hydrography Dataset. UM: up the river itself; UT: up with tributaries; DM: down the main stem, on the route to its end, then in the river itself or into what it ends in, the main route and the longest first; DD: down with every diversion.',
});

export const TraceRow = Type.Object({
  hits: Type.Array(Hit, {
    description:
      'Outfalls, intakes, sections and protected zones that hold today, the nearest first; without the start',
  }),
  sources: Type.Array(Type.String(), {
    description: "Source segments touched, the start's own too: the id of their file, else # and the row's id",
  }),
  length_km: Type.Number({ description: 'Of the water reached, each metre once' }),
  cut: nullable(oneOf(['distance'], { description: 'Water beyond distance_km was left out' })),
  mode: TraceModeWord,
  distance_km: nullable(Type.Number()),
  start: Type.Object({ ...Place, offset_m: Type.Number({ description: 'From what was asked about to the water' }) }),
  not_traced: Type.Array(oneOf(NOT_TRACED), { description: 'Not followed: not there yet' }),
  not_placed: Type.Object(
    { outfall: Unknown, intake: Unknown, section: Unknown },
    { description: 'Of the district, that sit on no river: whether the water comes by them is not known' },
  ),
  zones: nullable(Type.Integer({ description: 'Protected zones loaded; null: none, so that none could be met' })),
  tiles: Type.String({
    description: 'Address of its vector tiles, layer `preview`: kept for half an hour after they were used last',
  }),
  tiles_maxzoom: Type.Integer(),
  bounds: Type.Array(Type.Number(), { description: 'West, south, east, north of the water reached, the start too' }),
  ...DataVersion,
});
