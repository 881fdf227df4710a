/** <outfall-map> for pages that are not ours: it reads what it shows by itself, from attributes. */
import { html, nothing, type PropertyValues } from 'lit';
import { ApiError, asOfTileUrl, connect, outfallTileUrl, tileUrl } from '../api/client.ts';
import { isShut } from '../api/questions.ts';
import type { District } from '../api/types.ts';
import { type Key, type Language, type Translate, translator } from '../i18n/dictionary.ts';
import { basemapNotice } from '../map/basemap.ts';
import { type Emptied, withoutFilters } from '../map/emptied.ts';
import { emptiedNotice } from '../map/emptied-notice.ts';
import { OutfallMap } from '../map/map-element.ts';
import type { Picked } from '../map/pick.ts';
import { ABOVE_ONLY, comparedDay, parseView, sameTarget, type ThemeChoice } from '../state/view-state.ts';
import type { Target } from '../style/layers/selection.ts';
import { ScopeLoader } from '../viewer/scope-loader.ts';
import { targetOf } from '../viewer/targets.ts';
import { themeOf } from '../viewer/theme.ts';
import { troubleSentence } from '../viewer/trouble-sentence.ts';
import { asGiven, asJson } from './as-json.ts';
import { Attributes, MAP_ATTRIBUTES, OF_ALL, RULES, type Setting } from './attributes.ts';
import { describeTarget } from './describe-target.ts';
import { embeddedMapCss } from './embedded-map-css.ts';
import { Errands, wishesOf } from './errands.ts';
import { complain, connectionOf, ownTokens, SHARED } from './host.ts';
import { noticeCss } from './notice-css.ts';
import { namesRivers, parseShown, unreadOf } from './options.ts';
import { asPlace, asTarget, findPlace, noPlace, type Place } from './places.ts';
import { SystemTheme } from './system-theme.ts';

const { mode, asOf, compare, at, chosen, river, town, layers, filters, hide } = RULES;

/**
 * Attributes: `district` (may be left out when the server has one), `river` (id) and `town` (key) to go to, `at` (zoom/lon/lat),
 * `select` (river:12, outfall:7, zone:3, gap:12/30/7894.123), `mode` above_water|under_water|above_not_under, `as-of`, `compare`,
 * `layers` (ids of tile layers, as links have them), `filters` (type=…;progress=…), `hide` (legend keys),
 * `theme` light|dark|auto, `language` zh|en, `token` (of a share), `server` (where this module came from when left out).
 * What is not understood is said, and shown as if it were left out.
 * Events: `oa-select` with a `Described` or null, `oa-view` at rest, `oa-data` when numbers are new, `oa-error` with a sentence.
 * Methods: `fly(place)`, `filter(text)`, `select(target)`.
 */
