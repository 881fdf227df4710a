/** What a reader of flags has to know besides the rows: what they do not speak of. */
import type { Executor } from '../../db/database.ts';

const KIND_NAMES: Record<string, string> = {
  drinking_water: '饮用水水源保护区',
  nature: '自然保护地',
  special: '需要特殊保护的区域',
};

export async function flagNotes(tx: Executor, district: string, missing: readonly string[]): Promise<string[]> {
  const notes = missing.map(
    (kind) =>
      `未核查 not checked · ${KIND_NAMES[kind]} ${kind}：没有在所问日期有效的图层 no zone of this kind is loaded that is valid on the day asked`,
  );
  const rejected = await tx.query<{ id: number; rows_rejected: number }>(
    `select id, rows_rejected from register.import_batch
      where district = $1 and layer = 'zones' and rows_rejected > 0 and undone_at is null order by id`,
    [district],
  );
  for (const batch of rejected)
    notes.push(
      `批次 batch ${batch.id}：${batch.rows_rejected} 个保护区未能导入，未计入以上结论 zones of this batch were rejected; the answer does not speak of them`,
    );
  const [{ without }] = await tx.query<{ without: number }>(
    `select count(*)::int as without from register.outfall o
      where o.district = $1 and o.merged_into is null
        and o.id not in (select outfall_id from atlas.conduit_outfalls($1))`,
    [district],
  );
  if (without > 0)
    notes.push(
      `${without} 个排污口没有排污通道资料，其通道未核查 outfalls have no recorded conduit; theirs were not checked`,
    );
  return notes;
}
