/** The page's one state and its mirror in the address: a step for the back button with every choice. */
import { LitElement } from 'lit';
import { api } from '../api/client.ts';
import type { District } from '../api/types.ts';
import { LANG_TAG, translator } from '../i18n/dictionary.ts';
import { AddressSteps } from '../state/address-steps.ts';
import { VIEW_PARTS } from '../state/view-parts.ts';
import {
  comparedDay,
  formatViewState,
  type MapView,
  parseViewState,
  sameThing,
  type ViewState,
} from '../state/view-state.ts';
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
  readonly #steps = new AddressSteps();
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

  /** Where the map looked at another thing it looks again; else it stays, and the address says where that is. */
  #back = (): void => {
    const before = this.state;
    const query = location.search;
    const now = parseViewState(query);
    this.state = { ...now, view: (!sameThing(before, now) && now.view) || before.view };
    this.wrong = wrongParts(query, VIEW_PARTS);
    this.#steps.gone(formatViewState(this.state));
    this.wentBack(before);
  };

  /** Where the map looks. */
  protected get look(): MapView | null {
    return this.state.view;
  }

  /** The address was gone back or forward to. */
  protected wentBack(_before: ViewState): void {}

  /** A card that was asked for is there. */
  protected cardRead(): void {}

  /** Applies a change, and writes it into the address. */
  protected apply(patch: Partial<ViewState>): void {
    const { state: before, look } = this;
    const isDayChosen = 'asOf' in patch || 'compare' in patch;
    const isOnlyLook = Object.keys(patch).every((key) => key === 'view'); // the map tells where it came to rest
    this.wrong = this.wrong.filter(({ name }) => (DAYS.includes(name) ? !isDayChosen : isOnlyLook));
    this.state = { ...before, ...patch };
    const left = formatViewState({ ...before, view: look });
    this.#steps.write(formatViewState(before), formatViewState(this.state), left);
  }

  protected get district(): District | null {
    return this.loader.district(this.state.district);
  }

  protected get theme(): Theme {
    return themeOf(this.state.theme, this.#dark.matches);
  }

  protected override willUpdate(): void {
    const { mode, asOf, language, selection } = this.state;
    const { district } = this;
    if (language === 'en') this.loader.spell();
    this.loader.show(district && { district: district.key, mode, asOf });
    if (district) this.#readCard(district);
    this.loader.select(selection);
    this.loader.compare(comparedDay(this.state));
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
