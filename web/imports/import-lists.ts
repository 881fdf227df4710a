/** What the import room knows of the register: the token it writes with, batches and profiles, undo, rows to mend; and what it was refused. */
import { ApiError } from '../api/client.ts';
import { isOfToken, token } from '../api/token.ts';
import { PanelElement } from '../panels/panel-element.ts';
import { type Batch, importApi, type Profile } from './import-api.ts';
import { onPage } from './parts.ts';
import { type Say, sayer } from './words.ts';

const STATES = ['hasToken', 'batches', 'profiles', 'asking', 'notice', 'failure'];

export abstract class ImportLists extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    ...Object.fromEntries(STATES.map((name) => [name, { state: true }])),
  };
  declare hasToken: boolean;
  declare batches: readonly Batch[];
  declare profiles: readonly Profile[];
  declare asking: number | null; // the batch whose undo waits for a yes
  declare notice: string | null;
  declare failure: string | null; // of what concerns no file

  constructor() {
    super();
    Object.assign(this, { batches: [], profiles: [], asking: null, notice: null, failure: null });
    this.hasToken = token.get() !== '';
  }

  /** The district whose batches are listed; empty when there is none. */
  abstract get listed(): string;

  protected get say(): Say {
    return sayer(this.language);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.readLists();
  }

  keepToken(value: string): void {
    token.set(value);
    this.hasToken = token.get() !== '';
    this.failure = null;
    void this.readLists();
  }

  /** What an action was refused for stays to be read. */
  protected async readLists(): Promise<void> {
    if (!this.hasToken || this.listed === '') return;
    try {
      const [batches, profiles] = await Promise.all([importApi.batches(this.listed), importApi.profiles(this.listed)]);
      Object.assign(this, { batches: batches.items, profiles: profiles.items });
    } catch (error) {
      const isNew = error instanceof ApiError && error.problem.code === 'district_unknown';
      if (!isNew) this.failure = this.sentence(error); // a district that the first import makes has no batches yet
    }
  }

  async undo(id: number): Promise<void> {
    Object.assign(this, { asking: null, notice: null });
    await this.attempt(async () => {
      const { rows_removed, rows_restored } = await importApi.undo(this.listed, id);
      this.notice = this.say('undone', { id, removed: rows_removed, restored: rows_restored });
      this.undone(id);
    });
    await this.readLists();
  }

  /** Called after an undo, before the lists are read. */
  protected abstract undone(batch: number): void;

  protected async saveRows(rows: Promise<Blob>, name: string): Promise<void> {
    await this.attempt(async () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await rows);
      link.download = `${this.listed}-${name}`;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }

  protected async attempt(work: () => Promise<void>): Promise<void> {
    this.failure = null;
    try {
      await work();
    } catch (error) {
      this.failure = this.sentence(error);
    }
  }

  /** A token that does not do is asked for again. */
  protected sentence(error: unknown): string {
    if (!(error instanceof ApiError)) return this.say('lost');
    if (isOfToken(error)) {
      token.set('');
      this.hasToken = false;
    }
    return onPage(error.sentence(this.language));
  }
}
