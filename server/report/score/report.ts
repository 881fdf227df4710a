/** The score of a district's tracks as a report. */
import { MODE } from '../columns.ts';
import type { Column, Report } from '../report.ts';
import type { Score } from './score.ts';

const km = (key: string, zh: string, en: string): Column => ({ key, zh: `${zh} km`, en: `${en} km`, decimals: 6 });
const share = (key: string, zh: string, en: string): Column => ({ key, zh, en, decimals: 4 });

const COLUMNS: Column[] = [
  MODE,
  { key: 'river', zh: '河道', en: 'river' },
  { key: 'name', zh: '名称', en: 'name' },
  km('travelled_km', '实际排查', 'really travelled'),
  km('ledger_km', '台账记为已排查', 'surveyed by the ledger'),
  km('missed_km', '漏记', 'missed'),
  km('wrong_km', '多记', 'wrongly counted'),
  share('precision', '查准率', 'precision'),
  share('recall', '查全率', 'recall'),
  share('bank_precision', '分岸查准率', 'precision by bank'),
  share('bank_recall', '分岸查全率', 'recall by bank'),
];

/** All rivers together, then the worst. */
export function scoreReport({ whole, worst, tracks }: Score, notes: readonly string[]): Report {
  const { scored, leftOut } = tracks;
  return {
    title: { zh: '轨迹匹配核对', en: 'What tracks surveyed, against the truth' },
    columns: COLUMNS,
    rows: [...whole, ...worst].map((row) => ({ ...row })),
    notes: [
      `计入轨迹 ${scored} 条，不在真值文件中的 ${leftOut} 条未计 · ${scored} tracks scored, ${leftOut} that the truth file has not are left out`,
      '河道为空的行是全部河道；其余为漏记、多记合计最多的河道 · Rows without a river are of all rivers; the others have most missed and wrong together',
      ...notes,
    ],
  };
}
