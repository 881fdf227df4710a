/** The outfalls layer. What needs action is shown first where points must make room. */
import { PROGRESS } from '../../../tiles/manifest.ts';
import { type LayerSource, stringColumn } from '../../../tiles/source.ts';
import type { Executor } from '../../db/database.ts';
import type { District } from '../../district/district.ts';
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
): Promise<LayerSource> {
  const isMeant = outfallTest(question);
  const rows = (await readOutfalls(db, district.key)).filter(isMeant);
  const strings = (of: (row: OutfallRow) => string | null) => stringColumn(rows.map(of), rows.length);
  const rank = Int32Array.from(rows, (row) => row.rank);
  return {
    layer: 'outfalls',
    districtNumber: district.number,
    ids: Int32Array.from(rows, (row) => row.id),
    geometry: {
      type: 'point',
      lon: Float64Array.from(rows, (row) => row.lon),
      lat: Float64Array.from(rows, (row) => row.lat),
    },
    columns: {
      code: strings((row) => row.code),
      name: strings((row) => row.name),
      type: strings((row) => row.type),
      status: strings((row) => row.status),
      progress: strings((row) => row.progress),
      link_status: strings((row) => row.link_status),
      rank: { type: 'integer', values: rank },
    },
    rank,
  };
}

/** @throws DomainError `unknown_value`, `rejected_outfalls` */
function outfallTest(question: OutfallQuestion): (row: Pick<OutfallRow, 'type' | 'status' | 'progress'>) => boolean {
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
async function readOutfalls(db: Executor, district: string): Promise<OutfallRow[]> {
  return db.query<OutfallRow>(
    `select o.*, l.status as link_status,
            (array_position('{action_needed,in_work,suspect,closed_out}', o.progress) - 1) * 4
              + array_position('{urban_wwtp,industrial,agricultural,other}', o.type) as rank
       from (select district, id, coalesce(code, code_province) as code, name, coalesce(type, 'other') as type, status,
                    ${OUTFALL_PROGRESS} as progress, st_x(geom) as lon, st_y(geom) as lat
               from register.outfall
              where district = $1 and geom is not null and status <> 'rejected' and merged_into is null) o
       left join register.outfall_link l on l.district = o.district and l.outfall_id = o.id
      order by o.id`,
    [district],
  );
}
