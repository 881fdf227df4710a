/** Why a batch cannot be taken back, and what a person can do about it. */
import { DomainError } from '../errors.ts';
import type { LaterChange } from './later-changes.ts';

/** More than this many edits of one person are not listed one by one. */
const LISTED = 5;

type Sentence = { zh: string; en: string };

export function builtUpon(batch: number, later: readonly LaterChange[]): DomainError {
  const by = later.map(nameOf);
  const todo = remedies(later);
  return new DomainError(
    'batch_built_upon',
    `Batch ${batch} cannot be undone: ${by.map(({ en }) => en).join(', ')} changed the same rows later. ${todo.map(({ en }) => en).join(' ')}`,
    `批次 ${batch} 不能撤销：${by.map(({ zh }) => zh).join('、')} 之后改动了相同的记录。${todo.map(({ zh }) => zh).join('')}`,
    409,
  );
}

function nameOf({ batch_id, author, edits }: LaterChange): Sentence {
  if (batch_id !== null) return { zh: `批次 ${batch_id}`, en: `batch ${batch_id}` };
  if (!edits?.length) return { zh: author, en: author };
  const each = edits.slice(0, LISTED).map(({ table, row, day }) => `${table} ${row}, ${day}`);
  const list = `${each.join('; ')}${edits.length > LISTED ? ' …' : ''}`;
  return { zh: `${author}（${list}）`, en: `${author} (${list})` };
}

/** No command takes an edit back; an outfall that is as the batch left it is in nobody's way, nor is what is open again. */
function remedies(later: readonly LaterChange[]): Sentence[] {
  const persons = later.filter(({ batch_id }) => batch_id === null);
  const edits = persons.flatMap((person) => person.edits ?? []);
  const decided = [...new Set(edits.flatMap((edit) => edit.decided ?? []))];
  const todo: Sentence[] = [];
  if (persons.length < later.length) todo.push({ zh: '请先撤销上述批次。', en: 'Undo those batches first.' });
  if (edits.some(({ table }) => table === 'outfall')) todo.push(SET_BACK);
  if (decided.length > 0) todo.push(openAgain(decided));
  if (edits.some(({ table }) => !OPENED_OR_SET_BACK.includes(table))) todo.push(KEPT);
  return todo;
}

const OPENED_OR_SET_BACK = ['outfall', 'outfall_link', 'outfall_pair', 'review_decision'];

function openAgain(decided: readonly string[]): Sentence {
  const commands = decided
    .slice(0, LISTED)
    .map((what) => (what.includes('-') ? `atlas review reopen ${what} --reason …` : `atlas match reopen ${what}`));
  const list = `${commands.join('; ')}${decided.length > LISTED ? ' …' : ''}`;
  return { zh: `请先重新打开人工决定：${list}。`, en: `Open decisions again first: ${list}.` };
}

const SET_BACK: Sentence = {
  zh: '请先把改过的排污口改回原值：用 atlas outfalls history 编号 查看，用 atlas outfalls edit 编号 改回；已并入的用 atlas match unmerge 编号 分开。',
  en: 'Set edited outfalls back first: atlas outfalls history ID says what stood, atlas outfalls edit ID sets it, atlas match unmerge ID parts merged ones.',
};

const KEPT: Sentence = {
  zh: '人工的其他改动予以保留，本批次也随之保留。',
  en: 'Other changes by persons are kept, and the batch with them.',
};
