/** How far a district is with what its plan asks: target, reached, missing, late; per town; per river where ledgers and drawings differ. */
import type { Database, Executor } from '../../db/database.ts';
import type { District } from '../../district/district.ts';
import { readKnown } from '../../district/known/load-known.ts';
import type { Moment } from '../../district/known/moment.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { DomainError } from '../../errors.ts';
import { PACKS, type Pack, packOf } from '../../rules/packs.ts';
import { ownTargets } from '../../rules/targets/own-targets.ts';
import type { Target } from '../../rules/targets/target.ts';
import { TARGETS } from '../../rules/targets/targets.ts';
import { lastDay, today } from '../as-of.ts';
import { inOneVersion } from '../one-version.ts';
import { type RiverLedger, riverLedgers } from './river-ledgers.ts';
import { Subject } from './subject.ts';
import { type TargetRow, targetRow } from './target-row.ts';
import { type TownRow, townRows } from './town-rows.ts';

export interface TargetQuestion {
  /** Local day; today when left out. */
  asOf?: string;
  /** The plan that is asked; the district's own when left out. */
  pack?: Pack;
}

export interface TargetAnswer {
  district: District;
  pack: Pack | null;
  asOf: string;
  targets: TargetRow[];
  towns: TownRow[];
  rivers: RiverLedger[];
}

/** A plan by its letters, in any case. @throws DomainError `pack_unknown` */
export function parsePack(text?: string): Pack | undefined {
  if (text === undefined) return undefined;
  const pack = PACKS.find((each) => each === text.toUpperCase());
  if (pack) return pack;
  throw new DomainError(
    'pack_unknown',
    `There is no plan "${text}": use one of ${PACKS.join(', ')}.`,
    `没有“${text}”方案，可用：${PACKS.join('、')}。`,
  );
}

/** The plan's targets in its order, then the district's own. Without a plan only those. */
export async function targetsOf(
  tx: Executor,
  { key, pack }: Pick<District, 'key' | 'pack'>,
  asked?: Pack,
): Promise<Target[]> {
  const held = asked ?? packOf({ key, pack });
  return [...(held ? TARGETS[held] : []), ...(await ownTargets(tx, key))];
}

/**
 * @param load  gives the district as of its newest version, in memory.
 * @throws DomainError `date_invalid`, `data_changing` (409)
 */
export function targetAnswer(
  db: Database,
  load: () => Promise<Snapshot>,
  question: TargetQuestion,
): Promise<TargetAnswer> {
  return inOneVersion(db, load, (tx, snapshot) => answerIn(tx, snapshot, question));
}

/** As the register was known at a moment, with the plan and the targets that the district had then. @throws DomainError as loadKnown (409) */
export async function knownTargetAnswer(
  db: Database,
  key: string,
  moment: Moment,
  question: TargetQuestion,
): Promise<TargetAnswer> {
  const { district, answer } = await readKnown(db, key, moment, ['target'], (tx, snapshot) => {
    const pack = question.pack ?? packOf({ key, pack: snapshot.district.pack }) ?? undefined;
    return answerIn(tx, snapshot, { ...question, pack });
  });
  return { ...answer, district };
}

async function answerIn(tx: Executor, snapshot: Snapshot, { asOf, pack }: TargetQuestion): Promise<TargetAnswer> {
  const { district } = snapshot;
  const day = asOf ?? today(district);
  lastDay(day);
  const subject = new Subject(tx, snapshot);
  const targets = await targetsOf(tx, district, pack);
  const answer: TargetAnswer = {
    ...{ district, pack: pack ?? packOf(district), asOf: day },
    ...{ targets: [], towns: [], rivers: riverLedgers(subject, targets, day) },
  };
  for (const target of targets) {
    answer.targets.push(await targetRow(subject, target, day));
    answer.towns.push(...(await townRows(subject, target, day)));
  }
  return answer;
}
