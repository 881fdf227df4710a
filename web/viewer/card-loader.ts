/** Reads the record of the one thing whose card is open: an outfall's or a protected zone's. */
import type { Position } from 'geojson';
import { type Api, ApiError } from '../api/client.ts';
import type { Bbox, Outfall, Zone } from '../api/types.ts';
import type { Language } from '../i18n/dictionary.ts';
import type { Target } from '../style/layers/selection.ts';
import { featuresAbove } from './selected-lines.ts';

export type CardTarget = Extract<Target, { kind: 'outfall' | 'zone' }>;

/** Of which a card is shown; null of what has none. */
export const cardOf = (target: Target | null): CardTarget | null =>
  target?.kind === 'outfall' || target?.kind === 'zone' ? target : null;

export interface ZoneRecord extends Zone {
  /** River inside, kilometres; null where it cannot be told. */
  riverKm: number | null;
}

export class CardLoader {
  outfall: Outfall | null = null;
  zone: ZoneRecord | null = null;
  /** The sentence to show when there is none. */
  failure: string | null = null;
  readonly #api: Api;
  #asked = '';

  constructor(api: Api) {
    this.#api = api;
  }

  /** Reads another thing (or the same: then nothing happens). Whether it was read just now. */
  async read(district: string, asOf: string | null, target: CardTarget | null, language: Language): Promise<boolean> {
    const asked = JSON.stringify([district, asOf, target]);
    if (asked === this.#asked) return false;
    this.#asked = asked;
    Object.assign(this, { outfall: null, zone: null, failure: null });
    if (!target) return false;
    try {
      if (target.kind === 'outfall') {
        const outfall = await this.#api.outfall(district, target.id);
        if (asked === this.#asked) this.outfall = outfall;
      } else {
        const zone = await this.#readZone(district, asOf, target.id);
        if (asked === this.#asked) this.zone = zone;
      }
    } catch (error) {
      if (asked === this.#asked) this.failure = error instanceof ApiError ? error.sentence(language) : String(error);
    }
    return asked === this.#asked;
  }

  async #readZone(district: string, asOf: string | null, id: number): Promise<ZoneRecord> {
    const above = await featuresAbove(this.#api, 'zones', district);
    const [{ geometry, properties }, rivers] = await Promise.all([
      this.#api.feature('zones', above + id),
      this.#api.zoneRivers(district, asOf).catch(() => null), // a share may not read it
    ]);
    const riverKm = rivers && (rivers.find(({ zone_id }) => zone_id === id)?.length_km ?? 0);
    return { ...(properties as Omit<Zone, 'bbox'>), bbox: boxAround(geometry), riverKm };
  }
}

/** West, south, east, north of any geometry but a collection. */
export function boxAround(geometry: { type: string } & object): Bbox {
  const positions: Position[] = [];
  const gather = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number') positions.push(part as Position);
    else part.forEach(gather);
  };
  gather((geometry as { coordinates?: unknown }).coordinates);
  const [xs, ys] = [positions.map(([x]) => x), positions.map(([, y]) => y)];
  const least = (all: number[]) => all.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (all: number[]) => all.reduce((a, b) => Math.max(a, b), -Infinity);
  return [least(xs), least(ys), most(xs), most(ys)];
}
