/** Which changes of a page's address are steps for the back button. */
import { describe, expect, it } from 'vitest';
import { AddressSteps } from '../../web/state/address-steps.ts';

/** Each address with how it was written after the one before; `wait` lets so many ms pass. */
function walked(...walk: (string | { wait: number })[]): string[] {
  let [now, before] = [0, ''];
  const steps = new AddressSteps(() => now);
  return walk.flatMap((next) => {
    if (typeof next !== 'string') {
      now += next.wait;
      return [];
    }
    const how = steps.how(before, next);
    before = next;
    return [how === 'pushState' ? 'push' : 'replace'];
  });
}

describe('a step for the back button', () => {
  it.each(['mode=under_water', 'as_of=2022-12-31&compare=2021-12-31', 'hide=gap', 'lang=en', 'theme=dark', 'tab=gaps'])(
    'is every choice: %s',
    (address) => {
      expect(walked(address, '', address)[0]).toBe('push');
      expect(walked(`at=9/1/1&${address}`, { wait: 3000 }, 'at=9/2/2')).toEqual(['push', 'push']);
    },
  );

  it('is no move of the map', () => {
    expect(walked('at=9/1/1', 'at=9/2/2', 'at=9/2/2&mode=under_water', 'at=9/3/3&mode=under_water')).toEqual([
      ...['replace', 'replace'],
      ...['push', 'replace'],
    ]);
  });

  it('is no item that a list is gone through by', () => {
    expect(walked('kind=link&item=1', 'kind=link&item=2', 'kind=flag', 'kind=flag&item=3')).toEqual([
      ...['push', 'replace', 'push', 'replace'],
    ]);
  });

  it('is one run of a day that is slid or a text that is typed, whatever the map does meanwhile', () => {
    const [may, june, july] = ['as_of=2022-05-31', 'as_of=2022-06-30', 'as_of=2022-07-31'];
    expect(walked(may, { wait: 1900 }, `${june}&at=9/1/1`, `${june}&at=9/2/2`, { wait: 1900 }, july)).toEqual([
      ...['push', 'replace', 'replace', 'replace'],
    ]);
    expect(walked('q=a', 'q=ab', 'q=abc')).toEqual(['push', 'replace', 'replace']);
    expect(walked('mode=above_not_under', may, june)).toEqual(['push', 'push', 'replace']);
  });

  it('is a day after a pause, after another choice, and one that is chosen with another', () => {
    const [may, june] = ['as_of=2022-05-31', 'as_of=2022-06-30'];
    expect(walked(may, { wait: 2100 }, june)).toEqual(['push', 'push']);
    expect(walked(may, `${may}&hide=gap`, `${june}&hide=gap`)).toEqual(['push', 'push', 'push']);
    expect(walked(may, `${may}&compare=2021-12-31`)).toEqual(['push', 'push']);
    expect(walked(may, 'mode=above_not_under')).toEqual(['push', 'push']);
  });
});
