/** Every layer of the register: in from a bureau's file, found again, changed, shown, and taken back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { COLLECTIONS } from '../../server/http/ogc/collections.ts';
import { pageOfView } from '../../server/http/ogc/items.ts';
import { LAYER_NAMES, type LayerName, layerOf } from '../../server/import/fields.ts';
import type { BatchReport } from '../../server/import/request.ts';
import { resolveMapping } from '../../server/import/rows/mapping.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { testDatabase } from '../support/database.ts';
import { LAYER_FILES, type LayerFile, loadLayer } from '../support/layer-files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const counts = (report: BatchReport) => [report.rows_new, report.rows_changed, report.rows_same, report.rows_rejected];

async function rowsOf(district: string, layer: LayerName) {
  const [{ n }] = await db.query<{ n: number }>(
    `select count(*)::int as n from register.${layerOf(layer).table} where district = $1`,
    [district],
  );
  return n;
}

describe('a column headed 编码 alone', () => {
  const taken = (...columns: string[]) =>
    resolveMapping('outfalls', { columns: [...columns, '经度', '纬度'], isTable: true }, {}, new Set()).named;

  it('is the code of outfalls where no header says it better, and of nothing else', () => {
    expect(taken('编码')).toMatchObject({ code: '编码' });
    expect(taken('编码', '编号', '省级编码')).toMatchObject({
      code: '编码',
      source_id: '编号',
      code_province: '省级编码',
    });
    expect(taken('编码', '排污口编码')).toMatchObject({ code: '排污口编码' });
    expect(Object.values(taken('编码', '排污口编码'))).not.toContain('编码');
    const rivers = resolveMapping('rivers', { columns: ['编码', '河道名称'], isTable: false }, {}, new Set());
    expect(Object.values(rivers.named)).not.toContain('编码');
  });
});

describe('every layer', () => {
  it('has a file here', () => {
    expect(LAYER_FILES.map(({ layer }) => layer).sort()).toEqual([...LAYER_NAMES].sort());
  });

  it.each(LAYER_FILES)('$layer: taken, found again, changed, shown, taken back', async (file) => {
    const district = file.layer.slice(0, 16);
    for (const before of file.after) await loadLayer(db, district, before);
    const n = file.lines.length - 1;

    const first = await loadLayer(db, district, file.layer);
    expect(first.issues).toEqual([]);
    expect(counts(first)).toEqual([n, 0, 0, 0]);
    await expectShown(district, file);

    expect(counts(await loadLayer(db, district, file.layer, { ending: '\n' }))).toEqual([0, 0, n, 0]);
    const lines = file.lines.map((line, i) => (i === 1 ? line.replace(...file.change) : line));
    const second = await loadLayer(db, district, file.layer, { lines });
    expect(counts(second)).toEqual([0, 1, n - 1, 0]);

    await undoBatch(db, district, second.id!, 'test', derive);
    await expectShown(district, file);
    await undoBatch(db, district, first.id!, 'test', derive);
    expect(await rowsOf(district, file.layer)).toBe(0);
  });
});

async function expectShown(district: string, { layer, collection = layer, feature }: LayerFile): Promise<void> {
  const shown = COLLECTIONS.find(({ id }) => id === collection);
  if (collection === null) return expect(COLLECTIONS.find(({ id }) => id === layer)).toBeUndefined();
  const { features } = await pageOfView(db, shown!, { district, limit: 10 });
  expect(features[0]).toMatchObject({ type: 'Feature', properties: feature });
  expect(features[0].geometry).not.toBeNull();
}
