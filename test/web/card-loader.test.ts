import { describe, expect, it } from 'vitest';
import { type Api, ApiError, Unreachable } from '../../web/api/client.ts';
import { Questions } from '../../web/api/questions.ts';
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
    connection: { origin: '', share: null },
    zoneRivers: async () => [{ zone_id: 3, length_km: 1.5 }],
    features: async () => ({ features: [{ id: 3 }] }),
  } as unknown as Api;
  const say = (next: string | Error) => {
    if (typeof next === 'string') name = next;
    failure = typeof next === 'string' ? null : next;
  };
  /** Whether there was something new to show. */
  const settle = async (read: Promise<void>) => {
    const before = told;
    let isDone = false;
    void read.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      answers.shift()?.();
      await new Promise((resolve) => setTimeout(resolve));
    }
    return told > before;
  };
  const questions = new Questions(() => {});
  const cards = new CardLoader(api, questions);
  let told = 0;
  const read = (of: ReturnType<typeof scope>, target: CardTarget) => cards.read(of, target, 'zh', () => told++);
  /** Lets go what is asked by itself. */
  const answerAgain = async () => {
    await settle(Promise.resolve());
    for (const letGo of answers.splice(0)) letGo();
    await settle(Promise.resolve());
  };
  return { cards, questions, read, say, settle, answerAgain };
}
const scope = (version: number, asOf: string | null = null) => ({ district: 'demo', asOf, version });

describe('an open card', () => {
  it.each([
    ['outfall', OUTFALL],
    ['zone', ZONE],
  ] as const)(
    'of a %s is read again of a newer data version, the old one standing until then',
    async (kind, target) => {
      const { cards, read, say, settle } = server();
      expect(await settle(read(scope(1), target))).toBe(true);
      say('after');
      expect(await settle(read(scope(1), target))).toBe(false);
      const reading = read(scope(2), target);
      expect(cards[kind]?.name).toBe('before');
      expect(await settle(reading)).toBe(true);
      expect(cards[kind]?.name).toBe('after');
    },
  );

  it('is empty at once where another thing or day is asked for', async () => {
    const { cards, read, settle } = server();
    await settle(read(scope(1), ZONE));
    const reading = read(scope(1, '2025-01-01'), ZONE);
    expect(cards.zone).toBeNull();
    await settle(reading);
  });

  it('says so when its thing is no longer there, and stays while the server is out of reach', async () => {
    const { cards, read, say, settle } = server();
    await settle(read(scope(1), OUTFALL));
    say(new Unreachable('Failed to fetch'));
    expect(await settle(read(scope(2), OUTFALL))).toBe(false);
    expect(cards).toMatchObject({ outfall: { name: 'before' }, failure: null });
    say(new ApiError(404, { code: 'outfall_not_found' } as ApiError['problem']));
    expect(await settle(read(scope(3), OUTFALL))).toBe(true);
    expect(cards.outfall).toBeNull();
    expect(cards.failure).not.toBeNull();
  });

  it.each([
    ['out of reach', new Unreachable('Failed to fetch')],
    ['too busy', new ApiError(503, { code: 'busy' } as ApiError['problem'])],
  ])('that could not be read while the server was %s is asked for again, and says nothing raw', async (_, error) => {
    const { cards, questions, read, say, settle, answerAgain } = server();
    say(error);
    expect(await settle(read(scope(1), OUTFALL))).toBe(false);
    expect(cards).toMatchObject({ outfall: null, failure: null });
    expect(questions.trouble).not.toBeNull();
    say('after');
    questions.again();
    await answerAgain();
    expect(cards.outfall?.name).toBe('after');
    expect(questions.trouble).toBeNull();
  });
});
