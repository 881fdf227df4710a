/** `atlas review accept|choose|draw|reject|confirm|dismiss|reopen`: what a person decides about a link or a flag. */
import { Command } from 'commander';
import { getDistrict } from '../district/district.ts';
import { decideReview, type Verdict } from '../register/review/decide.ts';
import { refuseOnMap } from '../report/render/formats.ts';
import type { Report } from '../report/report.ts';
import { type AnswerOptions, answer, withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { wrongValue } from './usage-refusal.ts';

interface DecisionOptions extends AnswerOptions {
  author: string;
  reason?: string;
  seen?: string;
}

const DESCRIPTIONS = {
  accept: 'link: it is the river proposed (or, of none, the first candidate)',
  reject: 'link: no river of the register; it stays unlinked, with the reason',
  confirm: 'flag: it holds',
  dismiss: 'flag: it does not hold; it stays listed, with who and why',
  reopen: 'take a decision back: a link is made anew, a flag waits again',
} as const;

export function reviewDecisionCommands(context: CommandContext): Command[] {
  const plain = Object.entries(DESCRIPTIONS).map(([decision, description]) =>
    decisionCommand(decision, description).action((id: string, options: DecisionOptions) =>
      decide(context, id, { decision: decision as Verdict['decision'] }, options),
    ),
  );
  const choose = decisionCommand('choose', 'link: another candidate')
    .argument('<route>', 'the route of a candidate', parseRoute)
    .action((id: string, route: number, options: DecisionOptions) =>
      decide(context, id, { decision: 'choose', route }, options),
    );
  const draw = decisionCommand('draw', 'link: a place on a river, snapped to the route')
    .argument('<lon>', 'degrees, CGCS2000', parseDegrees)
    .argument('<lat>', 'degrees', parseDegrees)
    .option('--route <id>', 'the route to draw on; the nearest when left out', parseRoute)
    .action((id: string, lon: number, lat: number, { route, ...options }: DecisionOptions & { route?: number }) =>
      decide(context, id, { decision: 'draw', lon, lat, route }, options),
    );
  return [...plain, choose, draw];
}

function decisionCommand(name: string, description: string): Command {
  return withAnswerOptions(new Command(name))
    .description(description)
    .argument('<id>', 'an item of the review list')
    .option('--author <name>', 'who stands in the history', 'cli')
    .option('--reason <text>', 'why; only accept needs none')
    .option('--seen <mark>', 'refuse when the item is not what `review show` said any more');
}

async function decide(context: CommandContext, id: string, verdict: Verdict, options: DecisionOptions): Promise<void> {
  refuseOnMap(options.format, DECIDED.title);
  const db = await context.open();
  const { key } = await getDistrict(db, options.district);
  const report = await decideReview(db, key, id, verdict, options);
  await answer(context, { ...DECIDED, rows: [{ ...report }] }, options);
}

function parseRoute(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw wrongValue('an id is a whole number.', '编号为整数。');
}

function parseDegrees(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Math.abs(value) <= 180) return value;
  throw wrongValue('degrees are expected, like 121.0512.', '应为度数，如 121.0512。');
}

const DECIDED: Report = {
  title: { zh: '核查决定', en: 'Decided' },
  columns: [
    { key: 'id', zh: '事项', en: 'item' },
    { key: 'decision', zh: '决定', en: 'decision' },
    { key: 'outfall', zh: '排污口', en: 'outfall' },
    { key: 'state', zh: '状态', en: 'state' },
    { key: 'seen', zh: '标识', en: 'mark' },
    { key: 'version', zh: '数据版本', en: 'data version' },
  ],
  rows: [],
  notes: [],
};