export class EmbeddedMap extends OutfallMap {
  static override properties = {
    ...OutfallMap.properties,
    ...SHARED,
    ...MAP_ATTRIBUTES,
    emptied: { state: true },
    isGroundMissing: { state: true },
  };
  declare server: string | null;
  declare token: string | null;
  declare district: string | null;
  declare asOf: string | null;
  declare compare: string | null;
  declare language: Language;
  declare look: ThemeChoice;
  declare river: number | null;
  declare town: string | null;
  declare at: string | null;
  declare chosen: string | null; // as `select` says it
  declare layers: string | null;
  declare filters: string | null;
  declare hide: string | null;
  declare remarks: readonly string[]; // of the page it stands in, said with its own
  declare emptied: Emptied;
  declare isGroundMissing: boolean; // nothing comes of the basemap in sight
  #attributes = new Attributes({
    ...OF_ALL,
    ...{ mode, asOf, compare, at, chosen, river, town, layers, filters, hide },
  });
  readonly #system = new SystemTheme(this);
  #loader: ScopeLoader | null = null;
  #told: unknown = null;
  readonly #errands = new Errands({
    isReady: () => this.data !== null && this.shown !== null && this.gl !== null,
    find: (place) => findPlace(connect(connectionOf(this)), this.shown!.key, this.data!, place),
    choose: (target) => this.#choose(target),
    fit: (box) => this.fit(box),
    go: ({ lon, lat, zoom = 15 }) => this.gl!.flyTo({ center: [lon, lat], zoom }),
    reason: (error) => (error instanceof ApiError ? error.sentence(this.language) : String(error)),
    said: () => this.requestUpdate(),
  });

  constructor() {
    super();
    Object.assign(this, { server: null, token: null, district: null, asOf: null, language: 'zh', look: 'light' });
    Object.assign(this, { river: null, town: null, layers: null, filters: null, hide: null });
    Object.assign(this, { at: null, chosen: null, compare: null, remarks: [], emptied: null, isGroundMissing: false });
    this.addEventListener('oa-pick', (event) => this.#picked((event as CustomEvent<Picked | null>).detail));
    this.addEventListener('oa-emptied', (event) => {
      this.emptied = (event as CustomEvent<Emptied>).detail;
    });
    this.addEventListener('oa-basemap', (event) => {
      this.isGroundMissing = (event as CustomEvent<boolean>).detail;
    });
    this.addEventListener('oa-hover', (event) => {
      this.hover = this.#targetOf((event as CustomEvent<Picked | null>).detail);
    });
  }

  /** What is shown, once it is read. */
  get shown(): District | null {
    const found = this.#loader?.district(this.district) ?? null;
    return this.district === null || found?.key === this.district ? found : null;
  }

  get data() {
    return this.#loader?.data ?? null;
  }

  /** Legend keys that attributes switch off. */
  get hiddenKeys(): string[] {
    return parseShown(this.layers, this.filters, this.hide).hidden;
  }

  protected override get wantsRivers(): boolean {
    return namesRivers(this.layers);
  }

  /** What a reader should know, or null. */
  get notice(): string | null {
    const t = translator(this.language);
    const { unknown } = parseShown(this.layers, this.filters, this.hide);
    const said = [
      ...this.#attributes.sentences(t),
      ...(unknown.length > 0 ? [t('embedUnknown', { words: unknown.join(', ') })] : []),
      ...this.#notRead(t),
      ...this.#errands.sentences(t),
      ...(this.aboveOnly && (this.asOf || this.compare) ? [t('embedNoPast')] : []),
      ...this.#notCompared(t),
      ...this.remarks,
      this.#trouble(),
    ];
    return said.filter(Boolean).join(' ') || this.#basemapNotice(t);
  }

  /** Layers that are named and not of the link. */
  #notRead(t: Translate): string[] {
    const read = this.shown?.layers;
    const unread = unreadOf(this.layers, read);
    return unread.length > 0 ? [t('embedNotOfLink', { words: unread.join(', '), read: read!.join(', ') })] : [];
  }

  #notCompared(t: Translate): string[] {
    const { compare, asOf, aboveOnly } = this;
    if (aboveOnly || !compare || comparedDay(this)) return [];
    return [t('compareNotEarlier', { day: compare, asOf: asOf! })];
  }

  /** Last, and not in the place of what a reader can undo: it may stand as long as the map. */
  #basemapNotice(t: Translate): string | null {
    if (this.emptied !== null || !this.#loader) return null;
    return basemapNotice(t, this.#loader.ground, this.isGroundMissing);
  }

  #trouble(): string | null {
    const said = troubleSentence(this.#loader?.trouble ?? null, this.language, {
      ...this.#asked,
      areRead: this.data !== null,
      olderVersion: this.#loader?.olderVersion,
    });
    const t = translator(this.language);
    const { districts = [], loading = true } = this.#loader ?? {};
    const gone = this.#loader?.gone(this.district);
    if (gone) return t('districtGone', { district: gone.name, next: '' }).trim();
    if (said || (loading && districts.length === 0) || this.shown) return said;
    return this.district === null ? t('noDistrictElsewhere') : t('embedNoDistrict', { district: this.district });
  }

  /** Why the map is empty where nothing is wrong, or null: no news for the page around it. */
  get #emptiness(): string | null {
    const t = translator(this.language);
    const { districts = [], loading = true } = this.#loader ?? {};
    if (loading && (this.shown ? this.data === null : districts.length === 0)) return t('loading');
    return this.shown && this.data?.summary.length_km === 0 ? t('noRivers') : null;
  }

  get #asked() {
    const { mode, aboveOnly, asOf } = this;
    return { mode, aboveOnly, asOf: aboveOnly ? null : asOf };
  }

  /** Goes to a place as soon as it is known where that is. */
  fly(place: Place): void {
    const found = asPlace(place);
    if (found) this.#errands.send({ place: found, origin: 'order', chooses: false, flies: true });
    else this.refuse(...noPlace(place));
  }

  /** Shows what the words say; without words all. What is no words is refused, and the filter before stays. */
  filter(filters: string | null): void {
    const given: unknown = filters ?? null;
    if (given !== null && typeof given !== 'string') this.refuse('embedUnknown', { words: asGiven(given) });
    else {
      this.forgive();
      this.filters = given;
    }
  }

  /** Chooses what is there; null chooses nothing. Also text: `river:12`. */
  select(target: Target | string | null): void {
    const found = asTarget(target);
    if (target === null) {
      this.forgive();
      this.#errands.chooseNone();
      this.#choose(null);
    } else if (found) this.#errands.send({ place: found, origin: 'order', chooses: true, flies: false });
    else this.refuse('embedNoPlace', { place: asJson(target) });
  }

  /** Says what it was told and cannot do, and leaves the map as it is. */
  refuse(key: Key, values: Readonly<Record<string, string>>): void {
    this.#errands.refuse('order', key, values);
  }

  /** What was wrong with an earlier order is said no more. */
  forgive(): void {
    this.#errands.forget('order');
    this.requestUpdate();
  }

  #choose(target: Target | null): void {
    this.#errands.forget('select'); // what the attribute named is not what is wished any more
    if (sameTarget(target, this.selection)) return;
    this.selection = target;
    this.#tell('oa-select', target && describeTarget(target, this.data));
  }

  override requestUpdate(...set: Setting): void {
    super.requestUpdate(...set);
    // not while it is being made
    if (#attributes in this && this.#attributes.forget(set[0])) super.requestUpdate();
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (this.hasUpdated) this.forgive();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#attributes.check(this, changed);
    this.theme = themeOf(this.look, this.#system.isDark);
    this.dataset.theme = this.theme;
    if (!this.#loader || changed.has('server') || changed.has('token')) this.#connect();
    this.#readMode(changed);
    this.#readPlaces(changed);
    this.switchedOff = this.hiddenKeys;
    this.toggleAttribute('shows-nothing', this.#isNowhere || this.#isRefused);
    if (this.shown) this.#show(this.shown);
    else this.#loader!.show(null);
  }

  /** No such district, or no longer: then what was drawn is not shown. */
  get #isNowhere(): boolean {
    const { districts, loading } = this.#loader!;
    return this.shown === null && (districts.length > 0 || !loading);
  }

  /** A token that has ended, or was taken back while the page was open: what it had let see is shown no more. */
  get #isRefused(): boolean {
    const { trouble } = this.#loader!;
    return trouble?.kind === 'refused' && isShut(trouble.error);
  }

  /** The third mode is one of the attribute's words, and a property of the map. */
  #readMode(changed: PropertyValues<this>): void {
    if (!changed.has('mode')) return;
    this.aboveOnly = (this.mode as string) === ABOVE_ONLY;
    if (this.aboveOnly) this.mode = 'above_water';
  }

  #readPlaces(changed: PropertyValues<this>): void {
    const place = this.at === null ? null : parseView(this.at);
    if (changed.has('at') && place && this.gl) this.fly(place);
    if (changed.has('at')) this.view = place;
    if (this.hasUpdated) this.#leaveChosen(changed);
    for (const [property, origin, named] of wishesOf(this)) {
      if (!changed.has(property)) continue;
      this.#errands.drop(origin);
      // where the map looks was said by `at`
      if (named) this.#errands.send({ place: named, origin, chooses: origin !== 'town', flies: place === null });
    }
  }

  /** What an attribute chose is chosen no more once it names nothing, and nothing of a district once it is another. */
  #leaveChosen(changed: PropertyValues<this>): void {
    const river = this.river === null ? (changed.get('river') ?? null) : null;
    const chosen = this.chosen === null ? (changed.get('chosen') ?? null) : null;
    const left = wishesOf({ river, chosen, town: null }).map(([, , named]) => named as Target | null);
    const isLeft = left.some((named) => named !== null && sameTarget(named, this.selection));
    if (isLeft || changed.has('district')) this.#choose(null);
  }

  #connect(): void {
    if (this.#loader) this.removeController(this.#loader);
    this.#loader?.hostDisconnected();
    this.#loader = new ScopeLoader(this, connect(connectionOf(this)));
  }

  #show(district: District): void {
    const loader = this.#loader!;
    if (this.language === 'en') loader.spell();
    const [asOf, compare] = this.aboveOnly ? [null, null] : [this.asOf, comparedDay(this)]; // that is of today only
    loader.show({ district: district.key, mode: this.mode, asOf });
    loader.select(this.selection);
    loader.compare(compare);
    this.tiles = tileUrl(connectionOf(this), district);
    this.bounds = district.bbox;
    this.hasTowns = (district.counts.towns ?? 0) > 0;
    this.label = translator(this.language)('mapLabelAlone');
    this.places = loader.places;
    this.basemap = loader.ground.basemap;
    this.selected = loader.selected;
    this.day = asOf ?? new Date().toISOString().slice(0, 10);
    this.changes = loader.compared?.lines ?? null;
    this.asOfTiles = asOfTileUrl(connectionOf(this), district, asOf);
    this.outfallTiles = outfallTileUrl(connectionOf(this), district, this.switchedOff);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    void this.#errands.work();
    const { data, notice } = this;
    if (data && data !== this.#told) this.#tell('oa-data', { version: data.summary.version });
    this.#told = data; // one that was gone and is shown again is told again
    if (notice !== this.#said && notice) complain(this, notice);
    this.#said = notice;
  }
  #said: string | null = null;

  #targetOf(picked: Picked | null): Target | null {
    return targetOf(picked, this.data?.gaps ?? [], this.gl?.getZoom() ?? 12);
  }

  #picked(picked: Picked | null): void {
    this.forgive();
    this.#errands.chooseNone();
    this.#choose(this.#targetOf(picked));
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #takeFiltersOff(): void {
    Object.assign(this, { filters: null, ...(this.emptied === 'all' && { layers: null, hide: null }) });
    if (this.emptied === 'outfalls')
      this.hide = withoutFilters((this.hide ?? '').split(','), 'outfalls').join(',') || null;
  }

  protected override render() {
    const { notice } = this;
    const emptied = emptiedNotice(translator(this.language), this.emptied, () => this.#takeFiltersOff());
    const said = notice ?? (this.emptied === null ? this.#emptiness : null);
    return html`${super.render()}${notice === null ? emptied : nothing}<p class="notice" role="status" ?hidden=${said === null}>${said}</p>`;
  }

  static override styles = [ownTokens, ...OutfallMap.styles, noticeCss, embeddedMapCss];
}
