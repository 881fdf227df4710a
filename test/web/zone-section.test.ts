/** The verdict on protected zones in an outfall's card: what nobody checked never looks like a pass. */
import { describe, expect, it } from 'vitest';
import { GAP_WORDS } from '../../server/report/drinking-water/words.ts';
import type { OutfallFlag } from '../../web/api/types.ts';
import { DICTIONARIES, type Key, translator } from '../../web/i18n/dictionary.ts';
import { relationsOf, verdictOf } from '../../web/panels/zone-section.ts';

const ZONE: NonNullable<OutfallFlag['zone']> = {
  ...{
    zone: '一级区',
    level: '1',
    relations: [],
    conduits: [],
    distance_m: -5,
    river_up_m: 0,
    river_down_m: 0,
    accuracy_m: 2,
  },
  ...{ layer_date: null, decisions: [] },
};
const flag = (more: Partial<OutfallFlag>): OutfallFlag => ({
  ...{ kind: 'drinking_water', state: 'clear', reason: null, doubts: [], zone: null },
  ...more,
});
const touching = (relations: NonNullable<OutfallFlag['zone']>['relations'], dismissed: string[] = []) => {
  const decisions = dismissed.map((relation) => ({ relation, decision: 'dismissed', decided_on: '2026-01-01' }));
  return flag({ state: 'touches', zone: { ...ZONE, relations, decisions: decisions as typeof ZONE.decisions } });
};

describe('the verdict of a flag', () => {
  it.each(['layer_not_loaded', 'none_valid', 'no_position', 'unlinked', 'zones_rejected'])(
    'of %s is unknown',
    (reason) => {
      expect(verdictOf(flag({ state: 'not_checked', reason }))).toBe('unknown');
    },
  );

  it('is a pass where all was looked at, or the conduit alone is not recorded; else it is to be looked at', () => {
    expect(verdictOf(flag({}))).toBe('pass');
    expect(verdictOf(flag({ doubts: ['no_conduit'] }))).toBe('pass');
    expect(verdictOf(flag({ doubts: ['no_conduit', 'link_doubtful'] }))).toBe('consult');
    expect(verdictOf(flag({ doubts: ['zone_repaired'] }))).toBe('consult');
    expect(verdictOf(flag({ doubts: ['conduit_rejected'] }))).toBe('consult');
  });

  it('is a fail inside a zone, unless review dismissed just that', () => {
    expect(verdictOf(touching(['inside', 'edge']))).toBe('fail');
    expect(verdictOf(touching(['inside', 'edge'], ['edge']))).toBe('fail');
    expect(verdictOf(touching(['inside', 'edge'], ['inside']))).toBe('consult');
    expect(verdictOf(touching(['receiving']))).toBe('consult');
  });
});

describe('a relation by a conduit', () => {
  it('names the conduits', () => {
    const zone = { ...touching(['conduit']).zone!, conduits: ['管1', '管2'] };
    expect(relationsOf(translator('zh'), zone)).toBe('管道穿过（管1, 管2）');
    expect(relationsOf(translator('en'), zone)).toMatch(/ \(管1, 管2\)$/);
    expect(relationsOf(translator('zh'), { ...zone, relations: ['inside'] })).toBe('在区内');
  });
});

describe('a doubt', () => {
  it.each(['no_conduit', 'conduit_rejected', 'link_doubtful', 'zone_repaired'])('%s is said as in print', (doubt) => {
    const key = `flag_${doubt}` as Key;
    expect({ zh: DICTIONARIES.zh[key], en: DICTIONARIES.en[key] }).toEqual(GAP_WORDS[doubt]);
  });
});
