/** Rows that MapInfo files say they have, by which it shows when a reader gave fewer (MapInfo Interchange File Format; .dat is laid out as dBASE III). */
import type { OpenFile } from '../formats.ts';
import { withTurns } from '../turn.ts';

const DELETED = 0x2a; // '*' before a record: it is no row

/** As the header of the table states, less those deleted; 0 where there is no table. */
export async function rowsOfTab(file: OpenFile): Promise<number> {
  const table = (await file.beside('.dat')) ?? (await file.beside('.dbf'));
  if (!table || table.head.length < 32) return 0;
  const stated = table.head.readUInt32LE(4);
  const [start, length] = [table.head.readUInt16LE(8), table.head.readUInt16LE(10)];
  if (length === 0) return stated;
  const read = table.reader();
  let deleted = 0;
  for (let at = start, i = 0; i < stated && at < table.size; at += length, i++)
    if (read(at, 1)[0] === DELETED) deleted++;
  return stated - deleted;
}

/** Objects of the .mif or records of the .mid, whichever are more: in a sound file they are as many. */
export async function rowsOfMif(file: OpenFile): Promise<number> {
  const table = await file.beside('.mid');
  return Math.max(await objectsIn(file), table ? await recordsIn(table) : 0);
}

/** Whether the .mif has columns and there is no .mid with what stands in them, or an empty one. */
export async function lacksTable(file: OpenFile): Promise<boolean> {
  const table = await file.beside('.mid');
  if (table && table.size > 0) return false;
  for await (const line of linesOf(file)) {
    const [, columns] = /^\s*columns\s+(\d+)/i.exec(line) ?? [];
    if (columns !== undefined) return Number(columns) > 0;
    if (/^\s*data\s*$/i.test(line)) break;
  }
  return false;
}

const OBJECT = /^\s*(point|line|pline|region|arc|text|rect|roundrect|ellipse|multipoint|collection|none)\b\s*(\d*)/i;

/** Parts of a collection look like objects of their own and follow it. */
async function objectsIn(file: OpenFile): Promise<number> {
  let [isData, objects, parts] = [false, 0, 0];
  for await (const line of linesOf(file)) {
    const [found, kind, count] = (isData && OBJECT.exec(line)) || [];
    isData ||= /^\s*data\s*$/i.test(line);
    if (found === undefined) continue;
    if (parts > 0) parts--;
    else objects++;
    if (kind.toLowerCase() === 'collection') parts = Number(count);
  }
  return objects;
}

/** A text in quotation marks may go on in the next line. */
async function recordsIn(table: OpenFile): Promise<number> {
  let [records, isOpen] = [0, false];
  for await (const line of linesOf(table)) {
    const isOdd = line.split('"').length % 2 === 0;
    if (isOdd) isOpen = !isOpen;
    if (!isOpen && line.trim() !== '') records++;
  }
  return isOpen ? records + 1 : records;
}

/** As bytes: no character of GBK or UTF-8 has a line feed, a quotation mark or these words within. */
async function* linesOf(file: OpenFile): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of withTurns(file.chunks())) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest;
}
