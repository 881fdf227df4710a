/** The answers on targets as reports: of the district, of its towns, of rivers whose ledger and drawing differ, and the list itself. */
import type { Target } from '../../rules/targets/target.ts';
import { reportNotes } from '../notes.ts';
import type { Report, Row } from '../report.ts';
import {
  RIVER_LEDGER_COLUMNS,
  TARGET_COLUMNS,
  TARGET_LIST_COLUMNS,
  TARGET_TABLE_COLUMNS,
  TOWN_COLUMNS,
} from './columns.ts';
import { targetPage } from './page.ts';
import type { TargetAnswer } from './targets.ts';

export const VIEWS = ['target', 'town', 'river'] as const;
export type View = (typeof VIEWS)[number];

export interface TargetShape {
  view: View;
  /** As `--format` names it. */
  format: string;
  /** More to stand below. */
  notes?: readonly string[];
}

export function targetReport(answer: TargetAnswer, { view, format, notes: more = [] }: TargetShape): Report {
  const notes = [...methodNotes(answer, view), ...reportNotes(answer.district, answer.asOf), ...more];
  const report = VIEW[view](answer, format);
  return format === 'html' ? { ...report, notes, page: () => targetPage(answer, view, notes) } : { ...report, notes };
}

type Shown = Omit<Report, 'notes'>;

const VIEW: Record<View, (answer: TargetAnswer, format: string) => Shown> = {
  target: ({ targets, pack, asOf }, format) => ({
    title: { zh: `方案指标 ${pack ?? ''} · 截至 ${asOf}`, en: `Targets as of ${asOf}` },
    columns: format === 'table' ? TARGET_TABLE_COLUMNS : TARGET_COLUMNS,
    rows: targets.map((row) => (format === 'json' ? { ...row } : { ...row, reason: bilingual(row.reason) })),
  }),
  town: ({ towns, asOf }) => ({
    title: { zh: `各街镇进度 · 截至 ${asOf}`, en: `Progress by town as of ${asOf}` },
    columns: TOWN_COLUMNS,
    rows: towns.map((row) => ({ ...row })),
  }),
  river: ({ rivers, asOf }) => ({
    title: { zh: `台账与图上里程之差 · 截至 ${asOf}`, en: `Ledger and drawn km by river as of ${asOf}` },
    columns: RIVER_LEDGER_COLUMNS,
    rows: rivers.map((row) => ({ ...row })),
  }),
};

export function targetListRow({ scope, outfalls, threshold, afterKm, unanswerable, ...target }: Target): Row {
  const { types, subtypes, dryWeather } = outfalls;
  return {
    ...target,
    ...{ scope: scope.kind, scope_names: scope.names.join('、') || null, within_m: scope.withinM, target: threshold },
    outfalls: [...types, ...subtypes, ...(dryWeather ? ['dry_weather'] : [])].join(' ') || null,
    ...{ after_km: afterKm, reason: unanswerable },
  };
}

export function targetListReport(rows: readonly Target[], format: string, notes: string[]): Report {
  return {
    title: { zh: '方案指标', en: 'Targets' },
    columns: TARGET_LIST_COLUMNS,
    rows: rows.map((each) => {
      const row = targetListRow(each);
      return format === 'json' ? row : { ...row, reason: bilingual(each.unanswerable) };
    }),
    notes,
  };
}

const bilingual = (reason: { zh: string; en: string } | null) => reason && `${reason.zh} ${reason.en}`;

/** How the figures are to be read. */
function methodNotes({ pack, targets }: TargetAnswer, view: View): string[] {
  const notes = [
    pack === null && targets.length === 0
      ? '未适用任何方案，也没有自设指标 · no plan holds here and the district has no targets of its own'
      : `方案 plan ${pack ?? '–'}`,
    '公里指标按台账口径：登记长度 × 已排查 ÷ 图上长度，每公里只计首次排查、只计入一个指标 · km are ledger km; each counts once, when first covered, towards one target',
    '已溯源河长：一条线路在一个街镇内的部分为一段，段内已确认排污口全部溯源（或无法查明）即计入，没有排污口的也计入 · traced length: the part of a route in a town counts when all its confirmed outfalls are traced or undeterminable, also when it has none',
    '状态以所填日期为准，没有日期的不计为达到 · a state counts from its day; without one it is not counted as reached',
  ];
  if (view === 'town')
    notes.push(
      '方案没有规定各街镇的目标：“落后”指低于对全区的要求 · the plan sets no targets per town: behind means below what is asked of the district',
    );
  return notes;
}
