/** <strips-page>: every river drawn straight, filtered and sorted by the URL; numbers and files of one report. */
import { html, LitElement, nothing } from 'lit';
import { LANG_TAG, type Translate, translator } from '../i18n/dictionary.ts';
import { count } from '../i18n/format.ts';
import '../panels/virtual-rows.ts';
import { AddressSteps } from '../state/address-steps.ts';
import { type WrongPart, wrongParts, wrongSentences } from '../state/wrong-parts.ts';
import type { StripGapDetail } from '../strip/coverage-strip.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { themeOf } from '../viewer/theme.ts';
import {
  asksForToken,
  goneSentence,
  tokenTrouble,
  troubleSentence,
  unknownSentence,
} from '../viewer/trouble-sentence.ts';
import { OnPaper, PAPER_RIVERS, PAPER_WIDE } from './on-paper.ts';
import { bar, type Choosing, controls } from './strips-controls.ts';
import { stripsCss } from './strips-css.ts';
import { StripsData } from './strips-data.ts';
import { head } from './strips-head.ts';
import { headRow, isRiver, type StripContext, type StripItem, stripRow, withLevels } from './strips-rows.ts';
import { formatStrips, parseStrips, reportQuery, STRIPS_PARTS, type StripsState, viewerUrl } from './strips-state.ts';

const NARROW = 760;
const SEARCH_AFTER_MS = 250;
const LIST = ['sort', 'town', 'level', 'search'] as const; // what makes another list, which is read from its beginning
const BOTH: readonly Mode[] = ['above_water', 'under_water'];

