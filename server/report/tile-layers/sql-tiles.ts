/** The rows behind tiles.<layer>(z, x, y), brought to the newest version ahead of their readers (Martin, pg_tileserv). */
import type { Executor } from '../../db/database.ts';
import type { Districts } from '../../district/districts.ts';

/**
 * Only layers that somebody has read by SQL: making coverage and gaps takes seconds of the database. The functions ask for
 * the newest version themselves, so a tile is never older for what is not done here; it only comes sooner.
 */
export class SqlTiles {
  private readonly db: Executor;
  private working: Promise<void> | undefined;
  private wanted = false;
  private unfollow = () => {};

  constructor(db: Executor) {
    this.db = db;
  }

  /** From now on at each version that this process comes to know, one after another. */
  follow(districts: Districts): void {
    this.unfollow = districts.follow(() => {
      this.wanted = true;
      this.working ??= this.work().finally(() => {
        this.working = undefined;
      });
    });
  }

  /** Until every version known by now is there. */
  async settled(): Promise<void> {
    await this.working;
  }

  async close(): Promise<void> {
    this.unfollow();
    this.wanted = false;
    await this.settled();
  }

  private async work(): Promise<void> {
    while (this.wanted) {
      this.wanted = false;
      await this.refresh().catch(() => {}); // who asks for a tile is told
    }
  }

  /** A layer at a time: its readers wait no longer than for it alone. */
  private async refresh(): Promise<void> {
    const stale = await this.db.query<{ layer: string }>(
      `select m.layer from tiles.made as m join register.district as d on d.key = m.district
        where m.version <> d.version group by m.layer order by m.layer`,
    );
    for (const { layer } of stale) await this.db.query('select tiles.refresh($1)', [layer]);
  }
}
