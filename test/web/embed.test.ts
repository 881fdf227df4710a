import { describe, expect, it } from 'vitest';
import { DEFAULT_LAYERS } from '../../tiles/manifest.ts';
import { Attributes, RULES } from '../../web/embed/attributes.ts';
import { parseFrame } from '../../web/embed/frame-state.ts';
import { orderIn, refusalOf } from '../../web/embed/messages.ts';
import { LEGEND_KEYS, parseShown, unreadOf } from '../../web/embed/options.ts';
import { asPlace, noPlace } from '../../web/embed/places.ts';
import { snippets } from '../../web/embed/snippets.ts';
import { translator } from '../../web/i18n/dictionary.ts';
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

  it('is named by the ids of tile layers, and by the two words that were used before', () => {
    const shown = (layers: string) => LEGEND_KEYS.filter((key) => !parseShown(layers, null).hidden.includes(key));
    const fields = LEGEND_KEYS.filter((key) => /^(type|progress):/.test(key));
    expect(shown('rivers,water_bodies,water_labels')).toEqual(['areas', 'labels', ...fields]);
    expect(shown('water,labels')).toEqual(shown('water_bodies,water_labels'));
    expect(shown('intakes')).toEqual(['intakes', ...fields]);
    expect(shown('zones,sewers,manholes')).toEqual([
      'zone:1',
      'zone:2',
      'zone:quasi',
      'zone:other',
      'intakes',
      'sewer:sanitary',
      'sewer:storm',
      ...fields,
    ]);
    expect(parseShown(DEFAULT_LAYERS.join(','), null)).toEqual({ hidden: [], unknown: [] }); // all that the viewer draws
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
    [null, 'type=industrial,pink', ['pink']],
  ])('names what it does not know: %s %s', (layers, filters, unknown) => {
    expect(parseShown(layers, filters).unknown).toEqual(unknown);
  });

  it('is all there is where no word of it is known, and what the known ones say where some are', () => {
    expect(parseShown('gap', 'type=industry').hidden).toEqual([]);
    expect(parseShown('gaps,pink', null).hidden).toEqual(parseShown('gaps', null).hidden);
    expect(parseShown('gaps', null).hidden).toContain('once');
  });

  it.each([
    ['', null, 'layers=""'],
    [' , ', null, 'layers=" , "'],
    [null, 'type=', 'type='],
    [null, 'progress', 'progress'],
  ])('is all there is where no word is given, and that is said: layers=%j filters=%j', (layers, filters, said) => {
    expect(parseShown(layers, filters)).toEqual({ hidden: [], unknown: [said] });
  });

  it.each([
    [null, undefined, []],
    ['rivers,outfalls', undefined, []], // no link, or one of all layers
    ['rivers,outfalls,zones,foo', ['rivers', 'gaps'], ['outfalls', 'zones']],
    ['water,labels,gaps', ['gaps'], ['water', 'labels']], // as it was written
    ['labels,manholes', ['rivers', 'sewers'], ['manholes']], // the names of rivers are there
    [null, ['gaps'], []],
  ])('has layers that a link does not read: %s of %j', (layers, read, unread) => {
    expect(unreadOf(layers, read)).toEqual(unread);
  });

  it('leaves out what the viewer’s legend has switched off', () => {
    expect(parseShown(null, 'type=industrial', 'gap,type:other,blue')).toEqual({
      hidden: ['gap', 'type:other', 'type:urban_wwtp', 'type:agricultural'],
      unknown: ['blue'],
    });
  });
});

describe('the address of a frame', () => {
  it('is the viewer’s and the elements’', () => {
    const state = parseFrame('?district=demo&river=12&layers=gaps&bars=0&token=oas_1_x&lang=en');
    expect(state).toMatchObject({
      district: 'demo',
      map: { river: '12', layers: 'gaps', token: 'oas_1_x', language: 'en', theme: null },
      unknown: [],
      bars: false,
      share: 'oas_1_x',
      language: 'en',
    });
    expect(parseFrame('?theme=auto').theme).toBe('auto');
    expect(parseFrame('?theme=pink').theme).toBe('light');
  });

  it('names the parameters that it has not', () => {
    expect(parseFrame('?rivr=12&area=1&lang=en&language=en&dark=1').unknown).toEqual(['rivr', 'dark']);
  });
});

describe('messages to a frame', () => {
  it('are obeyed only when they are for us and known', () => {
    expect(orderIn({ to: 'outfall-atlas', type: 'filter', filters: '' })).not.toBeNull();
    for (const other of [null, 'fly', { type: 'fly' }, { to: 'outfall-atlas', type: 'eval' }, { to: 'x', type: 'fly' }])
      expect(orderIn(other)).toBeNull();
  });
});

