/** Which outfalls the legend leaves: as a filter of what is drawn, and as what the service is asked for. Pure. */
import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl';
import { PROGRESS, TYPES } from '../style/layers/outfalls.ts';

/** The legend's values of one outfall field that are switched off. */
const off = (hidden: readonly string[], field: string): string[] =>
  hidden.filter((key) => key.startsWith(`${field}:`)).map((key) => key.slice(field.length + 1));

export const isOne = (field: string, otherwise: string, values: string[]): ExpressionSpecification => [
  'in',
  ['coalesce', ['get', field], otherwise],
  ['literal', values],
];

/** What is left of the outfalls; null where nothing of them is switched off. */
export function outfallsOff(hidden: readonly string[]): FilterSpecification | null {
  const types = off(hidden, 'type');
  const progress = off(hidden, 'progress');
  if (types.length + progress.length === 0) return null;
  return [
    'all',
    ['!', isOne('type', 'other', types)],
    ['!', isOne('progress', 'suspect', progress)],
  ] as FilterSpecification;
}

/** What is left, in the words of the service's tiles; null where nothing is switched off, or nothing is left. */
export function outfallsLeft(hidden: readonly string[]): { type?: string; progress?: string } | null {
  if (hidden.includes('outfalls')) return null;
  const left = (field: string, values: readonly string[]) => {
    const gone = off(hidden, field);
    return values.filter((value) => !gone.includes(value));
  };
  const [types, steps] = [left('type', TYPES), left('progress', PROGRESS)];
  const question = {
    ...(types.length < TYPES.length && { type: types.join() }),
    ...(steps.length < PROGRESS.length && { progress: steps.join() }),
  };
  const isSome = types.length > 0 && steps.length > 0 && Object.keys(question).length > 0;
  return isSome ? question : null;
}
