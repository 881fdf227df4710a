/** The answer on drinking-water protection areas as a report: sums before the rows, a page of its own. */
import type { Database } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';
import { reportNotes } from '../notes.ts';
import type { Report, Row } from '../report.ts';
import { halfSide, readSites } from '../site-map/read-sites.ts';
import { DRINKING_COLUMNS, DRINKING_TABLE_COLUMNS, LEVEL_COLUMNS } from './columns.ts';
import type { DrinkingAnswer } from './drinking-water.ts';
import { drinkingPage } from './page.ts';

/** Small maps on a page: one for each outfall, up to as many as a browser still prints; a page says how many are without. */
export const MOST_MAPS = 2000;

export interface Shape {
  /** As `--format` names it: what is only for some formats is made only for them. */
  format: string;
  /** The page has maps for the first so many outfalls; for each when left out. */
  maps?: number;
  /** The sums alone, as rows. */
  onlyLevels?: boolean;
  /** More to stand below. */
  notes?: readonly string[];
}

/** @throws DomainError `option_unusable`: maps are on the page of outfalls alone. */
export function refuseMaps({ format, maps, onlyLevels }: Shape): void {
  if (maps === undefined || (format === 'html' && !onlyLevels)) return;
  throw new DomainError(
    'option_unusable',
    'maps only goes with the html page of the outfalls.',
    'maps 只用于排污口的 html 页面。',
  );
}

const TITLE = { zh: '饮用水水源保护区排污口', en: 'Outfalls in drinking-water protection areas' };
const LEAD = { zh: '分级统计', en: 'By level of protection' };

export async function drinkingReport(
  db: Database,
  answer: DrinkingAnswer,
  { format, maps = MOST_MAPS, onlyLevels, notes: more = [] }: Shape,
): Promise<Report> {
  const notes = [...answer.notes, ...periodNotes(answer), ...reportNotes(answer.district, answer.asOf), ...more];
  const levels = { title: LEAD, columns: LEVEL_COLUMNS, rows: answer.levels.map((sum) => ({ ...sum })) };
  if (onlyLevels) return { ...levels, notes };
  const columns = format === 'table' ? DRINKING_TABLE_COLUMNS : DRINKING_COLUMNS;
  const rows: Row[] = answer.rows.map((row) => (format === 'json' || format === 'geojson' ? { ...row } : flat(row)));
  const geometries = () =>
    answer.rows.map(({ lon, lat }) => (lon === null ? null : { type: 'Point', coordinates: [lon, lat] }));
  const report: Report = { title: TITLE, columns, rows, notes, lead: levels, geometries };
  if (format !== 'html') return report;
  const sites = await sitesOf(db, answer, maps);
  return { ...report, page: () => drinkingPage(answer, { sites, mapLimit: maps, notes }) };
}

/** Lists of words as words: what a person reads in a cell. Evidence stays JSON. */
function flat(row: DrinkingAnswer['rows'][number]): Row {
  return { ...row, doubts: row.doubts.join(' '), not_checked: row.not_checked.join(' ') };
}

async function sitesOf(db: Database, { district, asOf, rows }: DrinkingAnswer, maps: number) {
  const asked = rows
    .filter(({ relation }) => relation !== 'not_checked')
    .slice(0, maps)
    .map(({ id, distance_m }) => ({ id, halfM: halfSide(distance_m) }));
  return readSites(db, district.key, asked, { flag: 'drinking_water', asOf });
}

function periodNotes({ asOf, closedBy, rows, levels }: DrinkingAnswer): string[] {
  const other = levels.find(({ level }) => level === 'other');
  const maybe = levels.find(({ level }) => level === 'protection_area')?.level_unknown;
  const unknown = rows.filter(({ relation }) => relation === 'not_checked').length;
  const dismissed = rows.filter(({ decision }) => decision === 'dismissed').length;
  return [
    `保护区有效日 zones valid on ${asOf} · 销号截止 closed out by ${closedBy} · 期限内销号/排污口数：已确认、按最严级别各计一次 closed in time / outfalls: confirmed ones, each once at its strictest level`,
    `第六十四条所称保护区为一级和二级；准保护区在其外 · article 64 speaks of levels 1 and 2; the quasi area lies outside`,
    ...(other
      ? [
          `级别不明 level not known · ${other.zones} 个保护区未写明一级、二级或准，其中 ${maybe} 个排污口可能属第六十四条所称保护区，未计入 ${maybe} outfalls in ${other.zones} zones that say neither 1, 2 nor quasi may lie in what article 64 speaks of; they are not in its sums`,
        ]
      : []),
    ...(dismissed > 0
      ? [
          `核查排除 dismissed on review · ${dismissed} 个排污口的全部关系经核查排除：仍列出，单独计数，不计入排污口数 outfalls all of whose relations were dismissed: listed, counted apart, not among the outfalls`,
        ]
      : []),
    ...(unknown > 0
      ? [
          `未核查 not checked · ${unknown} 个排污口不能判断，不得视为不在保护区内 outfalls of which nothing can be said; they are not clear`,
        ]
      : []),
    '排污口状态为当前所知 · statuses as known now',
  ];
}
