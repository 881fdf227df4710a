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

/** What a card's figures are of. */
interface CardScope {
  district: string;
  asOf: string | null;
  version: string | number;
}

const NOTHING = { outfall: null, zone: null, failure: null };

export class CardLoader {
  outfall: Outfall | null = null;
  zone: ZoneRecord | null = null;
  /** The sentence to show when there is none. */
  failure: string | null = null;
  readonly #api: Api;
  #shown = ''; // what the card is of
  #asked = ''; // that, and the data version

  constructor(api: Api) {
    this.#api = api;
  }

  /**
   * Reads another thing, or the same of another data version: its old card stays until the new one is whole. Nothing
   * happens where neither changed. Whether it was read just now.
   */
  async read(scope: CardScope, target: CardTarget | null, language: Language): Promise<boolean> {
    const shown = JSON.stringify([scope.district, scope.asOf, target]);
    const asked = JSON.stringify([shown, scope.version]);
    if (asked === this.#asked) return false;
    if (shown !== this.#shown) Object.assign(this, NOTHING);
    this.#shown = shown;
    this.#asked = asked;
    if (!target) return false;
    try {
      const found = await this.#find(scope, target);
      if (asked === this.#asked) Object.assign(this, NOTHING, found);
    } catch (error) {
      if (asked === this.#asked) return this.#fail(error, language);
    }
    return asked === this.#asked;
  }

  /** A card that was there stays while the server is out of reach, and the next poll asks again. */
  #fail(error: unknown, language: Language): boolean {
    const isRefused = error instanceof ApiError;
    const isAgain = !isRefused && (this.outfall ?? this.zone) !== null;
    if (isAgain) this.#asked = '';
    else Object.assign(this, NOTHING, { failure: isRefused ? error.sentence(language) : String(error) });
    return !isAgain;
  }

  async #find({ district, asOf }: CardScope, { kind, id }: CardTarget) {
    if (kind === 'outfall') return { outfall: await this.#api.outfall(district, id) };
    return { zone: await this.#readZone(district, asOf, id) };
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
