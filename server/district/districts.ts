/** The districts this process holds in memory, kept fresh: an answer is made of one version, and never of an old one. */
import type { Database } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { catchUpIfFree, catchUpSpoilt } from './derive/catch-up.ts';
import { spoiltTables } from './derive/everything.ts';
import { getDistrict, isOlder } from './district.ts';
import { EachByItself } from './follow/each-by-itself.ts';
import { type Reading, readDistrict } from './follow/follow.ts';
import { Readings } from './follow/readings.ts';
import { loadKnown } from './known/load-known.ts';
import { type Moment, versionAt } from './known/moment.ts';
import { type Snapshot, snapshotBytes } from './snapshot.ts';

/** What every write of a district says after its commit (sql/functions/register). */
const CHANNEL = 'district_version';
const POLL_MS = 2000;
/** Earlier states of registers in memory: enough for the two of a difference and its pages. */
const MOST_PAST = 4;

export interface DistrictsOptions {
  /** Snapshots used least recently leave when all together pass this. */
  memoryBytes: number;
  /** Between two polls, 2000 when left out. */
  pollMs?: number;
  /** Told why a district in memory could not be followed: once, until it could or the reason is another. */
  failed?: (district: string, error: unknown) => void;
}

/** Told of each version that this process has come to know, once it answers by it; without one when the district is gone. */
export type Follower = (district: string, version?: number) => void;

export class Districts {
  private readonly db: Database;
  private readonly memoryBytes: number;
  /** In the order of use, the latest last. */
  private readonly loaded = new Map<string, Snapshot>();
  private readonly loading = new Map<string, Promise<Snapshot>>();
  /** By district, its life and version; the latest used last. */
  private readonly past = new Map<string, Promise<Snapshot>>();
  private readonly followers = new Set<Follower>();
  private readonly refreshing = new EachByItself((key) => this.bringUpToDate(key));
  /** Why districts could not be followed, as it was told. */
  private readonly failures = new Map<string, string>();
  readonly readings = new Readings();
  private readonly pollMs: number;
  private readonly failed: NonNullable<DistrictsOptions['failed']>;
  private timer: NodeJS.Timeout | undefined;
  private stopListening: (() => Promise<void>) | undefined;

  constructor(db: Database, { memoryBytes, pollMs = POLL_MS, failed = () => {} }: DistrictsOptions) {
    this.db = db;
    this.pollMs = pollMs;
    this.failed = failed;
    this.memoryBytes = memoryBytes;
  }

  /**
   * The district as of its committed version at the time of the call.
   * @throws DomainError `district_unknown`, `district_needed`, `district_none`.
   */
  async get(key?: string): Promise<Snapshot> {
    const now = await getDistrict(this.db, key);
    let held = this.loaded.get(now.key);
    // a load under way may have begun before the version asked for was committed: then once more
    while (!held || isOlder(held.district, now)) held = await this.load(now.key);
    return this.use(held);
  }

  /**
   * The district as its register stood at a moment; the version that stands now is the district itself.
   * @throws DomainError as `get` and `loadKnown` (server/district/known).
   */
  async known(key: string | undefined, moment: Moment): Promise<Snapshot> {
    const { key: known, version, life } = await getDistrict(this.db, key);
    const at = await this.db.transaction((tx) => versionAt(tx, known, moment));
    if (at === version) return this.get(known);
    return this.usePast(`${known} ${life} ${at}`, () => loadKnown(this.db, known, { version: at }));
  }

  private usePast(name: string, load: () => Promise<Snapshot>): Promise<Snapshot> {
    const held = this.past.get(name) ?? load();
    held.catch(() => this.past.delete(name));
    this.past.delete(name);
    this.past.set(name, held);
    for (const oldest of this.past.keys()) if (this.past.size > MOST_PAST) this.past.delete(oldest);
    return held;
  }

