/** dBASE III tables, the attributes of shapefiles. */
import { type DbfEncoding, encodingOf, wholeLength } from './dbf-encoding.ts';

interface DbfField {
  name: string;
  type: string;
  offset: number;
  length: number;
}

export interface Dbf extends DbfEncoding {
  columns: string[];
  count: number;
  /** The attributes of record `index` from 0; empty when the table ends before. `cut` gets fields whose last character is not whole. */
  record(index: number, cut?: (field: string, text: string) => void): Record<string, unknown>;
}

const SAMPLE = 2000; // records looked at to tell the encoding: texts repeat

/** @param cpg text of the .cpg file, null when there is none. @throws RangeError when the header is damaged. */
export function openDbf(bytes: Buffer, cpg: string | null): Dbf {
  const count = bytes.readUInt32LE(4);
  const headerLength = bytes.readUInt16LE(8);
  const recordLength = bytes.readUInt16LE(10);
  const fields = readFields(bytes, headerLength);
  const texts = fields.filter(({ type }) => type === 'C');
  const cellOf = (index: number, { offset, length }: DbfField) => {
    const start = headerLength + index * recordLength + offset;
    return bytes.subarray(start, start + length);
  };
  const found = encodingOf({ cpg, driver: bytes[29] }, function* () {
    for (const { name } of fields) yield Buffer.from(name, 'latin1');
    for (let i = 0; i < Math.min(count, SAMPLE); i++) for (const field of texts) yield cellOf(i, field);
  });
  const decoder = new TextDecoder(found.encoding);
  const named = fields.map((field) => ({ ...field, name: nameOf(field.name, decoder) }));
  return {
    ...found,
    columns: named.map(({ name }) => name),
    count,
    record(index, cut) {
      if (headerLength + (index + 1) * recordLength > bytes.length) return {};
      const properties: Record<string, unknown> = {};
      for (const field of named) {
        const cell = cellOf(index, field);
        const whole = field.type === 'C' ? cell.subarray(0, wholeLength(cell, found.encoding)) : cell;
        properties[field.name] = readCell(field, whole, decoder);
        if (whole.length < cell.length) cut?.(field.name, String(properties[field.name] ?? ''));
      }
      return properties;
    },
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

/** A header has ten bytes for a name: what is cut there loses its last character. */
function nameOf(latin: string, decoder: TextDecoder): string {
  const bytes = Buffer.from(latin, 'latin1');
  return decoder.decode(bytes.subarray(0, wholeLength(bytes, decoder.encoding))).trim();
}

function readCell(field: DbfField, bytes: Buffer, decoder: TextDecoder): unknown {
  const text = decoder.decode(bytes).replaceAll('\0', '').trim();
  if (text === '' || /^\*+$/.test(text)) return null;
  if (field.type === 'N' || field.type === 'F') return Number.isFinite(Number(text)) ? Number(text) : text;
  if (field.type === 'D')
    return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
  return text;
}
