/** What the address of /embed says: the viewer's own parameters and those of the map element. Pure. */
import { parseViewState, type ViewState } from '../state/view-state.ts';

export interface FrameState extends ViewState {
  river: number | null;
  town: string | null;
  layers: string | null;
  filters: string | null;
  /** The bar per town beside the map. */
  bars: boolean;
}

/** `token` is the element's name of the share; `share` the viewer's: both are read. */
export function parseFrame(query: string): FrameState {
  const given = new URLSearchParams(query);
  const state = parseViewState(query);
  const river = given.get('river');
  return {
    ...state,
    share: state.share ?? given.get('token'),
    theme: given.has('theme') ? state.theme : 'light',
    river: river !== null && /^\d{1,9}$/.test(river) ? Number(river) : null,
    town: given.get('town'),
    layers: given.get('layers'),
    filters: given.get('filters'),
    bars: given.get('bars') !== '0',
  };
}
