/** The plan's rule table applied to the rivers of a district: who pays for which stretch. */
import type { Level } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { DomainError } from '../../errors.ts';
import { type Payer, payerOf } from '../../rules/funding/payer-of.ts';
import { FUNDING } from '../../rules/funding/plans.ts';
import { PHASES, type Phase } from '../../rules/funding/rule.ts';
import { packOf } from '../../rules/packs.ts';

/** @throws DomainError `phase_unknown` */
export function parsePhase(text?: string): Phase | undefined {
  const phase = PHASES.find((each) => each === text);
  if (text === undefined || phase !== undefined) return phase;
  throw new DomainError(
    'phase_unknown',
    `No phase "${text}": use one of ${PHASES.join(', ')}.`,
    `没有“${text}”阶段，可用：${PHASES.join('、')}（排查、监测、溯源、整治）。`,
  );
}

/** The payer by level of the river and town (index, -1 outside). @throws DomainError `phase_needed`, `plan_unknown` (409) */
export function payersOf({ district, towns }: Snapshot, phase?: Phase): (level: Level | null, town: number) => Payer {
  if (phase === undefined) throw phaseNeeded();
  const pack = packOf(district);
  if (pack === null) throw planUnknown(district.key);
  return (level, town) => payerOf(FUNDING[pack], phase, { level, town: town < 0 ? null : towns.name[town] });
}

export function phaseWithoutFunding(): DomainError {
  return new DomainError(
    'phase_without_funding',
    'A phase goes with the group funding only.',
    '工作阶段只用于“funding”（经费承担方）分组。',
  );
}

function phaseNeeded(): DomainError {
  return new DomainError(
    'phase_needed',
    `Who pays depends on the phase: name one of ${PHASES.join(', ')}.`,
    `经费承担方因阶段而异，请指明阶段：${PHASES.join('、')}（排查、监测、溯源、整治）。`,
  );
}

function planUnknown(key: string): DomainError {
  return new DomainError(
    'plan_unknown',
    `No plan is known to hold in ${key}: set one of QP, SC, JY, NT, QJ with atlas districts edit.`,
    `不知道 ${key} 适用哪个方案：请用 atlas districts edit 指定 QP、SC、JY、NT、QJ 之一。`,
    409,
  );
}
