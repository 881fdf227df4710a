/** What single layers do with a row's values once its cells are read. */
import { type LayerName, layerOf } from '../fields.ts';
import type { SourceRow } from '../request.ts';
import { utcOffsetNeeded } from './cells.ts';
import type { ConvertOptions, ReadyRow } from './convert.ts';
import type { Fault } from './geometry.ts';
import { dayFault, timeFault } from './survey-day.ts';

type Complete = NonNullable<ConvertOptions['complete']>;

/** The layer's step; undefined where its cells are all there is. */
export function completionOf(layer: LayerName, utcOffsetMinutes: number | null): Complete | undefined {
  return COMPLETIONS[layer]?.(utcOffsetMinutes);
}

const at = (layer: LayerName, field: string) => layerOf(layer).fields.findIndex(({ name }) => name === field);

const COMPLETIONS: Partial<Record<LayerName, (utcOffsetMinutes: number | null) => Complete>> = {
  towns: () => completeTown,
  zones: () => completeZone,
  tracks: (utcOffsetMinutes) => (values, source) => completeTrack(values, source, utcOffsetMinutes),
  'function-zones': () => (values, source) => completeReach('function-zones', values, source),
  'key-reaches': () => (values, source) => completeReach('key-reaches', values, source),
  surveys: (utcOffsetMinutes) => (values) =>
    rangeFault('surveys', values) ?? dayFault(String(values[at('surveys', 'date')]), utcOffsetMinutes),
};

/** Key and name stand for each other. */
function completeTown(values: ReadyRow['values']): Fault | undefined {
  const [key, name] = [at('towns', 'key'), at('towns', 'name')];
  values[key] ??= values[name];
  values[name] ??= values[key];
  return values[key] === null ? { code: 'missing_field', field: 'name' } : undefined;
}

/** A zone that holds on no day would leave the outfalls in it clear. */
function completeZone(values: ReadyRow['values']): Fault | undefined {
  const [from, to] = [values[at('zones', 'valid_from')], values[at('zones', 'valid_to')]] as (string | null)[];
  if (from === null || to === null || from <= to) return undefined;
  return { code: 'validity_reversed', field: 'valid_to', value: `${from} – ${to}` };
}

/** Without a time at every fix the date must be said; with times the district's local day must be known. */
function completeTrack(
  values: ReadyRow['values'],
  source: SourceRow,
  utcOffsetMinutes: number | null,
): Fault | undefined {
  const timed = source.times?.every((time) => Number.isFinite(time)) ?? false;
  if (timed && utcOffsetMinutes === null) throw utcOffsetNeeded();
  if (timed) return timeFault(source.times!, utcOffsetMinutes!);
  const day = values[at('tracks', 'date')];
  return day === null ? { code: 'missing_field', field: 'date' } : dayFault(String(day), utcOffsetMinutes);
}

/** A stretch of river is a line, or a river with measures; measures beside a line may be left out. */
function completeReach(layer: LayerName, values: ReadyRow['values'], { geometry }: SourceRow): Fault | undefined {
  if (geometry === null)
    for (const field of ['river', 'from_m', 'to_m'])
      if (values[at(layer, field)] === null) return { code: 'missing_field', field };
  return rangeFault(layer, values);
}

/** Both ends or none, in order: which of the two was meant, and whose left is left, only a person can say. */
function rangeFault(layer: LayerName, values: ReadyRow['values']): Fault | undefined {
  const [from, to] = [values[at(layer, 'from_m')], values[at(layer, 'to_m')]] as (number | null)[];
  const isRange = from === null || to === null ? from === to : from < to;
  if (isRange) return undefined;
  const metres = (mm: number | null) => (mm === null ? '' : mm / 1000);
  const code = from !== null && to !== null && from > to ? 'range_reversed' : 'bad_range';
  return { code, field: 'from_m', value: `${metres(from)} – ${metres(to)}` };
}
