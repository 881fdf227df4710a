/** The outfalls layer. What needs action is shown first where points must make room. */

import { PROGRESS } from '../../../tiles/manifest.ts';
import { type Column, type LayerSource, stringColumn } from '../../../tiles/source.ts';
import { CopyReader } from '../../db/copy-reader.ts';
import type { Executor } from '../../db/database.ts';
import type { District } from '../../district/district.ts';
import { literal } from '../../district/literal.ts';
import { Slices } from '../../district/slices.ts';
import { type InPieces, Turns } from '../../engine/in-pieces.ts';
import { DomainError } from '../../errors.ts';
import { outfallWord } from '../outfall-list.ts';
import { OUTFALL_PROGRESS } from '../summary.ts';
import type { TileQuestion } from './question.ts';

interface OutfallRow {
  id: number;
  code: string | null;
  name: string | null;
  type: string;
  status: string;
  progress: string;
  link_status: string | null;
  rank: number;
  lon: number;
  lat: number;
}

type OutfallQuestion = Pick<TileQuestion, 'type' | 'status' | 'progress'>;

/** What is asked for is chosen before points make room: one that stands for others stands for such only. */
export async function outfallLayer(
  db: Executor,
  district: District,
  question: OutfallQuestion = {},
  slices = new Slices(),
): Promise<LayerSource> {
  const isMeant = outfallTest(question);
  const copied = await db.copyOut(selectOutfalls(district.key));
  return slices.run(unpackOutfalls(new CopyReader(copied), district.number, isMeant));
}

/** Rows read in one piece of work: some milliseconds. */
const PIECE = 2_000;

function* unpackOutfalls(copy: CopyReader, districtNumber: number, isMeant: OutfallTest): InPieces<LayerSource> {
  const rows: OutfallRow[] = [];
  const turns = new Turns(PIECE);
  while (copy.next()) {
    const row = readOutfall(copy);
    if (isMeant(row)) rows.push(row);
    if (turns.isOver(1)) yield;
  }
  const columns: Record<string, Column> = {};
  for (const name of NAMED) {
    columns[name] = stringColumn(
      rows.map((row) => row[name]),
      rows.length,
    );
    yield;
  }
  const rank = Int32Array.from(rows, (row) => row.rank);
  return {
    layer: 'outfalls',
    districtNumber,
    ids: Int32Array.from(rows, (row) => row.id),
    geometry: {
      type: 'point',
      lon: Float64Array.from(rows, (row) => row.lon),
      lat: Float64Array.from(rows, (row) => row.lat),
    },
    columns: { ...columns, rank: { type: 'integer', values: rank } },
    rank,
  };
}

const NAMED = ['code', 'name', 'type', 'status', 'progress', 'link_status'] as const;

/** In the order of selectOutfalls. */
function readOutfall(copy: CopyReader): OutfallRow {
  return {
    id: copy.int()!,
    code: copy.string(),
    name: copy.string(),
    type: copy.string()!,
    status: copy.string()!,
    progress: copy.string()!,
    link_status: copy.string(),
    rank: copy.int()!,
    lon: copy.double()!,
    lat: copy.double()!,
  };
}

type OutfallTest = (row: Pick<OutfallRow, 'type' | 'status' | 'progress'>) => boolean;

/** @throws DomainError `unknown_value`, `rejected_outfalls` */
function outfallTest(question: OutfallQuestion): OutfallTest {
  const types = listed(question.type, (word) => outfallWord('type', word));
  const statuses = listed(question.status, (word) => outfallWord('status', word));
  const steps = listed(question.progress, progressWord);
  if (statuses?.has('rejected')) throw rejectedOutfalls();
  return ({ type, status, progress }) =>
    (types?.has(type) ?? true) && (statuses?.has(status) ?? true) && (steps?.has(progress) ?? true);
}

const listed = (words: string | undefined, read: (word: string) => string | null) =>
  words === undefined ? undefined : new Set(words.split(',').map(read));

function progressWord(word: string): string {
  if (PROGRESS.some((step) => step === word)) return word;
  throw new DomainError(
    'unknown_value',
    `"${word}" is no progress: use one of ${PROGRESS.join(', ')}.`,
    `“${word}”不是 progress 的取值，可用：${PROGRESS.join('、')}。`,
  );
}

/** An empty map would say that there are none. */
function rejectedOutfalls(): DomainError {
  return new DomainError(
    'rejected_outfalls',
    'Tiles hold no rejected outfalls; /ogc/collections/outfalls/items lists them.',
    '瓦片不含已排除的排污口，可由 /ogc/collections/outfalls/items 查看。',
  );
}

/** Rank: progress first (action needed, in work, suspect, closed out), then type in the order of the taxonomy. */
function selectOutfalls(district: string): string {
  return `select o.id, o.code, o.name, o.type, o.status, o.progress, l.status,
            (array_position('{action_needed,in_work,suspect,closed_out}', o.progress) - 1) * 4
              + array_position('{urban_wwtp,industrial,agricultural,other}', o.type), o.lon, o.lat
       from (select district, id, coalesce(code, code_province) as code, name, coalesce(type, 'other') as type, status,
                    ${OUTFALL_PROGRESS} as progress, st_x(geom) as lon, st_y(geom) as lat
               from register.outfall
              where district = ${literal(district)} and geom is not null and status <> 'rejected' and merged_into is null) o
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
      order by o.id`;
}
