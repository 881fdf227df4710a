/** Two registers of outfalls compared: which are the same, which moved, which only one of them has. Pure. */
import { assign, type Choices } from './assign.ts';
import { eachCandidate, namesOnce } from './candidates.ts';
import { ALONE_MM, costOf, type Evidence, evidenceOf, MATCH_LIMITS, type MatchLimits } from './evidence.ts';
import type { MatchOutfall } from './match-outfall.ts';

export type Verdict = 'same' | 'moved' | 'only_a' | 'only_b' | 'doubtful';

/** Why a verdict is what it is; the first ones need a person; name_unsaid says that names did not count. */
export type Reason =
  | 'ambiguous'
  | 'no_position'
  | 'code_differs'
  | 'serial_differs'
  | 'bank_differs'
  | 'river_differs'
  | 'name_differs'
  | 'type_differs'
  | 'name_unsaid'
  | 'distance_only'
  | 'same_record'
  | 'merged';

export interface Match {
  verdict: Verdict;
  /** Indexes; -1 where the other register has none. */
  a: number;
  b: number;
  /** Null of an outfall that stays alone. */
  evidence: Evidence | null;
  reasons: Reason[];
}

/** What is known beforehand of a pair: one row of the register, or what a person decided. */
export type Known = 'same_record' | 'merged' | 'distinct';

export interface MatchQuestion {
  a: readonly MatchOutfall[];
  b: readonly MatchOutfall[];
  limits?: MatchLimits;
  known?: (a: MatchOutfall, b: MatchOutfall) => Known | undefined;
  /** Pairs of indexes that are known to be one, wherever they lie. */
  joined?: readonly (readonly [a: number, b: number])[];
}

/** Pairs that cost nearly the same leave it open who belongs to whom: within the error of one fix. */
const AMBIGUOUS_MM = 5_000;
/** Cheaper than any evidence can make a pair: known pairs come first. */
const KNOWN_MM = -1e9;
/** Nearer than this two places with different names are one: departments name by river, by road or by owner. */
const ONE_SPOT_MM = 5_000;

/**
 * Pairs the outfalls of two registers one to one, so that the total cost (evidence.ts) is the least, and judges each
 * pair. Every outfall of either comes exactly once: pairs by a, then what only a and only b have.
 */
export function matchOutfalls(question: MatchQuestion): Match[] {
  const { a, b, limits = MATCH_LIMITS } = question;
  const pairs = candidatePairs(question, limits);
  const choices = choicesOf(pairs, a.length, b.length);
  const column = assign(choices, ALONE_MM);
  const judge = new Judge(pairs, choices, column, limits);
  const matches: Match[] = [];
  const taken = new Set<number>();
  for (let i = 0; i < a.length; i++) {
    if (column[i] < 0) continue;
    taken.add(column[i]);
    matches.push(judge.judge(i));
  }
  const alone = (verdict: Verdict, i: number, j: number): Match => ({
    verdict,
    a: i,
    b: j,
    evidence: null,
    reasons: [],
  });
  for (let i = 0; i < a.length; i++) if (column[i] < 0) matches.push(alone('only_a', i, -1));
  for (let j = 0; j < b.length; j++) if (!taken.has(j)) matches.push(alone('only_b', -1, j));
  return matches;
}

interface Pair {
  a: number;
  b: number;
  cost: number;
  evidence: Evidence;
  known: Known | undefined;
}

/** Those worth more than staying alone, by a then b. */
function candidatePairs({ a, b, known, joined = [] }: MatchQuestion, limits: MatchLimits): Pair[] {
  const once = namesOnce(a, b);
  const pairs: Pair[] = [];
  const seen = new Set<number>();
  const add = (i: number, j: number) => {
    if (seen.has(i * b.length + j)) return;
    seen.add(i * b.length + j);
    const evidence = evidenceOf(a[i], b[j], once);
    const before = known?.(a[i], b[j]);
    const cost = before && before !== 'distinct' ? KNOWN_MM : costOf(evidence, limits);
    if (cost < ALONE_MM && before !== 'distinct') pairs.push({ a: i, b: j, cost, evidence, known: before });
  };
  for (const [i, j] of joined) add(i, j);
  eachCandidate(a, b, limits, add);
  return pairs.sort((one, other) => one.a - other.a || one.b - other.b);
}

