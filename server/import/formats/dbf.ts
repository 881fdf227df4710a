/** dBASE III tables, the attributes of shapefiles. */
import { isUtf8 } from './text.ts';

interface DbfField {
  name: string;
  type: string;
  offset: number;
  length: number;
}

export interface Dbf {
  columns: string[];
  count: number;
  encoding: string;
  /** The attributes of record `index` from 0; empty when the table ends before. */
  record(index: number): Record<string, unknown>;
}

/** Code pages registers meet, by the number in byte 29 and by the words of .cpg files. */
const LANGUAGE_DRIVERS: Record<number, string> = { 77: 'gb18030', 122: 'gb18030', 79: 'big5', 120: 'big5' };

/** @param cpg text of the .cpg file, null when there is none. @throws RangeError when the header is damaged. */
export function openDbf(bytes: Buffer, cpg: string | null): Dbf {
  const count = bytes.readUInt32LE(4);
  const headerLength = bytes.readUInt16LE(8);
  const recordLength = bytes.readUInt16LE(10);
  const encoding = encodingOf(bytes, cpg, headerLength);
  const decoder = new TextDecoder(encoding);
  const fields = readFields(bytes, headerLength, decoder);
  return {
    columns: fields.map(({ name }) => name),
    count,
    encoding,
    record(index) {
      const start = headerLength + index * recordLength;
      if (start + recordLength > bytes.length) return {};
      const properties: Record<string, unknown> = {};
      for (const field of fields)
        properties[field.name] = readCell(
          field,
          bytes.subarray(start + field.offset, start + field.offset + field.length),
          decoder,
        );
      return properties;
    },
  };
}

/** .cpg first, then the header's driver byte, then the bytes: what is not UTF-8 is taken as GB18030. */
function encodingOf(bytes: Buffer, cpg: string | null, headerLength: number): string {
  const named = cpg?.trim().toLowerCase();
  if (named) return canonical(named);
  const driver = LANGUAGE_DRIVERS[bytes[29]];
  if (driver) return driver;
  return isUtf8(bytes.subarray(32, headerLength)) && isUtf8(bytes.subarray(headerLength)) ? 'utf-8' : 'gb18030';
}

function canonical(name: string): string {
  if (/936|gb|oem.?936/.test(name)) return 'gb18030';
  const label = /^\d{4}$/.test(name) ? `windows-${name}` : name.replace(/^ansi /, 'windows-');
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'gb18030'; // a name no decoder knows: GB18030 reads ASCII too
  }
}

function readFields(bytes: Buffer, headerLength: number, decoder: TextDecoder): DbfField[] {
  const fields: DbfField[] = [];
  let offset = 1; // the deletion mark
  for (let at = 32; at + 32 <= headerLength && bytes[at] !== 0x0d; at += 32) {
    const end = bytes.subarray(at, at + 11).indexOf(0);
    const name = decoder.decode(bytes.subarray(at, at + (end < 0 ? 11 : end))).trim();
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