describe('a message that cannot be obeyed', () => {
  it.each([
    [{}, 'A message without its type.', '消息没有 type。'],
    [{ type: 'dance' }, 'Unknown message: dance.', '不认识的消息：dance。'],
    [{ type: 'fly' }, 'A message fly without its place.', '消息 fly 没有 place。'],
    [{ type: 'select' }, 'A message select without its target.', '消息 select 没有 target。'],
    [{ type: 'layers' }, 'A message layers without its layers.', '消息 layers 没有 layers。'],
    [{ type: { a: 1 } }, 'Unknown message: {"a":1}.', '不认识的消息：{"a":1}。'],
    [{ type: 'filter', filters: 'type=pink' }, 'Unknown layer or filter: pink.', '不认识的图层或筛选：pink。'],
    [
      { type: 'layers', layers: 'gaps,rivulets' },
      'Unknown layer or filter: rivulets.',
      '不认识的图层或筛选：rivulets。',
    ],
    [
      { type: 'filter', filters: { type: 'other' } },
      'Unknown layer or filter: {"type":"other"}.',
      '不认识的图层或筛选：{"type":"other"}。',
    ],
    [{ type: 'layers', layers: ['gaps'] }, 'Unknown layer or filter: ["gaps"].', '不认识的图层或筛选：["gaps"]。'],
  ])('is refused with what it lacks: %j', (message, english, chinese) => {
    const refusal = refusalOf({ to: 'outfall-atlas', ...message });
    expect(translator('en')(...refusal!)).toBe(english);
    expect(translator('zh')(...refusal!)).toBe(chinese);
  });

  it.each([
    [{ type: 'select', target: null }],
    [{ type: 'layers', layers: null }],
    [{ type: 'layers', layers: 'gaps,outfalls' }],
    [{ type: 'filter' }],
    [{ type: 'filter', filters: 'type=industrial;progress=suspect' }],
    [{ type: 'fly', place: 'nowhere' }],
  ])('is none of those that can be tried: %j', (message) => {
    expect(refusalOf({ to: 'outfall-atlas', ...message })).toBeNull();
  });
});

describe('a place that a page names', () => {
  it.each([
    [{ lon: 121, lat: 31 }],
    [{ lon: 121, lat: 31, zoom: 12 }],
    [{ kind: 'town', key: 'T01' }],
    [{ kind: 'river', id: 3 }],
    [{ kind: 'gap', riverId: 1, routeId: 2, fromM: 3.5 }],
  ])('is understood: %j', (place) => {
    expect(asPlace(place)).toEqual(place);
  });

  it('may be text', () => expect(asPlace('river:3')).toEqual({ kind: 'river', id: 3 }));

  it.each([
    [null],
    [undefined],
    ['nowhere'],
    [7],
    [{}],
    [{ lon: 'x', lat: 31 }],
    [{ lon: Number.NaN, lat: 31 }],
    [{ lon: 121, lat: 131 }],
    [{ lon: 121, lat: 31, zoom: 'close' }],
    [{ kind: 'town' }],
    [{ kind: 'river' }],
    [{ kind: 'river', id: 'x' }],
    [{ kind: 'castle', id: 1 }],
  ])('is refused: %j', (place) => {
    expect(asPlace(place)).toBeNull();
  });

  it.each([
    [{ lon: Number.NaN, lat: 31 }, 'lon = NaN (-180 … 180)'],
    [{ lon: 121, lat: -131, zoom: 12 }, 'lat = -131 (-90 … 90)'],
    [
      { lon: '121', lat: Number.POSITIVE_INFINITY, zoom: null },
      'lon = "121" (-180 … 180), lat = Infinity (-90 … 90), zoom = null (0 … 24)',
    ],
    [{ lon: 121 }, 'lat = undefined (-90 … 90)'],
  ])('is said with the numbers that are wrong: %j', (place, wrong) => {
    expect(noPlace(place)).toEqual(['embedNoCoordinates', { wrong }]);
  });

  it.each([
    ['nowhere', '"nowhere"'],
    [Number.NaN, 'NaN'],
    [{}, '{}'],
    [{ kind: 'gap', riverId: 1, fromM: Number.NEGATIVE_INFINITY }, '{"kind":"gap","riverId":1,"fromM":-Infinity}'],
    [{ kind: 'castle', name: 'NaN' }, '{"kind":"castle","name":"NaN"}'],
  ])('is said as it was sent where it has none: %j', (place, said) => {
    expect(noPlace(place)).toEqual(['embedNoPlace', { place: said }]);
  });
});

