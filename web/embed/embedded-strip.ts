/** <coverage-strip> for pages that are not ours: one river drawn straight, read by itself. */
import { css, html, nothing, type PropertyValues } from 'lit';
import { type Api, ApiError, connect } from '../api/client.ts';
import { InOrder } from '../api/in-order.ts';
import { isFinal, Questions } from '../api/questions.ts';
import { readSpellings } from '../api/spellings.ts';
import type { Listing, Strip } from '../api/types.ts';
import { type Language, translator } from '../i18n/dictionary.ts';
import { riverName } from '../panels/names.ts';
import { gapFacts, gapSentence, type ModeFacts, stripSentence } from '../panels/strip-sentences.ts';
import type { ThemeChoice } from '../state/view-state.ts';
import { CoverageStrip } from '../strip/strip-element.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { themeOf } from '../viewer/theme.ts';
import { troubleSentence } from '../viewer/trouble-sentence.ts';
import { Attributes, NO_RIVER, OF_ALL, RULES, type Setting } from './attributes.ts';
import { districtOf } from './district-of.ts';
import { complain, connectionOf, ownTokens, SHARED } from './host.ts';
import { noticeCss } from './notice-css.ts';
import { SystemTheme } from './system-theme.ts';
import { VersionEvents } from './version-events.ts';

const MODES: readonly Mode[] = ['above_water', 'under_water'];

/** It may be imported. */
function noneIfUnknown(error: unknown): Pick<Listing<Strip>, 'items'> & { version: null } {
  if (error instanceof ApiError && error.problem.code === 'river_unknown') return { items: [], version: null };
  throw error;
}

/**
 * Attributes: `river` (id), and those of the map but layers and filters; `mode` may be left out: both. As wide as its place.
 * Events: `oa-strip-gap` when a gap is chosen, `oa-strip-measure` under the pointer; `oa-error` with a sentence.
 */
