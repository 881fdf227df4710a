/** Orders of the page around an embedded map: what is said of one is said until the next, however late it is found out. */
import { expect, it } from 'vitest';
import type { Bbox } from '../../web/api/types.ts';
import { type Doer, type Errand, Errands } from '../../web/embed/errands.ts';
import { translator } from '../../web/i18n/dictionary.ts';

const SAID = translator('en');

/** Answers by hand: one promise per place asked for. */
function embedded() {
  const answers: ((answer: Promise<Bbox | null | undefined>) => void)[] = [];
  const chosen: unknown[] = [];
  const gone: unknown[] = [];
  const doer: Doer = {
    isReady: () => true,
    find: () => new Promise((resolve) => answers.push(resolve)),
    choose: (target) => chosen.push(target),
    fit: (box) => gone.push(box),
    go: () => {},
    reason: (error) => (error as Error).message,
    said: () => {},
  };
  const errands = new Errands(doer);
  const select = (kind: 'zone' | 'river', id: number) => {
    errands.send({ place: { kind, id }, origin: 'order', chooses: true, flies: false } satisfies Errand);
    void errands.work();
  };
  const answer = async (given: Promise<Bbox | null | undefined>) => {
    answers.shift()!(given);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { errands, select, answer, chosen, gone, said: () => errands.sentences(SAID) };
}

it('is said where there is no such thing', async () => {
  const { select, answer, said } = embedded();
  select('zone', 999);
  await answer(Promise.resolve(undefined));
  expect(said()).toEqual(['There is no zone:999.']);
});

it('is not said of an order that another has followed before it was found out', async () => {
  const { select, answer, said, chosen } = embedded();
  select('zone', 999);
  select('river', 3);
  await answer(Promise.resolve(undefined));
  expect(said()).toEqual([]);
  await answer(Promise.resolve(null));
  expect([said(), chosen]).toEqual([[], [{ kind: 'river', id: 3 }]]);
});

it('is not said of an order that was taken back', async () => {
  const { errands, select, answer, said } = embedded();
  select('zone', 999);
  errands.forget('order');
  await answer(Promise.resolve(undefined));
  expect(said()).toEqual([]);
});

it('is said with its reason where it may not be asked, and the next order is done', async () => {
  const { select, answer, said, chosen } = embedded();
  select('zone', 1);
  await answer(Promise.reject(new Error('This link reads layers rivers, gaps of district demo only.')));
  expect(said()).toEqual(['Cannot read zone:1: This link reads layers rivers, gaps of district demo only.']);
  select('river', 3);
  await answer(Promise.resolve(null));
  expect([said(), chosen]).toEqual([[], [{ kind: 'river', id: 3 }]]);
});

it('is not chosen when nothing is to be chosen any more before it was found; what follows is', async () => {
  const { errands, select, answer, chosen } = embedded();
  select('zone', 1);
  select('zone', 2);
  errands.chooseNone();
  select('river', 3);
  for (let each = 0; each < 3; each++) await answer(Promise.resolve(null));
  expect(chosen).toEqual([{ kind: 'river', id: 3 }]);
});

it('is neither chosen nor gone to when the attribute that named it is gone or names another; orders stay', async () => {
  const { errands, select, answer, chosen, gone } = embedded();
  const named = (id: number) => {
    errands.drop('river');
    errands.send({ place: { kind: 'river', id }, origin: 'river', chooses: true, flies: true });
    void errands.work();
  };
  named(5);
  select('zone', 1);
  named(8);
  for (const at of [5, 1, 8]) await answer(Promise.resolve([at, at, at, at]));
  expect([chosen, gone]).toEqual([
    [
      { kind: 'zone', id: 1 },
      { kind: 'river', id: 8 },
    ],
    [[8, 8, 8, 8]],
  ]);
  named(5);
  errands.drop('river');
  await answer(Promise.resolve([5, 5, 5, 5]));
  expect([chosen.length, gone.length]).toEqual([2, 1]);
});
