/** What is proposed for outfalls in drinking-water protection areas, and in whose words. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOSE_OUT_BY, PLAN_CLAUSES } from '../../server/rules/drinking-water/clauses.ts';
import { type Place, propose, ruleOf, type Situation } from '../../server/rules/drinking-water/proposal.ts';
import { PACKS } from '../../server/rules/packs.ts';

const PLANS = new URL('../../../shared/plans/', import.meta.url).pathname;
const HERE: Place = { pack: 'SC', banInQuasi: false };
const IN_LEVEL_1: Situation = {
  level: '1',
  isInside: true,
  isOnEdge: false,
  isOnStricterEdge: false,
  isRepaired: false,
  hasUnknownLevel: false,
  status: 'confirmed',
  subtype: null,
  isClosed: false,
  legacy: null,
};
const proposed = (change: Partial<Situation>, place = HERE) => propose({ ...IN_LEVEL_1, ...change }, place).proposal;

describe.skipIf(!existsSync(PLANS))(`the plans (${existsSync(PLANS) ? 'read' : '../shared/plans is not here'})`, () => {
  it('say every sentence that is quoted', () => {
    const files = readdirSync(PLANS).sort();
    const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');
    const quoted = PACKS.flatMap((pack, i) => {
      const plan = plain(readFileSync(PLANS + files[i], 'utf8'));
      const words = [PLAN_CLAUSES[pack]?.words, CLOSE_OUT_BY[pack]?.words].flatMap((each) => each?.split('。') ?? []);
      return words.filter((each) => each !== '').map((each) => ({ words: each, said: plan.includes(plain(each)) }));
    });
    expect(quoted.length).toBeGreaterThan(5);
    expect(quoted.filter(({ said }) => !said)).toEqual([]);
  });
});

describe('a proposal', () => {
  it('is to close what lies inside level 1 and 2, by article 64 and the clause of the plan', () => {
    expect([proposed({}), proposed({ level: '2' })]).toEqual(['ban', 'ban']);
    expect(ruleOf('1', HERE).clauses.map(({ id }) => id)).toEqual(['WPL-64', 'WPL-65', 'SC-7']);
    expect(ruleOf('2', { ...HERE, pack: null }).clauses.map(({ id }) => id)).toEqual(['WPL-64', 'WPL-66']);
  });

  it('is weaker in the quasi area, unless rules of the place ban outfalls there too', () => {
    expect(proposed({ level: 'quasi' })).toBe('restrict');
    expect(ruleOf('quasi', HERE).clauses.map(({ id }) => id)).toEqual(['WPL-67']);
    expect(proposed({ level: 'quasi' }, { ...HERE, banInQuasi: true })).toBe('ban');
    expect(ruleOf('quasi', { ...HERE, banInQuasi: true }).clauses.map(({ id }) => id)).toEqual(['place', 'WPL-67']);
  });

  it('leaves to a decision what is legacy, outside by its point, an urban storm outlet or of no known level', () => {
    expect(proposed({ legacy: true })).toBe('decision_required');
    expect(proposed({ isInside: false })).toBe('decision_required');
    expect(proposed({ subtype: '城镇雨洪排口' })).toBe('decision_required');
    expect([proposed({ level: null }), proposed({ level: 'A' })]).toEqual(['decision_required', 'decision_required']);
    expect(proposed({ level: 'quasi', hasUnknownLevel: true })).toBe('decision_required');
    expect(proposed({ hasUnknownLevel: true })).toBe('ban'); // level 1 is the strictest whatever the other is
  });

  it('leaves to the authority what is within the accuracy of the boundary, and verifies what is suspected first', () => {
    expect(proposed({ isOnEdge: true })).toBe('authority_decides');
    expect(proposed({ level: '2', isOnStricterEdge: true })).toBe('authority_decides');
    expect(proposed({ level: '1', isRepaired: true })).toBe('authority_decides');
    expect(proposed({ status: 'suspect' })).toBe('verify');
    expect(proposed({ isClosed: true })).toBe('closed');
  });

  it('is never a ban where there is a doubt, whatever else holds', () => {
    const situations = fc.record({
      level: fc.constantFrom('1', '2', 'quasi', null, 'A'),
      isInside: fc.boolean(),
      isOnEdge: fc.boolean(),
      isOnStricterEdge: fc.boolean(),
      isRepaired: fc.boolean(),
      hasUnknownLevel: fc.boolean(),
      status: fc.constantFrom('suspect', 'confirmed'),
      subtype: fc.constantFrom(null, '城镇雨洪排口', '沟渠排口'),
      isClosed: fc.boolean(),
      legacy: fc.constantFrom(null, true, false),
    });
    fc.assert(
      fc.property(situations, fc.boolean(), (situation, banInQuasi) => {
        const { proposal, doubts } = propose(situation, { pack: null, banInQuasi });
        if (proposal === 'ban')
          expect([doubts, situation.legacy === true, situation.isInside]).toEqual([[], false, true]);
      }),
    );
  });
});
