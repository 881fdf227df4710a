/** Reads the record of the one thing whose card is open: an outfall's or a protected zone's. */
import type { Position } from 'geojson';
import type { Api } from '../api/client.ts';
import { isFinal, type Questions, unlessRefused } from '../api/questions.ts';
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

function refused(error: unknown, language: Language) {
  if (isFinal(error)) return { failure: error.sentence(language) };
  throw error;
}

export class CardLoader {
  outfall: Outfall | null = null;
  zone: ZoneRecord | null = null;
  /** The sentence to show when there is none. */
  failure: string | null = null;
  readonly #api: Api;
  readonly #questions: Questions;
  #abort = new AbortController();
  #shown = ''; // what the card is of
  #asked = ''; // that, and the data version

  constructor(api: Api, questions: Questions) {
    this.#api = api;
    this.#questions = questions;
  }

  /**
   * Reads another thing, or the same of another data version: its old card stays until the new one is whole, and while
   * the server is out of reach. Nothing happens where neither changed. `isRead` is called once a card or a refusal is there.
   */
  async read(scope: CardScope, target: CardTarget | null, language: Language, isRead: () => void): Promise<void> {
    const shown = JSON.stringify([scope.district, scope.asOf, target]);
    const asked = JSON.stringify([shown, scope.version]);
    if (asked === this.#asked) return;
    if (shown !== this.#shown) Object.assign(this, NOTHING);
    this.#shown = shown;
    this.#asked = asked;
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    if (!target) return;
    const work = async () => {
      const found = await this.#find(scope, target).catch((error) => refused(error, language));
      if (signal.aborted) return;
      Object.assign(this, NOTHING, found);
      isRead();
    };
    await this.#questions.ask('card', work, signal);
  }

  async #find({ district, asOf }: CardScope, { kind, id }: CardTarget) {
    if (kind === 'outfall') return { outfall: await this.#api.outfall(district, id) };
    return { zone: await this.#readZone(district, asOf, id) };
  }

  async #readZone(district: string, asOf: string | null, id: number): Promise<ZoneRecord> {
    const isShare = this.#api.connection.share !== null;
    const above = await featuresAbove(this.#api, 'zones', district);
    const [{ geometry, properties }, rivers] = await Promise.all([
      this.#api.feature('zones', above + id),
      isShare ? null : unlessRefused(this.#api.zoneRivers(district, asOf)), // no share may read it
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
