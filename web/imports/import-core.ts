/** What the import room does with files: brings them up, reads them anew as options change, imports, follows. Looks are in import-room.ts. */
import { parseUnpivot } from '../../server/import/rows/unpivot.ts';
import type { OutfallMap } from '../map/outfall-map.ts';
import type { Dropped } from '../viewer/file-drop.ts';
import { fileSets } from './file-sets.ts';
import { importApi } from './import-api.ts';
import { ImportLists } from './import-lists.ts';
import { showPreview } from './preview-layers.ts';
import { formOf, isImported, newWork, type Options, remapped, type Work } from './work.ts';

export class ImportCore extends ImportLists {
  static override properties = {
    ...ImportLists.properties,
    ...Object.fromEntries(['dropped', 'district', 'districts', 'map'].map((name) => [name, { attribute: false }])),
    ...Object.fromEntries(['works', 'at', 'setting'].map((name) => [name, { state: true }])),
  };
  declare dropped: Dropped | null; // what was let fall last
  declare district: string; // of the page; empty when there is none
  declare districts: readonly { key: string; name: string }[];
  declare map: OutfallMap | null;
  declare works: readonly Work[];
  declare at: number; // of the file that is looked at
  declare setting: string; // the field that is being given a value for all rows
  #stop = new AbortController(); // of the look that is under way

  constructor() {
    super();
    Object.assign(this, { dropped: null, district: '', districts: [], map: null, works: [], at: 0, setting: '' });
  }

  get listed(): string {
    return this.work?.options.district || this.district;
  }

  protected get work(): Work | null {
    return this.works[this.at] ?? null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop.abort();
    showPreview(this.map, null);
    for (const { preview } of this.works) if (preview) void importApi.letGo(preview.preview).catch(() => undefined);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('dropped') || !this.dropped) return;
    this.take(this.dropped.files);
    if (this.dropped.hasFolder) this.notice = this.say('folders');
  }

  /** New files join those that are there; the first of them is looked at. */
  take(files: readonly File[]): void {
    const added = fileSets(files).map((set) => newWork(set, this.work?.options.district || this.district));
    if (added.length > 0) this.at = this.works.length;
    this.works = [...this.works, ...added];
    this.notice = null;
    void this.#look();
  }

  override keepToken(value: string): void {
    super.keepToken(value);
    void this.#look();
  }

  choose(at: number): void {
    Object.assign(this, { at, notice: null, asking: null });
    showPreview(this.map, this.work && !isImported(this.work) ? this.work.preview : null);
    void this.#look();
  }

  /** Says something else of the file, which is then read anew. */
  describe(patch: Partial<Options>): void {
    const { work } = this;
    if (!work) return;
    this.setting = '';
    this.#patch(work, { options: { ...work.options, ...patch }, job: null });
    void this.#look(true);
  }

  give(column: string, field: string): void {
    const { work } = this;
    if (work?.preview) this.describe({ map: remapped(work.preview, work.options.map, column, field) });
  }

  #patch(work: Work, patch: Partial<Work>): void {
    Object.assign(work, patch);
    this.works = [...this.works];
  }

  /** Brings the file up, or reads it anew where it is there already. */
  async #look(isAnew = false): Promise<void> {
    const { work } = this;
    if (!work || !this.hasToken || (work.preview && !isAnew) || work.busy === 'import') return;
    if (work.options.district === '') return; // a new one has to be named first
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#patch(work, { busy: work.preview ? 'read' : 'upload', failure: null });
    try {
      const preview = await this.#previewOf(work, signal);
      const isMapping = work.isMapping || preview.refusal !== null || preview.columns_left.length > 0;
      this.#patch(work, { preview, isMapping, busy: null });
      if (this.work === work) showPreview(this.map, preview);
    } catch (error) {
      if (signal.aborted)
        return this.#patch(work, this.works.includes(work) && this.work !== work ? { busy: null } : {});
      this.#patch(work, { busy: null, failure: this.sentence(error) });
    }
  }

  #previewOf({ preview, options, set }: Work, signal: AbortSignal) {
    const form = formOf(options);
    if (preview) return importApi.lookAgain(preview.preview, form, signal);
    for (const file of set.files) form.append('file', file);
    return importApi.look(form, signal);
  }

  /** Imports the file that is looked at, or only tries what an import would do. */
  async import(isDry: boolean): Promise<void> {
    const { work } = this;
    if (!work?.preview?.layer || work.busy || work.options.district === '') return;
    this.#patch(work, { busy: 'import', job: null, failure: null });
    try {
      const { preview, layer } = work.preview;
      const form = formOf({ ...work.options, layer }, { preview, dry_run: String(isDry) });
      await this.#follow(work, await importApi.start(form));
    } catch (error) {
      this.#patch(work, { failure: this.sentence(error) });
    }
    this.#patch(work, { busy: null });
    if (isImported(work)) await this.#imported(work);
  }

  async #follow(work: Work, started: Work['job']): Promise<void> {
    this.#patch(work, { job: started });
    for await (const job of importApi.follow(started!.job)) this.#patch(work, { job });
  }

  /** The map follows the register by itself; the rows that were only looked at go. */
  async #imported(work: Work): Promise<void> {
    if (this.work === work) showPreview(this.map, null);
    await this.readLists();
  }

  async cancel(): Promise<void> {
    const job = this.work?.job?.job;
    if (job) await this.attempt(async () => void (await importApi.cancel(job)));
  }

  /** What was taken back can be imported again. */
  protected undone(batch: number): void {
    const work = this.works.find(({ job }) => job?.result?.id === batch);
    if (!work) return;
    this.#patch(work, { job: null });
    if (this.work === work) showPreview(this.map, work.preview);
  }

  async keepProfile(name: string): Promise<void> {
    const { work } = this;
    if (!work?.preview?.layer) return;
    const { set, crs, district, unpivot } = work.options;
    const { layer, mapping, source_layer, source_layers } = work.preview;
    const left = Object.entries(work.options.map).filter(([, column]) => column === '');
    await this.attempt(async () => {
      await importApi.saveProfile(district, name, {
        layer,
        map: { ...Object.fromEntries(left), ...mapping },
        crs: crs || null,
        defaults: set,
        source_layer: source_layers.length > 1 ? source_layer : null,
        unpivot: unpivot === '' ? null : parseUnpivot(unpivot),
      });
      this.notice = this.say('profileKept', { name });
    });
    await this.readLists();
  }

  /** The rejected rows as they stand in the file: of a batch, or of what is looked at where there is none. */
  async download(batch: number | null, format: 'csv' | 'xlsx'): Promise<void> {
    const preview = this.work?.preview?.preview;
    if (batch !== null)
      await this.saveRows(importApi.mendable(this.listed, batch, format), `batch-${batch}-issues.${format}`);
    else await this.saveRows(importApi.mendableNow(preview!, format), `preview-issues.${format}`);
  }
}
