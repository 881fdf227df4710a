import { describe, expect, it } from 'vitest';
import { parseFrame } from '../../web/embed/frame-state.ts';
import { orderIn } from '../../web/embed/messages.ts';
import { parseShown } from '../../web/embed/options.ts';
import { snippets } from '../../web/embed/snippets.ts';
import { FIRST_VIEW, type ViewState } from '../../web/state/view-state.ts';

describe('what an embed shows', () => {
  it('is everything unless layers are named', () => {
    expect(parseShown(null, null)).toEqual({ hidden: [], unknown: [] });
    expect(parseShown('gaps,water,zones,sewers', null).hidden).toEqual([
      'once',
      'bridged',
      'repeated',
      'outfalls',
      'towns',
      'labels',
    ]);
  });

  it('is filtered by several fields at once', () => {
    expect(parseShown(null, 'type=industrial,other; progress=action_needed').hidden).toEqual([
      'type:urban_wwtp',
      'type:agricultural',
      'progress:closed_out',
      'progress:suspect',
      'progress:in_work',
    ]);
  });

  it.each([
    ['gap', null, ['gap']],
    [null, 'type=industry', ['industry']],
    [null, 'constructor=x', ['constructor=x']],
    ['toString', 'x', ['toString', 'x']],
  ])('names what it does not know: %s %s', (layers, filters, unknown) => {
    expect(parseShown(layers, filters).unknown).toEqual(unknown);
  });
});

describe('the address of a frame', () => {
  it('is the viewer’s and the elements’', () => {
    const state = parseFrame('?district=demo&river=12&layers=gaps&bars=0&token=oas_1_x&lang=en');
    expect(state).toMatchObject({
      district: 'demo',
      river: 12,
      layers: 'gaps',
      bars: false,
      share: 'oas_1_x',
      language: 'en',
    });
    expect(parseFrame('?river=x').river).toBeNull();
  });
});

describe('messages to a frame', () => {
  it('are obeyed only when they are for us and known', () => {
    expect(orderIn({ to: 'outfall-atlas', type: 'filter', filters: '' })).not.toBeNull();
    for (const other of [null, 'fly', { type: 'fly' }, { to: 'outfall-atlas', type: 'eval' }, { to: 'x', type: 'fly' }])
      expect(orderIn(other)).toBeNull();
  });
});

describe('snippets', () => {
  const view: ViewState = {
    ...FIRST_VIEW,
    district: 'demo',
    mode: 'under_water',
    selection: { kind: 'river', id: 7 },
    share: 'oas_1_x',
  };
  const texts = snippets(view, 'https://a.example', 'A "title" <b>').map(({ text }) => text);

  it('carry the view and the share, each of them', () => {
    expect(texts).toHaveLength(5);
    for (const text of texts) expect(text).toMatch(/oas_1_x/);
    expect(texts[0]).toBe('https://a.example/?district=demo&mode=under_water&select=river%3A7&share=oas_1_x');
    expect(texts[2]).toContain(
      '<outfall-map district="demo" language="zh" theme="auto" token="oas_1_x" mode="under_water" river="7"',
    );
    expect(texts[2]).toContain('<coverage-strip');
    expect(texts[3]).toBe('https://a.example/styles/light.json?district=demo&mode=under_water&share=oas_1_x');
  });

  it('stay one tag whatever stands in a title', () => {
    expect(texts[1]).toContain('title="A &quot;title&quot; &lt;b>"');
    expect(texts[1].match(/<iframe/g)).toHaveLength(1);
  });
});
