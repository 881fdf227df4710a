/** Words of attributes that are not understood: said, and the default is taken. */
import type { LitElement } from 'lit';
import type { Translate } from '../i18n/dictionary.ts';
import { translator } from '../i18n/dictionary.ts';
import { isDay, parseTarget, parseView } from '../state/view-state.ts';
import { asGiven } from './as-json.ts';

/** What an attribute may say. */
export interface Rule {
  attribute: string;
  isRight(value: unknown): boolean;
  /** The words it may have, or their form. */
  known: string;
  /** What is shown when it is wrong. */
  otherwise: unknown;
  /** Its attribute is read as a number. */
  isNumber?: true;
}

const oneOf = (attribute: string, values: readonly string[], otherwise: string | null): Rule => ({
  attribute,
  isRight: (value) => (values as readonly unknown[]).includes(value),
  known: values.join(' | '),
  otherwise,
});
const number = (attribute: string): Rule => ({
  attribute,
  isRight: (value) => Number.isInteger(value) && Number(value) > 0,
  known: '1, 2, 3 …',
  otherwise: null,
  isNumber: true,
});
const text = (attribute: string, known: string, isRight: (value: string) => boolean): Rule => ({
  attribute,
  isRight: (value) => typeof value === 'string' && isRight(value),
  known,
  otherwise: null,
});

/** A page may set a property to anything. What the words say is looked at where they are read. */
const anyText = (attribute: string, known: string): Rule => text(attribute, known, () => true);

/** Of a strip that was not told whose it is. */
export const NO_RIVER = -1;

/** By property. A property that is null says nothing, and is right. */
export const RULES = {
  language: oneOf('language', ['zh', 'en'], 'zh'),
  look: oneOf('theme', ['light', 'dark', 'auto'], 'light'),
  mode: oneOf('mode', ['above_water', 'under_water', 'above_not_under'], 'above_water'),
  stripMode: oneOf('mode', ['above_water', 'under_water'], null),
  asOf: text('as-of', 'YYYY-MM-DD', isDay),
  compare: text('compare', 'YYYY-MM-DD', isDay),
  at: text('at', 'zoom/lon/lat', (value) => parseView(value) !== null),
  chosen: text('select', 'river:12 | outfall:7 | zone:3 | gap:12/30/7894.123', (value) => parseTarget(value) !== null),
  river: number('river'),
  stripRiver: {
    ...number('river'),
    isRight: (value) => value === NO_RIVER || number('river').isRight(value),
    otherwise: NO_RIVER,
  },
  outfall: number('outfall'),
  town: anyText('town', '"…"'),
  layers: anyText('layers', 'rivers,gaps …'),
  filters: anyText('filters', 'type=…;progress=…'),
  hide: anyText('hide', 'gap,type:industrial …'),
} as const satisfies Record<string, Rule>;

/** Of every element. */
export const OF_ALL = {
  server: anyText('server', 'https://…'),
  token: anyText('token', 'oas_…'),
  district: anyText('district', '"…"'),
  language: RULES.language,
  look: RULES.look,
} as const satisfies Record<string, Rule>;

/** Of the map, beside those that all elements have: attributes and their properties. */
export const MAP_ATTRIBUTES = {
  theme: { attribute: false },
  river: { type: Number },
  town: {},
  at: {},
  chosen: { attribute: 'select' },
  compare: {},
  layers: {},
  filters: {},
  hide: {},
  remarks: { attribute: false },
} as const;

/** What an element tells itself of a property that is set, whatever it was before. */
export type Setting = Parameters<LitElement['requestUpdate']>;

interface Wrong {
  rule: Rule;
  value: string;
}

/** As the attribute has it, where it was that which was written. */
function asWritten(element: HTMLElement, { attribute, isNumber }: Rule, value: unknown): string {
  const text = element.getAttribute(attribute);
  return text !== null && (text === value || (isNumber && Object.is(Number(text), value))) ? text : asGiven(value);
}

/** Of one element. */
export class Attributes {
  readonly #rules: Readonly<Record<string, Rule>>;
  readonly #wrong = new Map<string, Wrong>();

  constructor(rules: Readonly<Record<string, Rule>>) {
    this.#rules = rules;
  }

  /** Looks at properties that changed, and puts the default in place of what is wrong. */
  check(element: HTMLElement, changed: ReadonlyMap<PropertyKey, unknown>): void {
    const values = element as unknown as Record<string, unknown>;
    for (const [property, rule] of Object.entries(this.#rules)) {
      if (!changed.has(property)) continue;
      const value = values[property];
      this.#wrong.delete(property);
      if (value === null || value === undefined) values[property] = rule.otherwise;
      else if (!rule.isRight(value)) {
        values[property] = rule.otherwise; // first: a property that is set is wrong no more
        this.#wrong.set(property, { rule, value: asWritten(element, rule, value) });
      }
    }
  }

  /**
   * A property was set, by its attribute or by itself: what was wrong with it is said no more, also where it already is
   * what it is set to (then nothing changed that `check` sees). Whether anything was.
   */
  forget(property: PropertyKey | undefined): boolean {
    return this.#wrong.delete(property as string);
  }

  /** A sentence for each. Where the language itself is not known, in both. */
  sentences(t: Translate): string[] {
    return [...this.#wrong.values()].map(({ rule: { attribute: name, known }, value }) => {
      const said = { name, value, known };
      const both = name === 'language' ? [translator('zh'), translator('en')] : [t];
      return both.map((say) => say('embedWrong', said)).join(' ');
    });
  }
}
