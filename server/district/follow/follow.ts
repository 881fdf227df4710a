/** Brings a snapshot to the version that stands now by reading what the versions between touched. */
import type { Database, Executor } from '../../db/database.ts';
import { getDistrict } from '../district.ts';
import type { Snapshot } from '../snapshot.ts';
import { counted } from './counted.ts';
import { PART_NAMES, PARTS, type Part, type Parts } from './parts.ts';
import { findTouched, type Touched } from './touched.ts';

export interface Reading {
  snapshot: Snapshot;
  /** What was read, or read in part; the others are the very objects of before. */
  parts: Part[];
  /** Rows that the database gave for it, the lines of what was touched among them. */
  rows: number;
  /** Everything: there was nothing in memory, or what was touched since cannot be told. */
  isWhole: boolean;
}

/** Reads in one repeatable-read transaction, so that no answer mixes two versions. `held` stays as it is. */
export async function readDistrict(db: Database, key: string, held?: Snapshot): Promise<Reading> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read');
    return readNow(tx, key, held);
  });
}

/** In the caller's transaction, which must be repeatable read: as of the version that it sees. */
export async function readNow(tx: Executor, key: string, held?: Snapshot): Promise<Reading> {
  const district = await getDistrict(tx, key);
  const source = counted(tx);
  const touched = held && (await findTouched(source, held.district, district));
  const { parts, read } = await readParts(source, key, held && touched && { held, touched });
  return { snapshot: { ...parts, district }, parts: read, rows: source.rows, isWhole: touched === undefined };
}

interface Since {
  held: Parts;
  touched: Touched;
}

/** In the caller's transaction, which must be repeatable read. */
export async function readParts(
  tx: Executor,
  district: string,
  since?: Since,
): Promise<{ parts: Parts; read: Part[] }> {
  const parts = { ...since?.held } as Parts;
  const read: Part[] = [];
  for (const name of PART_NAMES) {
    if (since && !PARTS[name].tables.some((table) => since.touched.has(table))) continue;
    await readPart(tx, district, { parts, name, since });
    read.push(name);
  }
  return { parts, read };
}

async function readPart<Name extends Part>(
  tx: Executor,
  district: string,
  { parts, name, since }: { parts: Parts; name: Name; since?: Since },
): Promise<void> {
  const { tables, read, reread } = PARTS[name];
  const isToldByRow = since && tables.every((table) => since.touched.get(table) !== 'any');
  parts[name] =
    reread && isToldByRow ? await reread(tx, district, since.held, since.touched) : await read(tx, district, parts);
}
