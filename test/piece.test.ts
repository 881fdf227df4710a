/** A piece of rows ends by what it holds, whatever the rows weigh. */
import { describe, expect, it } from 'vitest';
import { IssueList } from '../server/import/issue-list.ts';
import { issue } from '../server/import/issues.ts';
import { isPauseDue } from '../server/import/pause.ts';
import { Piece } from '../server/import/piece.ts';
import type { ReadyRow } from '../server/import/rows/convert.ts';
import { textOf, WholeText } from '../server/import/text-held.ts';

const LIMITS = { rows: 1000, vertices: 50_000, text: 1_000_000 };

function row(properties: Record<string, unknown>, vertices = 1): ReadyRow {
  const [degrees, plane] = [new Float64Array(2 * vertices), new Float64Array(2 * vertices)];
  return {
    row: 1,
    weight: 1,
    values: [],
    shapes: [{ kind: 'line', parts: [], degrees, plane }],
    properties,
    geometry: null,
  };
}

function rowsOfPiece(each: ReadyRow): number {
  const piece = new Piece(LIMITS);
  while (!piece.isFull) piece.add(each);
  return piece.rows.length;
}

describe('a piece ends', () => {
  it('by rows where they are light', () => expect(rowsOfPiece(row({ 编号: 'A' }))).toBe(1000));
  it('by vertices', () => expect(rowsOfPiece(row({}, 5000))).toBe(10));
  it('by text in a column that no field takes', () => {
    expect(rowsOfPiece(row({ 编号: 'A', 备注: 'x'.repeat(200_000) }))).toBe(5);
    expect(rowsOfPiece(row({ 备注: '河'.repeat(14_000) }))).toBe(72);
  });
  it('by cells where there are thousands of columns', () => {
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`c${i}`, i]));
    expect(rowsOfPiece(row(wide))).toBeLessThan(10);
  });
});

describe('what is said of rows', () => {
  const heavy = (n: number) => issue('bad_coordinate', { row: n, original: { 备注: 'x'.repeat(100_000) } });

  it('is full by the rows it holds, and those go first where it is only shown', () => {
    const issues = new IssueList(1000, 1_000_000);
    for (let n = 1; n <= 9; n++) issues.add('rows', [heavy(n)]);
    expect(issues.isFull).toBe(false);
    issues.add('rows', [heavy(10)]);
    expect(issues.isFull).toBe(true);
    issues.keepFirst(999);
    expect(issues.isFull).toBe(false);
    expect(issues.inOrder.map(({ original }) => original !== null)).toEqual([...Array(9).fill(true), false]);
  });

  it('is taken from a reader after each heavy record', () => {
    expect(isPauseDue([heavy(1)])).toBe(true);
    expect(isPauseDue([issue('unreadable_record', { row: 1, original: { text: 'x' } })])).toBe(false);
  });
});

it('a layer that is seen whole is refused before memory ends', () => {
  const text = new WholeText(1000);
  text.add({ name: 'x'.repeat(900) });
  expect(() => text.add({ name: 'x'.repeat(100) })).toThrow(expect.objectContaining({ code: 'too_much_text' }));
  expect(textOf({ a: null, b: 'xx' })).toBe(34);
});
