/** What a reader of flags has to know besides the rows: what they do not speak of. */
import type { Executor } from '../../db/database.ts';

const KIND_NAMES: Record<string, string> = {
  drinking_water: '饮用水水源保护区',
  nature: '自然保护地',
  special: '需要特殊保护的区域',
};

/** `flag` and `missing`: the kind asked for, and the kinds no zone is valid of; of `level` where one is asked. */
export async function flagNotes(
  tx: Executor,
  district: string,
  { flag, missing, asOf, level }: { flag: string; missing: readonly string[]; asOf: string; level?: string },
): Promise<string[]> {
  const notes = missing.map((kind) =>
    level === undefined
      ? `未核查 not checked · ${KIND_NAMES[kind]} ${kind}：没有在所问日期有效的图层 no zone of this kind is loaded that is valid on the day asked`
      : `未核查 not checked · ${KIND_NAMES[kind]} ${kind}：没有级别为“${level}”且在所问日期有效的 no zone of this kind with level ${level} is valid on the day asked`,
  );
  const rejected = await tx.query<{ batch_id: number; rows: number }>(
    `select batch_id, count(*)::int as rows from atlas.rejected_zones($1)
      where $2 = 'zones' or kind is null or kind in ($2, 'other') group by batch_id order by batch_id`,
    [district, flag],
  );
  for (const { batch_id, rows } of rejected)
    notes.push(
      `未核查 not checked · 批次 batch ${batch_id}：${rows} 个保护区未能导入，任何排污口都可能在其中，故不报“不相关” zones of this batch were rejected; any outfall may lie in them, so none is called clear（补正后按原编码再导入，或 undo ${batch_id} mend and import them under their key, or undo ${batch_id}）`,
    );
  const [mended] = await tx.query<{ zones: number; outfalls: number }>(
    `select (select count(*)::int from register.protected_zone
              where district = $1 and repaired and ($2 = 'zones' or kind in ($2, 'other'))) as zones,
            (select count(distinct n.outfall_id)::int from atlas.near_repaired_zones($1, $2, $3::date) n) as outfalls`,
    [district, flag, asOf],
  );
  if (mended.zones > 0)
    notes.push(
      `存疑 in doubt · ${mended.zones} 个保护区的边界自相交，导入时已修复；其外包范围内的 ${mended.outfalls} 个排污口以主管部门认定为准 zones had an outline that crosses itself and were repaired; of the ${mended.outfalls} outfalls in their hulls the authority decides`,
    );
  const [{ unlinked, without }] = await tx.query<{ unlinked: number; without: number }>(
    `select count(*) filter (where l.route_id is null)::int as unlinked,
            count(*) filter (where o.id not in (select outfall_id from atlas.conduit_outfalls($1)))::int as without
       from register.outfall o
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
      where o.district = $1 and o.merged_into is null`,
    [district],
  );
  if (unlinked > 0)
    notes.push(
      `${unlinked} 个排污口未挂接到河道，其受纳水体未核查 outfalls are linked to no river; their receiving water was not checked`,
    );
  notes.push(...(await rejectedConduits(tx, district)));
  if (without > 0)
    notes.push(
      `${without} 个排污口没有排污通道资料，其通道未核查 outfalls have no recorded conduit; theirs were not checked`,
    );
  return notes;
}

/** Conduits kept out that no later batch brought in: what has another conduit would read as checked. */
async function rejectedConduits(tx: Executor, district: string): Promise<string[]> {
  const rejected = await tx.query<{ batch_id: number; rows: number }>(
    'select batch_id, count(*)::int as rows from atlas.rejected_conduits($1) group by batch_id order by batch_id',
    [district],
  );
  return rejected.map(
    ({ batch_id, rows }) =>
      `未核查 not checked · 批次 batch ${batch_id}：${rows} 条排污通道未能导入，其排污口即使另有通道资料也未全部核查 conduits of this batch were rejected; their outfalls were not checked by all their conduits, though others be recorded`,
  );
}
