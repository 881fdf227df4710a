/** Who edits the district by chance: what they brought before, and the ways they have. */
import type { Database } from '../../../server/db/database.ts';
import { catchUp } from '../../../server/district/derive/catch-up.ts';
import { derive } from '../../../server/district/derive/derive.ts';
import { undoBatch } from '../../../server/register/undo.ts';
import { KEY, load, type Part } from '../small-district.ts';

export class Editor {
  readonly db: Database;
  readonly random: () => number;
  private readonly batches: number[] = [];
  private count = 0;

  constructor(db: Database, random: () => number) {
    this.db = db;
    this.random = random;
  }

  /** A name that was not used. */
  next(): string {
    return `n${this.count++}`;
  }

  at(least: number, most: number): number {
    return Math.round(least + (most - least) * this.random());
  }

  async import(each: Part): Promise<void> {
    const { id } = await load(this.db, each, KEY, { fingerprint: this.next() });
    if (id !== null) this.batches.push(id);
  }

  async undo(): Promise<void> {
    const batch = this.batches.pop();
    if (batch !== undefined) await undoBatch(this.db, KEY, batch, 'tester', derive);
  }

  /** As a person with psql does; what follows is derived now or with the next import. */
  async psql(statement: string): Promise<void> {
    await this.db.run(statement);
    if (this.random() < 0.3) await catchUp(this.db, KEY);
  }

  /** An update or a delete of one row. */
  async change(table: string, set?: string): Promise<void> {
    const id = await this.idOf(table);
    const where = `where district = '${KEY}' and ${table === 'outfall_link' ? 'outfall_id' : 'id'} = ${id}`;
    await this.psql(set ? `update register.${table} set ${set} ${where}` : `delete from register.${table} ${where}`);
  }

  async idOf(table: string): Promise<number> {
    const id = table === 'outfall_link' ? 'outfall_id' : 'id';
    const rows = await this.db.query<{ id: number }>(
      `select ${id} as id from register.${table} where district = $1 order by 1`,
      [KEY],
    );
    return rows[Math.floor(this.random() * rows.length)]?.id ?? -1;
  }
}