  /** What is in memory, at most one poll (2 s) behind; loads on first use. For tiles, where a query per request is too dear. */
  async recent(key: string): Promise<Snapshot> {
    const held = this.loaded.get(key);
    return held ? this.use(held) : this.get(key);
  }

  /** Begins with what is in memory; returns the function that ends it. */
  follow(follower: Follower): () => void {
    this.followers.add(follower);
    // a list of its own: a follower that asks for the district puts it last, where going over the map would meet it again
    for (const { district } of [...this.loaded.values()]) follower(district.key, district.version);
    return () => this.followers.delete(follower);
  }

  /** Follows commits of other processes: woken by NOTIFY where there is any, and by polling, on replicas and the embedded database too. */
  startFollowing(): void {
    const refresh = () => void this.refresh();
    this.timer ??= setInterval(refresh, this.pollMs);
    this.timer.unref();
    this.stopListening ??= this.db.listen?.(CHANNEL, refresh);
  }

  async stopFollowing(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.stopListening?.();
    this.stopListening = undefined;
    await this.refreshing.settled();
  }

  /** Follows what others committed, and derives from what was edited by hand, in every district in memory; fails for none of them. */
  async refresh(): Promise<void> {
    await Promise.all([...this.loaded.keys()].map((key) => this.refreshing.run(key)));
  }

  private async bringUpToDate(key: string): Promise<void> {
    try {
      await this.followOne(key);
      this.failures.delete(key);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'district_unknown') this.forget(key);
      else this.tellOnce(key, error);
    }
  }

  /** What cannot be derived from is read all the same. */
  private async followOne(key: string): Promise<void> {
    const { recomputing } = await getDistrict(this.db, key);
    const deriving = recomputing ? catchUpIfFree(this.db, key) : Promise.resolve();
    await deriving.finally(() => this.get(key));
  }

  private tellOnce(key: string, error: unknown): void {
    const reason = String(error);
    if (this.failures.get(key) === reason) return;
    this.failures.set(key, reason);
    this.failed(key, error);
  }

  /** The district was deleted, or is another one under its key. */
  private forget(key: string): void {
    this.loaded.delete(key);
    this.readings.forget(key);
    this.failures.delete(key);
    for (const name of this.past.keys()) if (name.startsWith(`${key} `)) this.past.delete(name);
    for (const follower of this.followers) follower(key);
  }

  private load(key: string): Promise<Snapshot> {
    let pending = this.loading.get(key);
    if (!pending) {
      const held = this.loaded.get(key);
      pending = this.deriveSpoilt(key)
        .then(() => readDistrict(this.db, key, held))
        .then((reading) => this.learn(reading))
        .finally(() => this.loading.delete(key));
      this.loading.set(key, pending);
    }
    return pending;
  }

  /** Figures of tables that were edited or emptied by hand are of no version: who asks in the meantime waits. */
  private async deriveSpoilt(key: string): Promise<void> {
    if ((await spoiltTables(this.db, key)).length > 0) await catchUpSpoilt(this.db, key).catch(() => {}); // a replica cannot, and says so
  }

  private learn({ snapshot, ...figures }: Reading): Snapshot {
    const { key, version, life } = snapshot.district;
    const held = this.loaded.get(key);
    if (held && held.district.life !== life) this.forget(key);
    this.use(snapshot);
    this.readings.note(key, figures);
    for (const follower of this.followers) follower(key, version);
    return snapshot;
  }

  private use(snapshot: Snapshot): Snapshot {
    this.loaded.delete(snapshot.district.key);
    this.loaded.set(snapshot.district.key, snapshot);
    this.dropBeyondLimit();
    return snapshot;
  }

  private dropBeyondLimit(): void {
    let bytes = 0;
    for (const snapshot of this.loaded.values()) bytes += snapshotBytes(snapshot);
    for (const [key, snapshot] of this.loaded) {
      if (bytes <= this.memoryBytes || this.loaded.size === 1) return;
      this.loaded.delete(key);
      bytes -= snapshotBytes(snapshot);
    }
  }
}
