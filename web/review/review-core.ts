/** What the review page does: reads the list, keeps one item chosen, sends decisions. Its looks are in review-page.ts. */
import { LitElement, type PropertyValues } from 'lit';
import { ApiError, api } from '../api/client.ts';
import { isFinal, unlessRefused } from '../api/questions.ts';
import { readSpellings } from '../api/spellings.ts';
import { token } from '../api/token.ts';
import type { District } from '../api/types.ts';
import type { Language } from '../i18n/dictionary.ts';
import { LANG_TAG, translator } from '../i18n/dictionary.ts';
import { SpellingsWatch } from '../i18n/spellings.ts';
import { AddressSteps } from '../state/address-steps.ts';
import type { ThemeChoice } from '../state/view-state.ts';
import { formatReview, parseReview, type ReviewAddress } from './review-address.ts';
import { type Quality, type Review, type ReviewWithMap, reviewApi, type Verdict } from './review-api.ts';
import { ServerWatch } from './server-watch.ts';
import { decisionWord, type ReviewKey, type Say, sayer } from './words.ts';

const PAGE = '200';

/** A sentence, in the language the page has by then. */
type Sentence = (say: Say, language: Language) => string;

/** A decision that still wants its reason. */
export interface Draft {
  verdict: Verdict;
  label: string;
}

export class ReviewCore extends LitElement {
  static override properties = Object.fromEntries(
    ['language', 'districts', 'district', 'kind', 'state', 'tab', 'rows', 'next', 'item', 'quality', 'draft', 'drawing']
      .concat(['trouble', 'notice', 'hasToken', 'mayDecide', 'refusal', 'reading', 'sending', 'gone'])
      .map((name) => [name, { state: true }]),
  );
  declare language: Language;
  declare districts: readonly District[] | null;
  declare district: District | null;
  declare kind: ReviewAddress['kind'];
  declare state: ReviewAddress['state'];
  declare tab: ReviewAddress['tab'];
  declare rows: readonly Review[];
  declare next: string | null;
  declare item: ReviewWithMap | null;
  declare quality: readonly Quality[];
  declare draft: Draft | null;
  declare drawing: boolean;
  declare trouble: Sentence | null;
  declare notice: Sentence | null;
  declare hasToken: boolean;
  declare mayDecide: boolean;
  declare refusal: Sentence | null; // why the token may not decide
  declare reading: boolean;
  declare sending: boolean;
  declare gone: District | null; // was shown, and has been deleted
  // how often a list and an item were asked for: an answer that comes after a later one was asked for is let go
  #lists = 0;
  #items = 0;
  #underWay = 0; // a token may come while the list is still read
  readonly #server = new ServerWatch(this, () => this.#lookForDistrict());
  readonly #steps = new AddressSteps();
  #said: string; // by the address
  #named: string | null; // the district of the address, which there may not be
  #wanted: string | null; // the item of the address, until it is read
  readonly #theme: ThemeChoice; // of the address

  constructor() {
    super();
    const { language, theme, kind, state, tab, district, item } = parseReview(location.search);
    this.#said = formatReview({ language, theme, kind, state, tab, district, item });
    this.#theme = theme;
    [this.#named, this.#wanted] = [district, item];
    Object.assign(this, { language, districts: null, district: null, kind });
    Object.assign(this, { state, tab, rows: [], next: null, item: null, quality: [], draft: null });
    Object.assign(this, { drawing: false, trouble: null, notice: null, hasToken: token.get() !== '', reading: true });
    Object.assign(this, { mayDecide: false, refusal: null, sending: false, gone: null });
    new SpellingsWatch(this);
  }

  protected get say(): Say {
    return sayer(this.language);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const ofSystem = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    document.documentElement.dataset.theme = this.#theme === 'auto' ? ofSystem : this.#theme;
    window.addEventListener('popstate', this.#back);
    void this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#back);
  }

  /** Said over what was read before. */
  protected get outage(): string | null {
    return this.#server.outage(this.language);
  }

  #back = (): void => {
    const { language, district, item, ...list } = parseReview(location.search);
    Object.assign(this, { language });
    this.#named = district;
    void this.show({ ...list, district: this.#districtNamed() }, item);
    this.#said = this.#address();
    this.#steps.gone(this.#said);
  };

  #address(): string {
    const { kind, state, tab, language } = this;
    const item = this.item?.id ?? this.#wanted;
    return formatReview({ kind, state, tab, language, theme: this.#theme, district: this.#named, item });
  }

  /** That of the address, or the first where it names none. */
  #districtNamed(): District | null {
    return this.districts?.find(({ key }) => this.#named === null || key === this.#named) ?? null;
  }

  /** It may be deleted while nothing is asked of it. */
  async #lookForDistrict(): Promise<void> {
    const shown = this.district;
    const districts = await unlessRefused(api.districts());
    if (!shown || !districts || this.district !== shown || districts.some(({ key }) => key === shown.key)) return;
    Object.assign(this, { districts, district: null, gone: shown });
    Object.assign(this, { draft: null, drawing: false, item: null, rows: [], next: null, notice: null, trouble: null });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('language') || changed.has('district')) void this.#spell();
  }

  /** Names of a page in English; where they do not come they stay as the register has them. */
  async #spell(): Promise<void> {
    if (this.language === 'en' && this.district) await readSpellings(api, this.district.key).catch(() => {});
  }

  protected override updated(): void {
    document.documentElement.lang = LANG_TAG[this.language];
    document.title = this.say('title');
    const now = this.#address();
    if (now !== this.#said) this.#steps.write(this.#said, now);
    this.#said = now;
  }

  async start(): Promise<void> {
    await this.#try(async () => {
      await this.#readDistricts();
      await this.#readAs();
    });
  }

