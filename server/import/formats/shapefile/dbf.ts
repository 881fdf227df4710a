/** dBASE III tables, the attributes of shapefiles; a record in memory at a time. */
import type { OpenFile, ReadAt } from '../../formats.ts';
import { type DbfEncoding, encodingOf, wholeLength } from './dbf-encoding.ts';
import { type DbfNames, dbfNames } from './dbf-names.ts';

interface DbfField {
  name: string;
  type: string;
  offset: number;
  length: number;
}

/** The attributes of record `index` from 0; empty when the table ends before. `cut` gets fields whose last character is not whole. */
export type DbfRecord = (index: number, cut?: (field: string, text: string) => void) => Record<string, unknown>;

export interface Dbf extends DbfEncoding, DbfNames {
  count: number;
  /** For one pass through the records, in their order: the table is not held. */
  records(): DbfRecord;
}

const SAMPLE = 2000; // records looked at to tell the encoding: texts repeat

interface Layout {
  /** Bytes before the first record, and of each. */
  start: number;
  length: number;
}

/** @param cpg text of the .cpg file, null when there is none. @throws RangeError when the header is damaged. */
export function openDbf(file: OpenFile, cpg: string | null): Dbf {
  const head = file.reader()(0, 1 << 16); // a header's length has two bytes
  const count = head.readUInt32LE(4);
  const layout = { start: head.readUInt16LE(8), length: head.readUInt16LE(10) };
  const fields = readFields(head, layout.start);
  const found = encodingOf({ cpg, driver: head[29] }, () => textsOf(file, { count, layout, fields }));
  const decoder = new TextDecoder(found.encoding);
  const names = dbfNames(
    fields.map(({ name }) => name),
    decoder,
  );
  const named = fields.map((field, i) => ({ ...field, name: names.columns[i] }));
  return {
    ...found,
    ...names,
    count,
    records: () => recordsOf(file.reader(), layout, { fields: named, decoder, encoding: found.encoding }),
  };
}

const cellOf = (record: Buffer, { offset, length }: DbfField) => record.subarray(offset, offset + length);

interface Sampled {
  count: number;
  layout: Layout;
  fields: DbfField[];
}

function* textsOf(file: OpenFile, { count, layout, fields }: Sampled): Generator<Buffer> {
  for (const { name } of fields) yield Buffer.from(name, 'latin1');
  const texts = fields.filter(({ type }) => type === 'C');
  const read = file.reader();
  for (let i = 0; i < Math.min(count, SAMPLE); i++) {
    const record = read(layout.start + i * layout.length, layout.length);
    for (const field of texts) yield cellOf(record, field);
  }
}

interface Cells {
  fields: DbfField[];
  decoder: TextDecoder;
  encoding: string;
}

function recordsOf(read: ReadAt, layout: Layout, { fields, decoder, encoding }: Cells): DbfRecord {
  return (index, cut) => {
    const record = read(layout.start + index * layout.length, layout.length);
    if (record.length < layout.length) return {};
    const properties: Record<string, unknown> = {};
    for (const field of fields) {
      const cell = cellOf(record, field);
      const whole = field.type === 'C' ? cell.subarray(0, wholeLength(cell, encoding)) : cell;
      properties[field.name] = readCell(field, whole, decoder);
      if (whole.length < cell.length) cut?.(field.name, String(properties[field.name] ?? ''));
    }
    return properties;
  };
}

function readFields(bytes: Buffer, headerLength: number): DbfField[] {
  const fields: DbfField[] = [];
  let offset = 1; // the deletion mark
  for (let at = 32; at + 32 <= headerLength && bytes[at] !== 0x0d; at += 32) {
    const end = bytes.subarray(at, at + 11).indexOf(0);
    const name = bytes.toString('latin1', at, at + (end < 0 ? 11 : end));
    const length = bytes[at + 16];
    fields.push({ name, type: String.fromCharCode(bytes[at + 11]), offset, length });
    offset += length;
  }
  return fields;
}

function readCell(field: DbfField, bytes: Buffer, decoder: TextDecoder): unknown {
  const text = decoder.decode(bytes).replaceAll('\0', '').trim();
  if (text === '' || /^\*+$/.test(text)) return null;
  if (field.type === 'N' || field.type === 'F') return Number.isFinite(Number(text)) ? Number(text) : text;
  if (field.type === 'D')
    return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
  return text;
}
