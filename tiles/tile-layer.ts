/** What a vector tile layer declares: its geometry, zooms and typed fields. */

export interface TileField {
  /** integers are exact whole numbers; metres in tiles are rounded to whole metres, the API has millimetres. */
  readonly type: 'string' | 'integer';
  readonly zh: string;
  readonly en: string;
  /** The closed list of values, where there is one. */
  readonly values?: readonly string[];
  /** The field is left out of tiles below this zoom, where nothing shows it: bytes that every reader would pay for. */
  readonly minzoom?: number;
}

export interface TileLayer {
  readonly id: string;
  readonly geometry: 'point' | 'line' | 'polygon';
  readonly minzoom: number;
  readonly maxzoom: number;
  readonly zh: string;
  readonly en: string;
  readonly fields: Readonly<Record<string, TileField>>;
  /**
   * Below this zoom, lines of one class are one feature without id; `merged` counts the lines in it, and it keeps the
   * fields that all lines of the class share. The class is given by the source (tiles/source.ts).
   */
  readonly mergeBelow?: number;
  /** Below this zoom, one point of the best rank stands for all in its cell; `count` says for how many, itself included. */
  readonly thinBelow?: number;
}
