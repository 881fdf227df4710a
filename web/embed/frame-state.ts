/** What the address of /embed says: the viewer's own parameters and those of the map element. Pure. */
import { parseViewState, type ViewState } from '../state/view-state.ts';

/** As the map element's attributes; null where the address has none. */
export type MapAttributes = Readonly<Record<(typeof ATTRIBUTES)[number], string | null>>;

export interface FrameState extends ViewState {
  /** The bar per town beside the map. */
  bars: boolean;
  map: MapAttributes;
  /** Parameters that /embed has not. */
  unknown: string[];
}

const ATTRIBUTES = [
  'district',
  'token',
  'language',
  'theme',
  'mode',
  'as-of',
  'compare',
  'at',
  'select',
  'river',
  'town',
  'layers',
  'filters',
  'hide',
] as const;

/** The viewer's names of what the elements call otherwise. */
const ALSO: Readonly<Record<string, string>> = { share: 'token', lang: 'language', as_of: 'as-of' };
/** Of the viewer, and nothing of a frame's. */
const OF_PANELS = ['area', 'measure', 'mark', 'tab'];

/** An attribute's name and the viewer's name of the same are both read. */
export function parseFrame(query: string): FrameState {
  const given = new URLSearchParams(query);
  for (const [viewers, elements] of Object.entries(ALSO)) {
    const value = given.get(viewers) ?? given.get(elements);
    if (value === null) continue;
    given.set(viewers, value);
    given.set(elements, value);
  }
  const known: readonly string[] = [...ATTRIBUTES, ...Object.keys(ALSO), ...OF_PANELS, 'bars'];
  const state = parseViewState(`?${given}`);
  return {
    ...state,
    theme: state.theme === 'auto' && given.get('theme') !== 'auto' ? 'light' : state.theme,
    bars: given.get('bars') !== '0',
    map: Object.fromEntries(ATTRIBUTES.map((name) => [name, given.get(name)])) as MapAttributes,
    unknown: [...new Set(given.keys())].filter((name) => !known.includes(name)),
  };
}
