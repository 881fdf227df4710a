/** Shapefiles of points made byte by byte, so that their tables can be wrong in every way. */
import { fileOf } from './files.ts';

/** Bytes of a text in GBK or UTF-8; the encoder of GBK is the decoder read backwards. */
export function bytesOf(text: string, encoding: 'gbk' | 'utf-8' | 'latin1'): Buffer {
  if (encoding !== 'gbk') return Buffer.from(text, encoding);
  return Buffer.concat([...text].map((character) => codes().get(character) ?? Buffer.from(character, 'latin1')));
}

let known: Map<string, Buffer> | undefined;

function codes(): Map<string, Buffer> {
  if (known) return known;
  known = new Map();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const pair = Buffer.from([lead, trail]);
      const text = decoder.decode(pair);
      if (text.length === 1 && text !== '\ufffd' && !known.has(text)) known.set(text, pair);
    }
  return known;
}

export interface TableOf {
  encoding: 'gbk' | 'utf-8' | 'latin1';
  columns: string[];
  /** Bytes of every column: longer texts are cut there, mid-character or not. */
  width: number;
  rows: string[][];
  cpg?: string;
  driver?: number;
}

/** The path of the .shp; a point per row near 121°E 31°N in WGS 84. */
export function shapefileOf(name: string, table: TableOf): string {
  fileOf(`${name}.dbf`, dbfOf(table));
  fileOf(
    `${name}.prj`,
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
  );
  if (table.cpg !== undefined) fileOf(`${name}.cpg`, table.cpg);
  return fileOf(`${name}.shp`, shpOf(table.rows.length));
}

function dbfOf({ encoding, columns, width, rows, driver = 0 }: TableOf): Buffer {
  const cell = (text: string, length: number, fill: number) => {
    const bytes = Buffer.alloc(length, fill);
    bytesOf(text, encoding).copy(bytes, 0, 0, length);
    return bytes;
  };
  const header = Buffer.alloc(32);
  header[0] = 3;
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(32 + columns.length * 32 + 1, 8);
  header.writeUInt16LE(1 + columns.length * width, 10);
  header[29] = driver;
  const fields = columns.map((column) => {
    const field = Buffer.alloc(32);
    cell(column, 10, 0).copy(field);
    field.write('C', 11);
    field[16] = width;
    return field;
  });
  const records = rows.flatMap((row) => [Buffer.from(' '), ...row.map((text) => cell(text, width, 0x20))]);
  return Buffer.concat([header, ...fields, Buffer.from([0x0d]), ...records]);
}

function shpOf(points: number): Buffer {
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + points * 28) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(1, 32);
  const records = Array.from({ length: points }, (_, i) => {
    const record = Buffer.alloc(28);
    record.writeInt32BE(i + 1, 0);
    record.writeInt32BE(10, 4);
    record.writeInt32LE(1, 8);
    record.writeDoubleLE(121 + (i + 1) / 1000, 12);
    record.writeDoubleLE(31, 20);
    return record;
  });
  return Buffer.concat([header, ...records]);
}
