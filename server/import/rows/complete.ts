/** What single layers do with a row's values once its cells are read. */
import { type LayerName, layerOf } from '../fields.ts';
import type { SourceRow } from '../request.ts';
import { utcOffsetNeeded } from './cells.ts';
import type { ConvertOptions, ReadyRow } from './convert.ts';
import type { Fault } from './geometry.ts';

type Complete = NonNullable<ConvertOptions['complete']>;

/** The layer's step; undefined where its cells are all there is. */
export function completionOf(layer: LayerName, utcOffsetMinutes: number | null): Complete | undefined {
  return COMPLETIONS[layer]?.(utcOffsetMinutes);
}

const at = (layer: LayerName, field: string) => layerOf(layer).fields.findIndex(({ name }) => name === field);

const COMPLETIONS: Partial<Record<LayerName, (utcOffsetMinutes: number | null) => Complete>> = {
  towns: () => completeTown,
  tracks: (utcOffsetMinutes) => (values, source) => completeTrack(values, source, utcOffsetMinutes),
  'function-zones': () => completeFunctionZone,
};

/** Key and name stand for each other. */
function completeTown(values: ReadyRow['values']): Fault | undefined {
  const [key, name] = [at('towns', 'key'), at('towns', 'name')];
  values[key] ??= values[name];
  values[name] ??= values[key];
  return values[key] === null ? { code: 'missing_field', field: 'name' } : undefined;
}

/** Without a time at every fix the date must be said; with times the district's local day must be known. */
function completeTrack(
  values: ReadyRow['values'],
  source: SourceRow,
  utcOffsetMinutes: number | null,
): Fault | undefined {
  const timed = source.times?.every((time) => Number.isFinite(time)) ?? false;
  if (timed && utcOffsetMinutes === null) throw utcOffsetNeeded();
  return !timed && values[at('tracks', 'date')] === null ? { code: 'missing_field', field: 'date' } : undefined;
}

function completeFunctionZone(values: ReadyRow['values']): Fault | undefined {
  const [from, to] = [values[at('function-zones', 'from_m')], values[at('function-zones', 'to_m')]] as number[];
  return from < to ? undefined : { code: 'bad_range', field: 'from_m', value: `${from / 1000} – ${to / 1000}` };
}
