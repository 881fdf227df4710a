import { describe, expect, it } from 'vitest';
import { type Api, ApiError } from '../../web/api/client.ts';
import { CardLoader, type CardTarget } from '../../web/viewer/card-loader.ts';

const OUTFALL: CardTarget = { kind: 'outfall', id: 82 };
const ZONE: CardTarget = { kind: 'zone', id: 3 };

/** A server whose things are called as it is told; each answer waits until it is let go. */
function server() {
  let name = 'before';
  let failure: Error | null = null;
  const answers: (() => void)[] = [];
  const answer = <Found>(found: Found) =>
    new Promise<Found>((resolve, reject) => {
      const said = failure;
      answers.push(() => (said ? reject(said) : resolve(found)));
    });
  const api = {
    outfall: () => answer({ id: 82, name }),
    feature: () => answer({ geometry: { type: 'Point', coordinates: [121, 31] }, properties: { id: 3, name } }),
    zoneRivers: async () => [{ zone_id: 3, length_km: 1.5 }],
    features: async () => ({ features: [{ id: 3 }] }),
  } as unknown as Api;
  const say = (next: string | Error) => {
    if (typeof next === 'string') name = next;
    failure = typeof next === 'string' ? null : next;
  };
  const settle = async (read: Promise<boolean>) => {
    let isDone = false;
    void read.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      answers.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    }
    return read;
  };
  return { cards: new CardLoader(api), say, settle };
}
const scope = (version: number, asOf: string | null = null) => ({ district: 'demo', asOf, version });

describe('an open card', () => {
  it.each([
    ['outfall', OUTFALL],
    ['zone', ZONE],
  ] as const)(
    'of a %s is read again of a newer data version, the old one standing until then',
    async (kind, target) => {
      const { cards, say, settle } = server();
      expect(await settle(cards.read(scope(1), target, 'zh'))).toBe(true);
      say('after');
      expect(await cards.read(scope(1), target, 'zh')).toBe(false);
      const reading = cards.read(scope(2), target, 'zh');
      expect(cards[kind]?.name).toBe('before');
      expect(await settle(reading)).toBe(true);
      expect(cards[kind]?.name).toBe('after');
    },
  );

  it('is empty at once where another thing or day is asked for', async () => {
    const { cards, settle } = server();
    await settle(cards.read(scope(1), ZONE, 'zh'));
    const reading = cards.read(scope(1, '2025-01-01'), ZONE, 'zh');
    expect(cards.zone).toBeNull();
    await settle(reading);
  });

  it('says so when its thing is no longer there, and stays while the server is out of reach', async () => {
    const { cards, say, settle } = server();
    await settle(cards.read(scope(1), OUTFALL, 'zh'));
    say(new TypeError('Failed to fetch'));
    expect(await settle(cards.read(scope(2), OUTFALL, 'zh'))).toBe(false);
    expect(cards).toMatchObject({ outfall: { name: 'before' }, failure: null });
    say(new ApiError(404, { code: 'outfall_not_found' } as ApiError['problem']));
    expect(await settle(cards.read(scope(2), OUTFALL, 'zh'))).toBe(true);
    expect(cards.outfall).toBeNull();
    expect(cards.failure).not.toBeNull();
  });
});
