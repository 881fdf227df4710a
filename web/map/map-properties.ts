/** What a map element is given; its style is a function of it. */
import type { FeatureCollection } from 'geojson';
import { LitElement } from 'lit';
import type { StyleSpecification } from 'maplibre-gl';
import type { Bbox } from '../api/types.ts';
import type { MapView } from '../state/view-state.ts';
import type { Basemap } from '../style/layers/basemap.ts';
import type { Target } from '../style/layers/selection.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import type { Look } from '../style/tokens.ts';
import type { Padding } from './looking.ts';

/** Adds sources and layers to a style without changing the one given. */
type Guest = (style: StyleSpecification, theme: Look) => StyleSpecification;

export class MapProperties extends LitElement {
  static override properties = {
    tiles: {},
    bounds: { attribute: false },
    view: { attribute: false },
    theme: {},
    mode: {},
    label: {},
    hasTowns: { attribute: false },
    places: { attribute: false },
    basemap: { attribute: false },
    selection: { attribute: false },
    selected: { attribute: false },
    hover: { attribute: false },
    switchedOff: { attribute: false },
    spotlight: {},
    day: {},
    asOfTiles: {},
    outfallTiles: {},
    overlay: { attribute: false },
    marks: { attribute: false },
    aboveOnly: { attribute: false },
    changes: { attribute: false },
    guest: { attribute: false },
    padding: { attribute: false },
  };
  declare tiles: string | null; // tile URL with {z}/{x}/{y}
  declare bounds: Bbox | null; // shown first, when there is no view
  declare view: MapView | null; // shown first
  declare theme: Look;
  declare mode: Mode;
  declare label: string;
  declare hasTowns: boolean;
  declare places: FeatureCollection | null;
  declare basemap: Basemap | null;
  declare selection: Target | null;
  declare selected: FeatureCollection | null; // lines of the selection, with `level`
  declare hover: Target | null;
  declare switchedOff: readonly string[];
  declare spotlight: string | null;
  declare day: string; // zones are those that hold on it
  declare asOfTiles: string | null; // tile URL of coverage and gaps as of an earlier day
  declare outfallTiles: string | null; // tile URL of the outfalls that are left, where some are switched off
  declare changes: FeatureCollection | null; // between two days, with `change` and `level`
  declare guest: Guest | null; // what a room that is open draws on top
  declare overlay: FeatureCollection | null; // shapes of one thing that is looked at
  declare marks: FeatureCollection | null; // where gaps begin and end
  declare aboveOnly: boolean; // what is surveyed above water and not under it, in place of the states
  declare padding: Padding;

  constructor() {
    super();
    Object.assign(this, { tiles: null, bounds: null, view: null, theme: 'light', mode: 'above_water', label: '' });
    Object.assign(this, {
      hasTowns: true,
      places: null,
      basemap: null,
      selection: null,
      hover: null,
      switchedOff: [],
      spotlight: null,
      day: new Date().toISOString().slice(0, 10),
    });
    Object.assign(this, {
      asOfTiles: null,
      outfallTiles: null,
      overlay: null,
      changes: null,
      guest: null,
      marks: null,
      aboveOnly: false,
      padding: { top: 0, right: 0, bottom: 0, left: 0 },
    });
  }
}
