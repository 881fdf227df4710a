/** Of answers that come in another order than they were asked for. */
import { expect, it } from 'vitest';
import { InOrder } from '../../web/api/in-order.ts';

it('takes each answer that no later one has come before', () => {
  const order = new InOrder();
  const [first, second, third] = [order.ask(), order.ask(), order.ask()];
  expect(second()).toBe(true);
  expect(first()).toBe(false);
  expect([third(), third(), second()]).toEqual([true, true, false]);
  expect(order.ask()()).toBe(true);
});
