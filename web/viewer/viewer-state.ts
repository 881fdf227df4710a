/** The page's one state and its mirror in the address: a step for the back button where something else is chosen. */
import { LitElement } from 'lit';
import { api } from '../api/client.ts';
import type { District } from '../api/types.ts';
import { LANG_TAG, translator } from '../i18n/dictionary.ts';
import { VIEW_PARTS } from '../state/view-parts.ts';
import { formatViewState, isStep, parseViewState, type ViewState } from '../state/view-state.ts';
import { type WrongPart, wrongParts } from '../state/wrong-parts.ts';
import type { Theme } from '../style/tokens.ts';
import { CardLoader, cardOf } from './card-loader.ts';
import { FirstMap } from './first-map.ts';
import { ScopeLoader } from './scope-loader.ts';
import { themeOf } from './theme.ts';

const DAYS: readonly string[] = ['as_of', 'compare'];

export class ViewerState extends LitElement {
  static override properties = { state: { attribute: false } };
  declare state: ViewState;
  /** That came with the address: said until something is chosen, of days until a day is. */
  protected wrong: WrongPart[];
  protected readonly firstMap = new FirstMap();
  protected readonly loader = new ScopeLoader(this, api, () => this.firstMap.wait());
  protected readonly cards = new CardLoader(api, this.loader.questions);
  readonly #dark = matchMedia('(prefers-color-scheme: dark)');

  constructor() {
    super();
    this.state = parseViewState(location.search);
    this.wrong = wrongParts(location.search, VIEW_PARTS);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#redraw);
    window.addEventListener('resize', this.#redraw);
    window.addEventListener('popstate', this.#back);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#redraw);
    window.removeEventListener('resize', this.#redraw);
    window.removeEventListener('popstate', this.#back);
  }

  #redraw = (): void => this.requestUpdate();

  #back = (): void => {
    this.state = { ...parseViewState(location.search), view: this.state.view };
    this.wrong = wrongParts(location.search, VIEW_PARTS);
    this.wentBack();
  };

  /** The address was gone back or forward to. */
  protected wentBack(): void {}

  /** A card that was asked for is there. */
  protected cardRead(): void {}

  /** Applies a change; another selection, place or drawing is a step of its own for the back button, all else replaces. */
  protected apply(patch: Partial<ViewState>): void {
    const before = this.state;
    const isDayChosen = 'asOf' in patch || 'compare' in patch;
    const isOnlyLook = Object.keys(patch).every((key) => key === 'view'); // the map tells where it came to rest
    this.wrong = this.wrong.filter(({ name }) => (DAYS.includes(name) ? !isDayChosen : isOnlyLook));
    this.state = { ...before, ...patch };
    const url = `?${formatViewState(this.state)}`;
    if (url !== location.search) history[isStep(before, this.state) ? 'pushState' : 'replaceState'](null, '', url);
  }

  protected get district(): District | null {
    return this.loader.district(this.state.district);
  }

  protected get theme(): Theme {
    return themeOf(this.state.theme, this.#dark.matches);
  }

  protected override willUpdate(): void {
    const { mode, asOf, language, selection, compare } = this.state;
    const { district } = this;
    if (language === 'en') this.loader.spell();
    this.loader.show(district && { district: district.key, mode, asOf });
    if (district) this.#readCard(district);
    this.loader.select(selection);
    this.loader.compare(compare);
    const root = document.documentElement;
    root.lang = LANG_TAG[language];
    root.dataset.theme = this.theme;
    document.title = [translator(language)('title'), district?.name].filter(Boolean).join(' · ');
  }

  #readCard({ key, version }: District): void {
    const { selection, asOf, language } = this.state;
    const isRead = () => {
      this.requestUpdate();
      this.cardRead();
    };
    void this.cards.read({ district: key, asOf, version }, cardOf(selection), language, isRead);
  }
}