  async #readDistricts(): Promise<void> {
    this.districts = await api.districts();
    this.district = this.#districtNamed();
    this.#named ??= this.district?.key ?? null;
    this.#said = this.#address(); // nobody chose the first district
  }

  async #readAs(asksRole = true): Promise<void> {
    if (this.districts === null) await this.#readDistricts(); // they were refused, or lost
    await Promise.all([this.#reading(() => this.#read()), asksRole && this.#askRole()]);
  }

  /** A token that is good no more is forgotten, or what everybody may read would be refused with it. */
  async #reading(read: () => Promise<void>): Promise<void> {
    const asked = token.get();
    await read().catch((error) => {
      this.#forget(error, asked);
      if (asked === token.get()) throw error;
      return read();
    });
  }

  #forget(error: unknown, asked: string): void {
    if (!(error instanceof ApiError) || error.status !== 401 || asked === '' || asked !== token.get()) return;
    token.set('');
    Object.assign(this, { hasToken: false, mayDecide: false });
    this.refusal = (_, language) => error.sentence(language);
  }

  /** A token that may only read must not begin a decision it cannot send. */
  async #askRole(): Promise<void> {
    Object.assign(this, { mayDecide: false, refusal: null });
    if (!this.hasToken || !this.district) return;
    const asked = token.get();
    try {
      await reviewApi.mayDecide(this.district.key);
      this.mayDecide = asked === token.get();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refusal = (_, language) => error.sentence(language);
      this.#forget(error, asked);
    }
  }

  /** Another list, at its first item where none is said. */
  async show(
    patch: Partial<Pick<ReviewCore, 'kind' | 'state' | 'tab' | 'district'>>,
    item: string | null = null,
  ): Promise<void> {
    this.#wanted = item;
    this.#named = patch.district?.key ?? this.#named;
    Object.assign(this, patch, {
      gone: null,
      draft: null,
      drawing: false,
      item: null,
      rows: [],
      next: null,
      notice: null,
    });
    await this.#try(async () => {
      await this.#readAs('district' in patch);
    });
  }

  /** The first page of the list; the item chosen stays chosen where it is still there. */
  async #read(): Promise<void> {
    const { district } = this;
    if (!district) return;
    const [list, one] = [++this.#lists, ++this.#items];
    if (this.tab === 'quality') {
      this.quality = (await reviewApi.quality(district.key)).items;
      return;
    }
    const at = this.rows.findIndex(({ id }) => id === this.item?.id);
    const { items, next } = await reviewApi.list(this.#query());
    if (list !== this.#lists) return;
    Object.assign(this, { rows: items, next });
    if (one !== this.#items) return; // another was chosen meanwhile
    const kept = items.find(({ id }) => id === this.item?.id) ?? items[Math.min(Math.max(at, 0), items.length - 1)];
    await this.#readItem(district.key, this.#wanted ?? kept?.id, one);
  }

  async #readItem(district: string, id: string | undefined, turn: number): Promise<void> {
    const item = id === undefined ? null : await reviewApi.one(district, id);
    if (turn === this.#items) this.#put(item);
    if (id === this.#wanted) this.#wanted = null;
  }

  /** What was begun about an item falls with what was seen of it. */
  #put(item: ReviewWithMap | null): void {
    const before = this.item;
    this.item = item;
    if (this.draft === null || (before?.id === item?.id && before?.seen === item?.seen)) return;
    this.draft = null;
    this.notice = (say) => say('stale');
  }

  #query(cursor?: string): Record<string, string> {
    const { district, kind, state } = this;
    return { district: district!.key, state, limit: PAGE, ...(kind && { kind }), ...(cursor && { cursor }) };
  }

  async readMore(): Promise<void> {
    await this.#try(async () => {
      const list = this.#lists;
      await this.#reading(async () => {
        const { items, next } = await reviewApi.list(this.#query(this.next!));
        if (list === this.#lists) Object.assign(this, { rows: [...this.rows, ...items], next });
      });
    });
  }

  async choose(id: string): Promise<void> {
    this.#wanted = null;
    Object.assign(this, { draft: null, drawing: false, notice: null });
    await this.#try(() => this.#reading(() => this.#readItem(this.district!.key, id, ++this.#items)));
  }

  step(by: number): void {
    const at = this.rows.findIndex(({ id }) => id === this.item?.id);
    const row = this.rows[at + by];
    if (row) void this.choose(row.id);
  }

  /** What is being decided stays, with its reason: a token may have expired meanwhile. */
  keepToken(value: string): void {
    token.set(value);
    Object.assign(this, { hasToken: token.get() !== '', notice: null });
    void this.#try(async () => {
      await this.#readAs();
    });
  }

  /** Accepting needs no reason and goes at once; everything else waits for one. */
  begin(verdict: Verdict, label: string): void {
    if (verdict.decision === 'accept') void this.send(verdict);
    else Object.assign(this, { draft: { verdict, label }, drawing: false, notice: null });
  }

  /** Nothing is being decided any more, and what was refused of it is no news. */
  giveUp(): void {
    Object.assign(this, { draft: null, drawing: false });
    if (!this.sending) this.notice = null;
  }

  async send(verdict: Verdict): Promise<void> {
    const { item, district } = this;
    if (!item || !district || this.sending) return;
    this.sending = true;
    const sending: Sentence = (say) => say('sending');
    this.notice = sending;
    if (await this.#sent(district.key, item, verdict)) {
      Object.assign(this, { draft: null, drawing: false });
      await this.#try(() => this.#read());
      const done: Sentence = (say) => say('done', { id: item.id, decision: decisionWord(say, verdict.decision) });
      if (this.notice === sending) this.notice = done; // nothing was refused since
    }
    this.sending = false;
  }

  /** Whether it was taken; else says why not. A stale item is read again. */
  async #sent(district: string, item: ReviewWithMap, verdict: Verdict): Promise<boolean> {
    try {
      return await this.#isTaken(district, item, verdict);
    } catch (error) {
      if (!isFinal(error)) this.#unsent(error, item.id);
      else if (error.problem.code !== 'review_stale') this.#told(error);
      else {
        this.draft = null;
        await this.#try(() => this.#read());
        this.notice = (say) => say('stale');
      }
      return false;
    }
  }

  /** Nobody knows whether it was taken: the item says so when it is read again, and a reason that was typed stays until then. */
  #unsent(error: unknown, id: string): void {
    const lost: Sentence = (say) => say('unsent');
    this.notice = error instanceof ApiError ? (_, language) => error.sentence(language) : lost;
    this.#wanted = id;
    void this.#try(async () => {
      await this.#readAs(false);
      if (this.notice === lost) this.notice = null;
    });
  }

  /** Whether the token was good for it; one that is not is forgotten, which says itself why. */
  async #isTaken(district: string, item: ReviewWithMap, verdict: Verdict): Promise<boolean> {
    const asked = token.get();
    try {
      if (item.kind === 'duplicate') await this.#decidePair(district, item, verdict);
      else await reviewApi.decide(district, item.id, { ...verdict, seen: item.seen });
      return true;
    } catch (error) {
      this.#forget(error, asked);
      if (asked === token.get()) throw error;
      this.notice = null;
      return false;
    }
  }

  async #decidePair(district: string, { outfall, candidates }: Review, { decision, reason }: Verdict): Promise<void> {
    await reviewApi.decidePair(district, { decision, keep: outfall, other: candidates[0].outfall!, reason });
  }

  /** Reads; what is not answered is read again by itself until it is, or something else is asked for. */
  async #try(work: () => Promise<void>): Promise<void> {
    this.#underWay++;
    Object.assign(this, { reading: true, trouble: null });
    await this.#server.read(() => this.#attempt(work));
    this.reading = --this.#underWay > 0;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.trouble = null;
    } catch (error) {
      this.#told(error);
      if (!isFinal(error)) throw error;
    }
  }

  /** A refusal says itself what to do, in place of the list where nothing at all was read. */
  #told(error: unknown): void {
    if (isFinal(error) && this.districts !== null) this.notice = (_, language) => error.sentence(language);
    else
      this.trouble = (_, language) =>
        error instanceof ApiError
          ? error.sentence(language, !isFinal(error))
          : translator(language)('connectionLostEmpty');
  }

  protected word(value: string | null | undefined): string {
    return value === 'left' || value === 'right' ? this.say(value as ReviewKey) : (value ?? '–');
  }
}