export class EmbeddedStrip extends CoverageStrip {
  static override properties = { ...CoverageStrip.properties, ...SHARED, isUnknown: { state: true } };
  declare server: string | null;
  declare token: string | null;
  declare district: string | null;
  declare mode: Mode | null;
  declare asOf: string | null;
  declare language: Language;
  declare look: ThemeChoice;
  declare isUnknown: boolean; // the district has no such river
  readonly #attributes = new Attributes({
    ...OF_ALL,
    mode: RULES.stripMode,
    asOf: RULES.asOf,
    river: RULES.stripRiver,
  });
  #strip: Strip | null = null;
  #asked = '';
  readonly #order = new InOrder();
  #abort = new AbortController();
  readonly #questions = new Questions(() => this.requestUpdate());
  readonly #versions = new VersionEvents();
  readonly #system = new SystemTheme(this);
  #sizes = new ResizeObserver(([entry]) => {
    this.width = Math.max(120, Math.floor(entry.contentRect.width));
  });

  constructor() {
    super();
    Object.assign(this, { server: null, token: null, district: null, mode: null, asOf: null, language: 'zh' });
    Object.assign(this, { look: 'light', kind: 'full', isUnknown: false });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#versions.close();
    this.#abort.abort();
    this.#questions.stop();
    this.#asked = ''; // read again where it is put next
  }

  override requestUpdate(...set: Setting): void {
    super.requestUpdate(...set);
    // not while it is being made
    if (#attributes in this && this.#attributes.forget(set[0])) super.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#attributes.check(this, changed);
    this.dataset.theme = themeOf(this.look, this.#system.isDark);
    this.modes = this.mode ? [this.mode] : MODES;
    const asked = JSON.stringify([this.server, this.token, this.district, this.river, this.mode, this.asOf]);
    if (asked !== this.#asked) {
      this.#asked = asked;
      Object.assign(this, { isUnknown: false });
      this.#strip = null; // another mode, day or river: its bands are not these
      this.#abort.abort();
      this.#abort = new AbortController();
      if (this.river !== NO_RIVER) this.#ask();
    } else if (changed.has('language') && this.#strip) this.#ask(); // names may be spelled otherwise in it
    this.#say();
  }

  /** What is drawn stays until the same of a newer data version is there. */
  #ask = (): void => {
    const { signal } = this.#abort;
    void this.#questions.ask('strip', () => this.#read(connect(connectionOf(this)), signal), signal);
  };

  async #read(api: Api, signal: AbortSignal): Promise<void> {
    const isNews = this.#order.ask();
    const isDue = () => !signal.aborted && isNews(); // no other attributes meanwhile, nor a newer version
    try {
      await this.#readStrip(api, signal, isDue);
    } catch (error) {
      if (isFinal(error) && isDue()) this.#strip = null; // there is none any more, or not for this token
      throw error;
    }
  }

  async #readStrip(api: Api, signal: AbortSignal, isDue: () => boolean): Promise<void> {
    const { mode, asOf, language, river } = this;
    const district = await districtOf(api, this.district, signal);
    const [{ items, version }] = await Promise.all([
      api.listedStrips({ district, mode, asOf }, [river], signal).catch(noneIfUnknown),
      language === 'en' ? readSpellings(api, district, signal) : null,
    ]);
    if (!isDue()) return;
    this.#strip = items[0] ?? null;
    this.isUnknown = items.length === 0;
    this.#versions.follow(api.events(district), version, this.#ask); // of whatever river is shown by then
  }

  #say(): void {
    const t = translator(this.language);
    this.routes = this.#strip?.routes ?? [];
    this.gapLabel = (gap) => gapSentence(t, gap);
    const name = this.#strip ? riverName(t, this.#strip.name, this.river) : '';
    this.label = stripSentence(
      t,
      name,
      this.modes.map((mode) => this.#facts(mode)),
    );
  }

  #facts(mode: Mode): ModeFacts {
    const bands = this.routes.flatMap((route) => route.modes.find((each) => each.mode === mode)?.river ?? []);
    const length = bands.reduce((sum, [from, to]) => sum + to - from, 0);
    const gaps = bands.flatMap(([from, to, state]) => (state === 'gap' ? [to - from] : []));
    const open = gaps.reduce((sum, each) => sum + each, 0);
    return { mode, percent: length === 0 ? null : (100 * (length - open)) / length, ...gapFacts(gaps), unbroken: true };
  }

  /** What a reader should know, or null. */
  get notice(): string | null {
    const t = translator(this.language);
    const wrong = this.#attributes.sentences(t);
    if (wrong.length === 0 && this.river === NO_RIVER) return t('embedWhichRiver');
    const unknown = this.isUnknown ? t('embedNoRiver', { river: this.river }) : null;
    return [...wrong, unknown, this.#trouble()].filter(Boolean).join(' ') || null;
  }

  #trouble(): string | null {
    const { mode, asOf, language } = this;
    const areRead = this.#strip !== null;
    return troubleSentence(this.#questions.trouble, language, { mode, aboveOnly: false, asOf, areRead });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { notice } = this;
    if (notice !== null && notice !== this.#said) complain(this, notice);
    this.#said = notice;
  }
  #said: string | null = null;

  protected override render() {
    const isRead = this.#strip !== null; // of one that is not, nothing is known to be surveyed
    const said = this.notice ?? (isRead ? null : translator(this.language)('loading'));
    return html`${isRead ? super.render() : nothing}<p class="notice" role="status" ?hidden=${said === null}>${said}</p>`;
  }

  static override styles = [
    ownTokens,
    ...CoverageStrip.styles,
    noticeCss,
    css`
      :host {
        position: relative;
        min-height: 36px;
        padding-top: 20px; /* room for the measure over the strip, which lies on no name in it */
      }
      .tip {
        top: -19px;
      }
    `,
  ];
}
