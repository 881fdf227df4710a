/** The buttons of an item: what may be decided about it, each with its key. */
import { html } from 'lit';
import type { ReviewWithMap, Verdict } from './review-api.ts';
import type { Say } from './words.ts';

interface Deciding {
  say: Say;
  mayDecide: boolean;
  /** One is on its way. */
  sending: boolean;
  /** Why the token may not. */
  why: string | null;
  begin(verdict: Verdict, label: string): void;
  draw(): void;
}

interface Choice {
  /** Of the keyboard, as KeyboardEvent.key in small letters. */
  key: string;
  label: string;
  take(): void;
}

export function decisionsOf(item: ReviewWithMap, deciding: Deciding) {
  const { say, mayDecide, sending, why } = deciding;
  const buttons = choicesOf(item, deciding).map(
    ({ key, label, take }) => html`<button data-key=${key} ?disabled=${!mayDecide || sending} @click=${take}>
      ${label} <kbd aria-hidden="true">${key.toUpperCase()}</kbd>
    </button>`,
  );
  return html`<div class="decisions">${buttons}</div>
    ${mayDecide ? '' : html`<p class="muted" role="status">${why ? html`<b>${why}</b> ` : ''}${say('tokenHint')}</p>`}`;
}

/** What may be decided, each with its key: the key line under the list names them all. */
export function choicesOf(
  item: ReviewWithMap,
  { say, begin, draw }: Pick<Deciding, 'say' | 'begin' | 'draw'>,
): Choice[] {
  const choice = (key: string, label: string, verdict: Verdict): Choice => ({
    key,
    label,
    take: () => begin(verdict, label),
  });
  if (item.kind === 'duplicate') return pairChoices(item, choice, say);
  if (item.state === 'decided') return [choice('o', say('reopen'), { decision: 'reopen' })];
  if (item.kind === 'flag')
    return [choice('c', say('confirm'), { decision: 'confirm' }), choice('x', say('dismiss'), { decision: 'dismiss' })];
  const numbered = item.candidates
    .slice(0, 9)
    .map(({ route }, i) => choice(String(i + 1), say('choose', { number: i + 1 }), { decision: 'choose', route }));
  return [
    ...(item.candidates.length > 0 ? [choice('a', say('accept'), { decision: 'accept' })] : []),
    ...numbered,
    { key: 'd', label: say('draw'), take: draw },
    choice('r', say('reject'), { decision: 'reject' }),
  ];
}

type Choose = (key: string, label: string, verdict: Verdict) => Choice;

function pairChoices({ outfall, code, state, decision }: ReviewWithMap, choice: Choose, say: Say): Choice[] {
  if (state === 'open')
    return [
      choice('m', say('merge', { id: code ?? `#${outfall}` }), { decision: 'merge' }),
      choice('x', say('distinct'), { decision: 'distinct' }),
    ];
  return [
    choice('o', say(decision === 'merged' ? 'unmerge' : 'reopen'), {
      decision: decision === 'merged' ? 'unmerge' : 'reopen',
    }),
  ];
}
