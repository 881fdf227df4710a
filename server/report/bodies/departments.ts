/** Outfalls per department and town, with how far each is: a department's work list in figures. */
import type { Executor } from '../../db/database.ts';
import type { District } from '../../district/district.ts';
import { bodiesOf, type Department } from '../../rules/bodies/bodies-of.ts';
import { packOf } from '../../rules/packs.ts';
import type { Column, Report } from '../report.ts';
import { type KnownOutfall, outfallFacts } from './outfall-bodies.ts';

export interface DepartmentRow {
  department: string;
  department_en: string;
  /** Of its lines in the plan that speak of these outfalls; joined by commas. */
  roles: string;
  clauses: string;
  /** Null: outside every town, or no town is loaded. */
  town: string | null;
  /** Confirmed and suspect ones; an outfall counts once per department, so departments do not add up to the district. */
  outfalls: number;
  /** Of these: whether the plan's line applies hangs on a fact that is not known. */
  uncertain: number;
  suspect: number;
  confirmed: number;
  traced: number;
  undeterminable: number;
  not_started: number;
  in_work: number;
  done: number;
  closed_out: number;
}

/** In the order of the plan's lines, then of towns' names; no rows where no plan is known. */
export async function departmentRows(
  db: Executor,
  district: Pick<District, 'key' | 'pack'>,
): Promise<{ pack: string | null; rows: DepartmentRow[] }> {
  const pack = packOf(district);
  const groups = new Map<string, DepartmentRow>();
  for (const outfall of await outfallFacts(db, district.key)) {
    if (outfall.status === 'rejected') continue;
    for (const duties of byBody(bodiesOf(pack, outfall).departments)) count(groups, outfall, duties);
  }
  const order = [...new Set([...groups.values()].map(({ department }) => department))];
  const place = planOrder(pack, order);
  const rows = [...groups.values()].sort(
    (a, b) => place.get(a.department)! - place.get(b.department)! || compare(a.town, b.town),
  );
  return { pack, rows };
}

function byBody(duties: readonly Department[]): Department[][] {
  const bodies = new Map<string, Department[]>();
  for (const duty of duties) bodies.set(duty.body.zh, [...(bodies.get(duty.body.zh) ?? []), duty]);
  return [...bodies.values()];
}

function count(groups: Map<string, DepartmentRow>, outfall: KnownOutfall, duties: readonly Department[]): void {
  const { body } = duties[0];
  const key = JSON.stringify([body.zh, outfall.town]);
  const row = groups.get(key) ?? emptyRow(body, outfall.town);
  groups.set(key, row);
  row.roles = join(row.roles, duties, ({ role }) => role);
  row.clauses = join(row.clauses, duties, ({ clause }) => clause);
  row.outfalls++;
  if (!duties.some(({ certain }) => certain)) row.uncertain++;
  if (outfall.status === 'suspect' || outfall.status === 'confirmed') row[outfall.status]++;
  if (outfall.trace_result === 'traced' || outfall.trace_result === 'undeterminable') row[outfall.trace_result]++;
  const stage = outfall.handle_stage as 'not_started' | 'in_work' | 'done' | null;
  if (stage !== null) row[stage]++;
  if (outfall.closed_out) row.closed_out++;
}

function emptyRow(body: Department['body'], town: string | null): DepartmentRow {
  return {
    department: body.zh,
    department_en: body.en,
    roles: '',
    clauses: '',
    town,
    outfalls: 0,
    uncertain: 0,
    suspect: 0,
    confirmed: 0,
    traced: 0,
    undeterminable: 0,
    not_started: 0,
    in_work: 0,
    done: 0,
    closed_out: 0,
  };
}

function join(held: string, duties: readonly Department[], word: (duty: Department) => string): string {
  return [...new Set([...held.split(', ').filter((each) => each !== ''), ...duties.map(word)])].sort().join(', ');
}

/** Names as bodiesOf meets them in the plan. */
function planOrder(pack: ReturnType<typeof packOf>, names: readonly string[]): Map<string, number> {
  const everything = bodiesOf(pack, UNKNOWN).departments.map(({ body }) => body.zh);
  const all = [...new Set([...everything, ...names])];
  return new Map(all.map((name, i) => [name, i]));
}

/** Of which no line of a plan can be excluded. */
const UNKNOWN = {
  type: null,
  subtype: null,
  source_facility: null,
  town: null,
  in_park: null,
  in_sewer_service_area: null,
  trace_result: null,
  has_responsible_party: false,
};

function compare(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  return a < b ? -1 : a > b ? 1 : 0;
}

const COLUMNS: Column[] = [
  { key: 'department', zh: '部门', en: 'department' },
  { key: 'department_en', zh: '部门（英文）', en: 'department in English' },
  { key: 'roles', zh: '职责', en: 'roles' },
  { key: 'clauses', zh: '条款', en: 'clauses' },
  { key: 'town', zh: '街镇', en: 'town' },
  { key: 'outfalls', zh: '排污口数', en: 'outfalls' },
  { key: 'uncertain', zh: '其中归属待定', en: 'of these uncertain' },
  { key: 'suspect', zh: '疑似', en: 'suspect' },
  { key: 'confirmed', zh: '确认', en: 'confirmed' },
  { key: 'traced', zh: '已溯源', en: 'traced' },
  { key: 'undeterminable', zh: '溯源不明', en: 'undeterminable' },
  { key: 'not_started', zh: '未整治', en: 'not started' },
  { key: 'in_work', zh: '整治中', en: 'in work' },
  { key: 'done', zh: '整治完成', en: 'done' },
  { key: 'closed_out', zh: '已销号', en: 'closed out' },
];

const NO_PLAN =
  '本区适用哪一方案未知，无法列出部门 no plan is known for this district: set one with atlas districts edit KEY --pack';

export async function departmentReport(db: Executor, district: Pick<District, 'key' | 'pack'>): Promise<Report> {
  const { pack, rows } = await departmentRows(db, district);
  const said = `方案 plan ${pack} · 一个排污口在每个部门只计一次，部门之间不可相加；不含已否定的 an outfall counts once per department, departments do not add up; without rejected ones`;
  return {
    title: { zh: '各部门、各街镇排污口', en: 'Outfalls per department and town' },
    columns: COLUMNS,
    rows: rows.map((row) => ({ ...row })),
    notes: [pack === null ? NO_PLAN : said],
  };
}
