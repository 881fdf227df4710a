/** What speaks for and against two outfalls being one: the figures, and what they weigh. Pure. */
import type { MatchLink, MatchOutfall } from './match-outfall.ts';
import { ISSUERS, tellsApart } from './outfall-code.ts';
import { nameSimilarity, serialsDiffer } from './outfall-name.ts';

/** Names this alike are taken as one: a word left out or written another way. */
export const ALIKE = 0.8;
/** Names less alike than this name different places. */
export const UNLIKE = 0.4;
/** Nearer to the line than this a hand-held fix does not tell the bank. */
export const SURE_OF_BANK_MM = 5_000;
/** Across the bank a sign stands on the dyke and the mouth at the water: such a metre says half as much as one along it. */
const ACROSS = 0.5;

/** What a person may set; millimetres. */
export interface MatchLimits {
  /** Up to this distance and without contradiction two outfalls are the same. */
  sameMm: number;
  /** Beyond this, place alone makes no pair. */
  withinMm: number;
  /** Beyond this not even an equal code or name makes one. */
  farMm: number;
}

/** 15 m: two hand-held fixes of 5 m each and the width of a mouth; 50 m: the tolerance of links; 2 km: a mistyped digit. */
export const MATCH_LIMITS: MatchLimits = { sameMm: 15_000, withinMm: 50_000, farMm: 2_000_000 };

/** Metres that a piece of evidence is worth; negative speaks for the pair. Tuned on registers with known truth (test/engine/match). */
export const WEIGHT_MM = {
  codeAgrees: -30_000,
  codeDiffers: 30_000,
  nameAgrees: -20_000,
  nameAlike: -5_000,
  nameDiffers: 10_000,
  serialDiffers: 40_000,
  typeAgrees: -5_000,
  typeDiffers: 15_000,
  bankDiffers: 30_000,
  riverDiffers: 15_000,
} as const;

/** A pair that costs this much is worth no more than two outfalls left alone. */
export const ALONE_MM = 60_000;

export interface Evidence {
  /** Straight, in the plane; null where one has no position. */
  distanceMm: number | null;
  /** Along the route both sit on; null where they do not. */
  alongMm: number | null;
  /** Of their distances from that route. */
  offsetDifferenceMm: number | null;
  /** Null unless both sit on one route and have a bank there. */
  sameBank: boolean | null;
  /** What counts: along the bank in full, across it by half; straight where they share no bank. Infinity without positions. */
  apartMm: number;
  nameSimilarity: number | null;
  name: 'agrees' | 'alike' | 'serial_differs' | 'differs' | null;
  /** Both have names, but without a place, or one that several outfalls of a register have. */
  isNameUnsaid: boolean;
  code: 'agrees' | 'differs' | 'mixed' | null;
  type: 'agrees' | 'differs' | null;
  /** Both sides are sure, and they are two. */
  bankDiffers: boolean;
  riverDiffers: boolean;
}

/** @param namedOnce  whether this name's key occurs once in either register: only then does it say which outfall is meant. */
export function evidenceOf(a: MatchOutfall, b: MatchOutfall, namedOnce: (key: string) => boolean): Evidence {
  const distanceMm = a.point && b.point && Math.hypot(a.point[0] - b.point[0], a.point[1] - b.point[1]);
  const [one, other] = a.link && b.link && a.link.route === b.link.route ? [a.link, b.link] : [null, null];
  const alongMm = one && other && along(one, other);
  const sameBank = one?.bank && other?.bank ? one.bank === other.bank : null;
  const similarity = nameSimilarity(a.name, b.name);
  const name = judgeName(a, b, similarity, namedOnce);
  return {
    distanceMm,
    alongMm,
    offsetDifferenceMm: one && other && Math.abs(one.offset - other.offset),
    sameBank,
    apartMm: apart(distanceMm, sameBank ? alongMm : null),
    nameSimilarity: similarity,
    name,
    isNameUnsaid: a.name !== null && b.name !== null && (similarity === null || (similarity === 1 && name === 'alike')),
    code: compareCodes(a, b),
    type: a.type === null || b.type === null ? null : a.type === b.type ? 'agrees' : 'differs',
    bankDiffers: sameBank === false && Math.min(one!.offset, other!.offset) >= SURE_OF_BANK_MM,
    riverDiffers: a.link !== null && b.link !== null && a.link.river !== b.link.river,
  };
}

function along(a: MatchLink, b: MatchLink): number {
  const difference = Math.abs(a.measure - b.measure);
  return a.lap > 0 ? Math.min(difference, a.lap - difference) : difference;
}

/** On one bank the straight distance is made of a part along and a part across; round a corner the first may be 0. */
function apart(distanceMm: number | null, alongMm: number | null): number {
  if (distanceMm === null) return Number.POSITIVE_INFINITY;
  if (alongMm === null) return distanceMm;
  const across = Math.sqrt(Math.max(0, distanceMm ** 2 - alongMm ** 2));
  return Math.hypot(alongMm, ACROSS * across);
}

function judgeName(
  a: MatchOutfall,
  b: MatchOutfall,
  similarity: number | null,
  namedOnce: (key: string) => boolean,
): Evidence['name'] {
  if (similarity === null) return null;
  if (similarity < UNLIKE) return 'differs';
  if (similarity < ALIKE) return null;
  if (serialsDiffer(a.name, b.name)) return 'serial_differs';
  return namedOnce(a.name!.key!) && namedOnce(b.name!.key!) ? 'agrees' : 'alike';
}

/** Issuer by issuer, never across. */
function compareCodes(a: MatchOutfall, b: MatchOutfall): Evidence['code'] {
  let [agree, differ] = [false, false];
  for (const [i, issuer] of ISSUERS.entries()) {
    const [one, other] = [a.codes[i], b.codes[i]];
    if (one === null || other === null) continue;
    if (one === other) agree = true;
    else if (tellsApart(issuer, one, other)) differ = true;
  }
  return agree ? (differ ? 'mixed' : 'agrees') : differ ? 'differs' : null;
}

/** What the pair costs in the assignment, whole millimetres; ALONE_MM or more is no pair. */
export function costOf(evidence: Evidence, { withinMm, farMm }: MatchLimits): number {
  // beyond reach distance itself says no more: what is left of it only orders pairs that agree equally well
  const beyond = Math.max(0, Math.min(evidence.apartMm, farMm) - withinMm) / 1000;
  return Math.round(Math.min(evidence.apartMm, withinMm) + beyond + weightOf(evidence));
}

function weightOf({ name, code, type, bankDiffers, riverDiffers }: Evidence): number {
  const names = {
    agrees: WEIGHT_MM.nameAgrees,
    alike: WEIGHT_MM.nameAlike,
    differs: WEIGHT_MM.nameDiffers,
    serial_differs: WEIGHT_MM.serialDiffers,
  };
  let weight = name ? names[name] : 0;
  if (code === 'agrees') weight += WEIGHT_MM.codeAgrees;
  if (code === 'differs') weight += WEIGHT_MM.codeDiffers;
  if (type !== null) weight += type === 'agrees' ? WEIGHT_MM.typeAgrees : WEIGHT_MM.typeDiffers;
  if (bankDiffers) weight += WEIGHT_MM.bankDiffers;
  return riverDiffers ? weight + WEIGHT_MM.riverDiffers : weight;
}