export class StripsPage extends LitElement {
  static override properties = { state: { state: true }, wide: { state: true } };
  declare state: StripsState;
  declare wide: number;
  readonly #data = new StripsData(this);
  readonly #paper = new OnPaper(this);
  readonly #steps = new AddressSteps();
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');
  #sizes = new ResizeObserver(() => {
    this.wide = this.clientWidth;
  });
  #typing = 0;
  /** That came with the address: said until something is chosen, of the day until a day is. */
  #wrong: WrongPart[] = wrongParts(location.search, STRIPS_PARTS);

  constructor() {
    super();
    Object.assign(this, { state: parseStrips(location.search), wide: window.innerWidth });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
    this.#dark.addEventListener('change', this.#redraw);
    window.addEventListener('popstate', this.#back);
    window.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#dark.removeEventListener('change', this.#redraw);
    window.removeEventListener('popstate', this.#back);
    window.removeEventListener('keydown', this.#key);
  }

  #redraw = (): void => this.requestUpdate();
  #back = (): void => {
    const query = location.search;
    clearTimeout(this.#typing);
    this.state = parseStrips(query);
    this.#wrong = wrongParts(query, STRIPS_PARTS);
    this.#steps.gone(formatStrips(this.state));
  };

  /** The report has all rivers, and the page only so many: by key the report is printed. */
  #key = (event: KeyboardEvent): void => {
    const inField = event.composedPath()[0] instanceof HTMLInputElement;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p') {
      event.preventDefault();
      window.open(this.#file('html'), '_blank');
    } else if (event.key === '/' && !inField) {
      event.preventDefault();
      this.renderRoot.querySelector<HTMLInputElement>('input[type=search]')?.focus();
    }
  };

  #apply(patch: Partial<StripsState>): void {
    this.#wrong = this.#wrong.filter(({ name }) => name === 'as_of' && !('asOf' in patch));
    const before = this.state;
    this.state = { ...before, ...patch };
    if (LIST.some((key) => key in patch)) this.renderRoot.querySelector('virtual-rows')?.scrollTo({ top: 0 });
    this.#steps.write(formatStrips(before), formatStrips(this.state));
  }

  protected override willUpdate(): void {
    this.#data.show(this.state);
    const { language, theme } = this.state;
    const root = document.documentElement;
    root.lang = LANG_TAG[language];
    root.dataset.theme = this.#paper.isOn ? 'light' : themeOf(theme, this.#dark.matches);
    document.title = [this.#t('stripsPage'), this.#data.district(this.state.district)?.name, this.#t('title')]
      .filter(Boolean)
      .join(' · ');
  }

  protected override updated(): void {
    this.#data.drawAhead(PAPER_RIVERS);
  }

  get #t(): Translate {
    return translator(this.state.language);
  }

  #file(format: string): string {
    const district = this.#data.district(this.state.district)?.key ?? null;
    const query = reportQuery({ ...this.state, district });
    query.set('format', format);
    if (this.state.share !== null) query.set('share', this.state.share);
    return `/api/v1/reports/coverage?${query}`;
  }

  get #wide(): number {
    return this.#paper.isOn ? PAPER_WIDE : this.wide;
  }

  #context(): StripContext {
    const { state } = this;
    const wide = this.#wide;
    const modes = state.mode ? [state.mode] : BOTH;
    const narrow = wide < NARROW;
    const width = Math.max(200, Math.floor(narrow ? wide - 48 : wide - 88 - 150 - modes.length * 124 - 60));
    const longest = Math.max(0, ...(this.#data.report?.items ?? []).map(({ river_km }) => river_km));
    const isCommon = state.scale === 'common' && longest > 0;
    const openGap = ({ river, route, from, to, mode }: StripGapDetail) =>
      location.assign(viewerUrl(state, `gap:${river}/${route}/${from}/${to}`, mode));
    return {
      ...{ t: this.#t, state, modes, strips: this.#data.strips, pending: !this.#data.hasFigures, width, openGap },
      pxPerM: isCommon ? width / (longest * 1000) : undefined,
      spanKm: isCommon ? longest : undefined,
    };
  }

  get #choosing(): Choosing {
    const search = (value: string) => {
      clearTimeout(this.#typing);
      this.#typing = window.setTimeout(() => this.#apply({ search: value }), SEARCH_AFTER_MS);
    };
    return { t: this.#t, state: this.state, data: this.#data, apply: (patch) => this.#apply(patch), search };
  }

  #notice(): string | null {
    const t = this.#t;
    const { trouble, loading, districts, hasFigures } = this.#data;
    const { language } = this.state;
    const gone = this.#data.gone(this.state.district);
    if (gone) return goneSentence(t, gone.name, districts.length > 0 ? 'districtChooseOnMap' : 'noDistrictElsewhere');
    if (asksForToken(trouble, this.state.share)) return null; // the door says it
    if (trouble) return troubleSentence(trouble, language, { ...this.state, aboveOnly: false, areRead: hasFigures });
    if (!loading && districts.length === 0) return t('noDistrictElsewhere');
    const { district } = this.state;
    if (districts.length > 0 && !this.#data.district(district))
      return unknownSentence(t, district!, 'districtChooseOnMap');
    if (loading && !hasFigures) return t('loading');
    return wrongSentences(t, this.#wrong).join(' ') || null;
  }

  /** What is left out on paper. */
  #hint() {
    const all = this.#data.report?.items.length ?? 0;
    if (!this.#paper.isOn || all <= PAPER_RIVERS) return nothing;
    const address = new URL(this.#file('html'), location.href).href;
    return html`<p class="hint">${this.#t('printHint', { count: count(PAPER_RIVERS), all: count(all) })} <br />${address}</p>`;
  }

  #list(context: StripContext) {
    const t = this.#t;
    const { report, loading } = this.#data;
    if (!report) return nothing;
    const clear = () => this.#apply({ town: null, level: null, search: '' });
    if (report.rivers === 0) return html`<p class="empty">${t('noRivers')}</p>`; // no filter hides what there is not
    if (report.items.length === 0)
      return html`<p class="empty">${t('noRiverMatches')} <button @click=${clear}>${t('removeFilters', { count: count(report.rivers) })}</button></p>`;
    const { isOn } = this.#paper;
    const items = withLevels(isOn ? report.items.slice(0, PAPER_RIVERS) : report.items, this.state);
    const inSight = ({ detail: [first, last] }: CustomEvent<[number, number]>) =>
      this.#data.draw(
        items
          .slice(first, last)
          .filter(isRiver)
          .map(({ river_id }) => river_id),
      );
    const columns =
      this.#wide < NARROW
        ? `repeat(${2 * context.modes.length + 1}, minmax(0, 1fr))` // each figure under its heading
        : `142px ${context.width}px repeat(${2 * context.modes.length}, 54px) 52px`;
    return html`<virtual-rows
      tabindex="0"
      class=${loading ? 'stale' : ''}
      style="--strip-columns:${columns}"
      label=${t('stripsList')}
      ?whole=${isOn}
      .rowHeight=${this.#wide < NARROW ? 92 : 54}
      .head=${headRow(context)}
      .items=${items}
      .row=${(item: StripItem, index: number) => stripRow(context, item, index)}
      @oa-rows=${inSight}
    ></virtual-rows>`;
  }

  /** Where a token is given, when the service says that it needs one. */
  #door() {
    const { trouble } = this.#data;
    const { language, share } = this.state;
    if (!asksForToken(trouble, share)) return nothing;
    void import('../panels/token-form.ts');
    return html`<token-form said=${tokenTrouble(trouble, language)} language=${language} @oa-admitted=${() => this.#data.again()}></token-form>`;
  }

  protected override render() {
    const context = this.#context();
    const notice = this.#notice();
    return html`${bar(this.#choosing, (format) => this.#file(format))}
      <main>
        ${head(this.#choosing, context.modes)} ${controls(this.#choosing)}
        <p class="notice" role="status" ?hidden=${notice === null}>${notice}</p>
        ${this.#hint()} ${this.#list(context)} ${this.#door()}
      </main>`;
  }

  static override styles = stripsCss;
}

customElements.define('strips-page', StripsPage);
