/** A what-if trace in the address: `trace=121.10490000,31.15270000,DD`, from an outfall with `,linked:7` or `,review:7` behind it. Pure. */

export const TRACE_MODES = ['DD', 'DM', 'UT', 'UM'] as const;
export type TraceMode = (typeof TRACE_MODES)[number];

/** Where something would be discharged, and which way the water is followed. */
export interface TraceFrom {
  lon: number;
  lat: number;
  mode: TraceMode;
  /** The outfall it was asked from: on the river that it is linked to, or while that is under review on the nearest. */
  outfall?: { id: number; link: 'linked' | 'review' };
}

/** Eight decimals are a millimetre. */
const PLACES = 1e8;

export const formatTrace = ({ lon, lat, mode, outfall }: TraceFrom): string =>
  `${lon.toFixed(8)},${lat.toFixed(8)},${mode}${outfall ? `,${outfall.link}:${outfall.id}` : ''}`;

/** A trace from where the address says, so that who opens it finds the same metres. */
export const traceAt = ({ lon, lat }: Pick<TraceFrom, 'lon' | 'lat'>, mode: TraceMode): TraceFrom => ({
  lon: Math.round(lon * PLACES) / PLACES,
  lat: Math.round(lat * PLACES) / PLACES,
  mode,
});

/** Reads what `formatTrace` writes; null when it is none. */
export function parseTrace(text: string | null): TraceFrom | null {
  const [, lon, lat, mode, link, id] =
    /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),([A-Z]{2})(?:,(linked|review):(\d{1,15}))?$/.exec(text ?? '') ?? [];
  const known = TRACE_MODES.find((each) => each === mode);
  if (known === undefined || Math.abs(Number(lon)) > 180 || Math.abs(Number(lat)) > 90) return null;
  const outfall = link && { outfall: { id: Number(id), link: link as 'linked' | 'review' } };
  return { lon: Number(lon), lat: Number(lat), mode: known, ...outfall };
}