describe('attributes', () => {
  const element = (values: object) =>
    Object.assign({ getAttribute: () => null } as unknown as HTMLElement, values) as HTMLElement &
      Record<string, unknown>;
  const checked = (values: object) => {
    const { language, look, mode, asOf, river } = RULES;
    const attributes = new Attributes({ language, look, mode, asOf, river });
    const page = element(values);
    attributes.check(page, new Map(Object.keys(values).map((name) => [name, undefined])));
    return { page, attributes, said: attributes.sentences(translator('en')).join(' ') };
  };

  it.each([
    ['language', 'fr', 'zh', /language="fr" 看不懂.*language="fr" is not understood, it should be zh \| en/],
    ['look', 'pink', 'light', /theme="pink" is not understood/],
    ['mode', 'sideways', 'above_water', /mode="sideways" is not understood/],
    ['asOf', '', null, /as-of="" is not understood, it should be YYYY-MM-DD/],
    ['asOf', '2025-02-30', null, /as-of="2025-02-30"/],
    ['river', Number.NaN, null, /river="NaN"/],
  ])('that nobody understands are said, and the default is taken: %s=%j', (name, value, otherwise, sentence) => {
    const { page, said } = checked({ [name]: value });
    expect(page[name]).toBe(otherwise);
    expect(said).toMatch(sentence);
  });

  it('that are right are left alone, and one that is mended is said no more', () => {
    const { page, said } = checked({
      language: 'en',
      look: 'auto',
      mode: 'above_not_under',
      asOf: '2024-02-29',
      river: 3,
    });
    expect(said).toBe('');
    expect(page.asOf).toBe('2024-02-29');
    const { page: other, attributes } = checked({ look: 'pink' });
    other.look = 'dark';
    attributes.check(other, new Map([['look', 'pink']]));
    expect(attributes.sentences(translator('zh'))).toEqual([]);
  });
});

describe('an attribute that was wrong', () => {
  it.each([
    ['asOf', 'as-of'],
    ['compare', 'compare'],
    ['at', 'at'],
    ['chosen', 'select'],
    ['river', 'river'],
    ['look', 'theme'],
  ])('is said no more once its property %s is set, though that is the default already', (property, name) => {
    const { look, asOf, compare, at, chosen, river } = RULES;
    const attributes = new Attributes({ look, asOf, compare, at, chosen, river });
    const wrong = { look: 'pink', asOf: 'x', compare: 'x', at: 'x', chosen: 'x', river: Number.NaN };
    const page = Object.assign({ getAttribute: () => 'x' } as unknown as HTMLElement, wrong);
    attributes.check(page, new Map(Object.keys(wrong).map((property) => [property, undefined])));
    expect(attributes.sentences(translator('en'))).toHaveLength(6);
    expect(attributes.forget(property)).toBe(true);
    const said = attributes.sentences(translator('en'));
    expect(said).toHaveLength(5);
    expect(said.join(' ')).not.toContain(`${name}=`);
    expect(attributes.forget(property)).toBe(false);
  });

  it('is said as it was written, by its attribute or by its property', () => {
    const said = (written: string, river: unknown) => {
      const attributes = new Attributes({ river: RULES.river });
      const page = Object.assign({ getAttribute: () => written } as unknown as HTMLElement, { river });
      attributes.check(page, new Map([['river', undefined]]));
      return attributes.sentences(translator('en')).join(' ');
    };
    expect(said('twelve', Number.NaN)).toContain('river="twelve"');
    expect(said('1', 'twelve')).toContain('river="twelve"');
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
  const texts = snippets(view, 'https://a.example', 'A "title" <b>', 'light').map(({ text }) => text);

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

  it('name the style of the theme that is shown', () => {
    const style = snippets(view, 'https://a.example', 'x', 'dark')[3].text;
    expect(style).toBe('https://a.example/styles/dark.json?district=demo&mode=under_water&share=oas_1_x');
  });

  it('name the style of the day that is shown', () => {
    const style = snippets({ ...view, asOf: '2022-12-31' }, 'https://a.example', 'x', 'light')[3].text;
    expect(style).toBe(
      'https://a.example/styles/light.json?district=demo&mode=under_water&as_of=2022-12-31&share=oas_1_x',
    );
  });

  it('give a frame and an element that show what is seen', () => {
    const seen: ViewState = {
      ...FIRST_VIEW,
      district: 'demo',
      aboveOnly: true,
      view: { zoom: 13.25, lon: 121.12345, lat: 31.10001 },
      selection: { kind: 'outfall', id: 9 },
      hidden: ['gap', 'type:other'],
      theme: 'dark',
      language: 'en',
    };
    const [, frame, element] = snippets(seen, 'https://a.example', 'x', 'light').map(({ text }) => text);
    const address = frame.match(/src="([^"]+)"/)![1].replaceAll('&amp;', '&');
    const framed = parseFrame(new URL(address).search).map;
    const tag = element.match(/<outfall-map([^>]*)>/)![1];
    const own = Object.fromEntries([...tag.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    expect(own).toMatchObject({
      mode: 'above_not_under',
      at: '13.25/121.12345/31.10001',
      select: 'outfall:9',
      hide: 'gap,type:other',
      theme: 'dark',
      language: 'en',
    });
    for (const [name, value] of Object.entries(framed)) expect(own[name] ?? null, name).toBe(value);
  });

  it('name the theme where it follows the reader’s, since a frame is light otherwise', () => {
    const [, frame, element] = snippets(view, 'https://a.example', 'x', 'light').map(({ text }) => text);
    expect(parseFrame(`?${frame.split('?')[1].split('"')[0].replaceAll('&amp;', '&')}`).map.theme).toBe('auto');
    expect(element).toContain('theme="auto"');
  });

  it('stay one tag whatever stands in a title', () => {
    expect(texts[1]).toContain('title="A &quot;title&quot; &lt;b>"');
    expect(texts[1].match(/<iframe/g)).toHaveLength(1);
  });
});
