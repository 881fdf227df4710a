/** The import room without a browser: files put together, columns given to fields, issues in order, events read, words. */
import { describe, expect, it } from 'vitest';
import type { DomainError } from '../../server/errors.ts';
import { LAYER_NAMES } from '../../server/import/fields.ts';
import { ISSUES } from '../../server/import/issues.ts';
import { resolveMapping } from '../../server/import/rows/mapping.ts';
import { fileSets } from '../../web/imports/file-sets.ts';
import type { Issue, Preview } from '../../web/imports/import-api.ts';
import { eventsOf } from '../../web/imports/job-events.ts';
import { onPage, refusalWords } from '../../web/imports/parts.ts';
import { sortedIssues } from '../../web/imports/sorted-issues.ts';
import { IMPORT_WORDS, type ImportKey, LAYER_WORDS } from '../../web/imports/words.ts';
import { formOf, newWork, remapped } from '../../web/imports/work.ts';

const file = (name: string) => new File(['x'], name);
const setsOf = (...names: string[]) => fileSets(names.map(file)).map(({ name, files }) => [name, files.length]);

describe('files that come together', () => {
  it('are one upload where they are the parts of a shapefile, whatever the case of their names', () => {
    expect(setsOf('河.DBF', '河.shp', '河.prj', '河.shp.xml', '口.csv')).toEqual([
      ['河.shp', 4],
      ['口.csv', 1],
    ]);
  });

  it('stay apart where there is no .shp, and where two shapefiles are mixed', () => {
    expect(setsOf('a.dbf', 'b.shp', 'b.dbf', 'c.shp', 'c.shx')).toEqual([
      ['a.dbf', 1],
      ['b.shp', 2],
      ['c.shp', 2],
    ]);
  });
});

describe('a column that is given to a field', () => {
  const preview = { mapping: { name: '名称', code: '编码' } } as unknown as Preview;

  it('leaves the field it had, and the field leaves the column it had', () => {
    expect(remapped(preview, {}, '编码', 'name')).toEqual({ code: '', name: '编码' });
    expect(remapped(preview, { lon: 'x' }, '备注', 'code')).toEqual({ lon: 'x', code: '备注' });
    expect(remapped(preview, {}, '名称', '')).toEqual({ name: '' });
  });

  it('goes to the service as its form has it', () => {
    const { options } = newWork({ name: 'a.csv', files: [] }, 'demo');
    const form = formOf({ ...options, map: { name: 'a,b', code: '' } }, { preview: 'id' });
    expect([...form]).toEqual([
      ['district', 'demo'],
      ['map', 'name=a,b'],
      ['map', 'code='],
      ['preview', 'id'],
    ]);
  });
});

describe('what the service says is to be done', () => {
  const refusalOf = (layer: 'tracks' | 'outfalls', columns: string[]) => {
    try {
      resolveMapping(layer, { columns, isTable: layer === 'outfalls' }, {}, new Set());
    } catch (error) {
      const { code, message, messageZh } = error as DomainError;
      return { code, detail: message, detail_zh: messageZh };
    }
    throw new Error('it was taken');
  };

  it('names no option of the command line on the page, in any issue', () => {
    const said = Object.values(ISSUES).flatMap(({ zh, en }) => [zh, en]);
    expect(said.filter((sentence) => sentence.includes('--')).length).toBeGreaterThan(10);
    expect(
      said.map((sentence) => onPage(sentence)).filter((sentence) => /--|命令行|command line/.test(sentence)),
    ).toEqual([]);
  });

  it('names a field as people know it, the option in brackets, and on the page the place of it', () => {
    const refusal = refusalOf('tracks', ['name']);
    expect(refusal.detail_zh).toBe(
      '字段“排查方式”必填：请指定对应的列，或给出一个适用于全部行的值（命令行：--map mode=列名 或 --mode 值）；现有列：name',
    );
    expect(refusal.detail).toBe(
      'the field mode is required: name its column, or give one value for all rows (command line: --map mode=COLUMN or --mode VALUE); the file has name',
    );
    expect(refusalWords(refusal, 'zh')).toContain('适用于全部行的值（在下面的字段对应中选列，或在“文件没有的内容”处');
    expect(refusalWords(refusal, 'en')).toContain('for all rows (in the mapping below: choose the field for a column');
  });

  it('is what this page has of its own where that says more', () => {
    expect(refusalWords(refusalOf('outfalls', ['name']), 'en')).toContain('in the mapping below');
  });
});

describe('issues', () => {
  const issue = (row: number | null, severity: Issue['severity'], value: string | null) =>
    ({ row, severity, value, field: null, reason_zh: '', reason_en: '' }) as Issue;
  const issues = [issue(10, 'warning', 'b'), issue(2, 'error', null), issue(null, 'warning', 'a')];
  const rows = (by: 'row' | 'severity' | 'value', isDown = false) =>
    sortedIssues(issues, by, isDown, 'zh').map(({ row }) => row);

  it('stand by number, by word, and what is empty last either way', () => {
    expect(rows('row')).toEqual([2, 10, null]);
    expect(rows('row', true)).toEqual([10, 2, null]);
    expect(rows('severity')).toEqual([2, 10, null]);
    expect(rows('value')).toEqual([null, 10, 2]);
  });
});

describe('server-sent events', () => {
  it('are read across the borders of chunks, comments and an unfinished one left out', async () => {
    const text = ': still here\n\nevent: progress\ndata: {"n":"河"}\n\nevent: done\ndata: {}\n\nevent: lost\nda';
    const bytes = new TextEncoder().encode(text);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let i = 0; i < bytes.length; i += 7) controller.enqueue(bytes.subarray(i, i + 7));
        controller.close();
      },
    });
    const events = [];
    for await (const event of eventsOf(body)) events.push(event);
    expect(events).toEqual([
      { event: 'progress', data: '{"n":"河"}' },
      { event: 'done', data: '{}' },
    ]);
  });
});

describe('the words of the import room', () => {
  const slots = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

  it('say each thing in both languages with the same values in it', () => {
    for (const [key, zh] of Object.entries(IMPORT_WORDS.zh)) {
      const en = IMPORT_WORDS.en[key as ImportKey];
      expect(en.trim(), key).not.toBe('');
      expect(slots(en), key).toEqual(slots(zh));
      expect(`${zh}${en}`, key).not.toMatch(/[!！]|请您/);
    }
  });

  it('name every layer an import knows, and no other', () => {
    expect(Object.keys(LAYER_WORDS).toSorted()).toEqual([...LAYER_NAMES].toSorted());
  });
});