function choicesOf(pairs: readonly Pair[], rows: number, columns: number): Choices {
  const start = new Uint32Array(rows + 1);
  for (const { a } of pairs) start[a + 1]++;
  for (let i = 0; i < rows; i++) start[i + 1] += start[i];
  return {
    rows,
    columns,
    start,
    column: Int32Array.from(pairs, ({ b }) => b),
    cost: Float64Array.from(pairs, ({ cost }) => cost),
  };
}

class Judge {
  private readonly pairs: readonly Pair[];
  private readonly start: Uint32Array;
  private readonly column: Int32Array;
  private readonly limits: MatchLimits;
  private readonly rowOf = new Map<number, number>();
  private readonly byColumn = new Map<number, Pair[]>();

  constructor(pairs: readonly Pair[], { start }: Choices, column: Int32Array, limits: MatchLimits) {
    this.pairs = pairs;
    this.start = start;
    this.column = column;
    this.limits = limits;
    column.forEach((j, i) => {
      if (j >= 0) this.rowOf.set(j, i);
    });
    for (const pair of pairs) {
      const list = this.byColumn.get(pair.b);
      if (list) list.push(pair);
      else this.byColumn.set(pair.b, [pair]);
    }
  }

  judge(i: number): Match {
    const { evidence, known, ...pair } = this.find(i, this.column[i])!;
    const { a, b } = pair;
    const isNear = evidence.apartMm <= this.limits.sameMm || evidence.distanceMm === null;
    if (known === 'same_record' || known === 'merged')
      return { verdict: isNear ? 'same' : 'moved', a, b, evidence, reasons: [known] };
    const isIdentified = evidence.code === 'agrees' || evidence.name === 'agrees';
    const doubts = doubtsOf(evidence, isIdentified);
    if (!isNear && !isIdentified) doubts.push('distance_only');
    if (this.isAmbiguous(pair)) doubts.unshift('ambiguous');
    const noted: Reason[] = isIdentified ? notesOf(evidence) : evidence.isNameUnsaid ? ['name_unsaid'] : [];
    const verdict = doubts.length > 0 ? 'doubtful' : isNear ? 'same' : 'moved';
    return { verdict, a, b, evidence, reasons: [...doubts, ...noted] };
  }

  /** Whether another partner, with what its own partner then costs, would do about as well. */
  private isAmbiguous({ a, b, cost }: { a: number; b: number; cost: number }): boolean {
    for (let k = this.start[a]; k < this.start[a + 1]; k++) {
      const rival = this.pairs[k];
      if (rival.b !== b && this.exchange(rival, this.rowOf.get(rival.b), b) - cost <= AMBIGUOUS_MM) return true;
    }
    for (const rival of this.byColumn.get(b)!) {
      if (rival.a === a) continue;
      const theirs = this.column[rival.a];
      if (this.exchange(rival, theirs < 0 ? undefined : rival.a, theirs, a) - cost <= AMBIGUOUS_MM) return true;
    }
    return false;
  }

  /** Cost of taking the rival pair: its own, less the pair it breaks, plus what the two left over make of it. */
  private exchange(rival: Pair, row: number | undefined, freed: number, other = row): number {
    if (row === undefined) return rival.cost;
    const broken = this.find(row, this.column[row])!.cost;
    const left = other === undefined ? undefined : this.find(other, freed);
    return rival.cost - broken + Math.min(left?.cost ?? ALONE_MM, ALONE_MM);
  }

  private find(a: number, b: number): Pair | undefined {
    for (let k = this.start[a]; k < this.start[a + 1]; k++) if (this.pairs[k].b === b) return this.pairs[k];
    return undefined;
  }
}

/** What speaks against a pair so that a person has to look. Where code or name identify it, less does. */
export function doubtsOf(evidence: Evidence, isIdentified: boolean): Reason[] {
  const doubts: Reason[] = [];
  if (evidence.distanceMm === null) doubts.push('no_position');
  if (evidence.code === 'differs' || evidence.code === 'mixed') doubts.push('code_differs');
  if (evidence.name === 'serial_differs') doubts.push('serial_differs');
  if (evidence.bankDiffers) doubts.push('bank_differs');
  if (evidence.name === 'differs' && evidence.code !== 'agrees' && evidence.apartMm > ONE_SPOT_MM)
    doubts.push('name_differs');
  return isIdentified ? doubts : [...doubts, ...notesOf(evidence)];
}

/** What is said beside a pair that is identified, and makes any other doubtful. */
function notesOf({ type, riverDiffers }: Evidence): Reason[] {
  const notes: Reason[] = [];
  if (riverDiffers) notes.push('river_differs');
  if (type === 'differs') notes.push('type_differs');
  return notes;
}
