/** What edits of outfalls share: the district's lock, the author, and keys that no two outfalls may carry. */
import type { Executor } from '../db/database.ts';
import { DERIVED, REANCHORED } from '../district/derive/author.ts';
import { DomainError } from '../errors.ts';
import { layerOf } from '../import/fields.ts';

export interface EditBy {
  /** Who stands in the history. */
  author: string;
  /** In the author's words. */
  reason?: string;
}

/** Takes the district's row before anything is read; the version is counted up only by beginEdit. @throws DomainError `bad_author` */
export async function lockForEdit(tx: Executor, district: string, { author }: EditBy): Promise<void> {
  // derivation writes under names of its own, and what it writes leaves no history
  if (author.trim() === '' || author === DERIVED || author === REANCHORED)
    throw new DomainError('bad_author', `"${author}" cannot be an author.`, `“${author}”不能作为作者。`);
  await tx.query('select from register.district where key = $1 for update', [district]);
}

/** @returns the version this edit writes. */
export async function beginEdit(tx: Executor, district: string, { author, reason }: EditBy): Promise<number> {
  const [{ version }] = await tx.query<{ version: number }>('select register.write_version($1) as version', [district]);
  await tx.query(
    `select set_config('atlas.author', $1, true), set_config('atlas.batch_id', '', true),
            set_config('atlas.reason', $2, true)`,
    [author, reason ?? ''],
  );
  return version;
}

/** @throws DomainError `duplicate_key` (409) when another outfall has the code or source_id. */
export async function refuseRepeatedKeys(
  tx: Executor,
  district: string,
  id: number,
  changes: readonly { field: string; after: unknown }[],
): Promise<void> {
  const keys = changes.filter(({ field, after }) => layerOf('outfalls').unique.includes(field) && after !== null);
  for (const { field, after } of keys) {
    const [other] = await tx.query<{ id: number }>(
      `select id from register.outfall
        where district = $1 and id <> $2 and ${field} = $3 and merged_into is null order by id limit 1`,
      [district, id, after],
    );
    if (other)
      throw new DomainError(
        'duplicate_key',
        `${field} ${after} is that of outfall ${other.id} already.`,
        `${field} ${after} 已属于排污口 ${other.id}。`,
        409,
      );
  }
}
