/** Two surveys of the same outfalls, made so that the truth about every pair is known. */
import { type MatchOutfall, matchOutfall } from '../../../server/engine/match/match-outfall.ts';

export interface TwoRegisters {
  a: MatchOutfall[];
  b: MatchOutfall[];
  /** Of each a (by index): the b it is, and whether it stands where it stood; undefined when it is gone. */
  truth: ({ b: number; moved: boolean } | undefined)[];
}

export interface Noise {
  outfalls: number;
  /** Length of a river: short ones crowd few outfalls together. */
  riverM: number;
  /** Standard deviation of each coordinate, metres. */
  fixM: number;
  /** Shares of 1. */
  dropped: number;
  added: number;
  moved: number;
  renamed: number;
  unnamed: number;
  coded: number;
  miscoded: number;
}

const SPACING_MM = 25_000; // outfalls of one bank are rarely nearer
const TOWNS = ['夏阳街道', '盈浦街道办事处', '朱家角镇', '练塘镇'];
const WATERS = ['漕港河', '老宅泾', '后荡泾', '东巷河', '顾和塘', '新谊河', '西大盈港', '淀浦河'];
const OTHER_NAMES = [
  '某印染厂',
  '农贸市场东侧',
  '第三小学北',
  '物流园',
  '公交首末站',
  '粮库旁',
  '船闸管理所',
  '渔业社',
];

/** A small generator (mulberry32), so that every run sees the same registers. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Rivers run east, 500 m apart; outfalls stand 3 to 12 m off, on either bank. */
export function twoRegisters(noise: Noise, seed: number): TwoRegisters {
  const random = randomOf(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const perBank = (noise.riverM * 1000) / SPACING_MM;
  const slots = Array.from({ length: Math.ceil((noise.outfalls * 2) / (2 * perBank)) * 2 * perBank }, (_, i) => i);
  for (let i = slots.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [slots[i], slots[j]] = [slots[j], slots[i]];
  }
  const at = (slot: number, shiftMm = 0): Spot => ({
    river: Math.floor(slot / (2 * perBank)),
    left: slot % 2 === 0,
    measure: Math.floor((slot % (2 * perBank)) / 2) * SPACING_MM + 8_000 * random() + shiftMm,
    offset: 3_000 + 9_000 * random(),
  });
  const fix = (spot: Spot): Spot => {
    const across = (spot.left ? spot.offset : -spot.offset) + normal() * noise.fixM * 1000;
    return {
      ...spot,
      measure: spot.measure + normal() * noise.fixM * 1000,
      left: across >= 0,
      offset: Math.abs(across),
    };
  };
  const registers: TwoRegisters = { a: [], b: [], truth: [] };
  const facts = (spot: Spot, k: number): Facts => ({ spot, k, code: random() < noise.coded ? k : null, name: 'own' });
  for (let k = 0; k < noise.outfalls; k++) {
    const spot = at(slots[k]);
    registers.a.push(outfall(k + 1, facts(fix(spot), k), 0));
    if (random() < noise.dropped) {
      registers.truth.push(undefined);
      continue;
    }
    const moved = random() < noise.moved;
    const again = facts(fix(moved ? { ...spot, measure: spot.measure + 80_000 + 300_000 * random() } : spot), k);
    if (random() < noise.miscoded && again.code !== null) again.code = 5_000 + k;
    const named = random();
    again.name = named < noise.unnamed ? 'none' : named < noise.unnamed + noise.renamed ? 'other' : 'own';
    registers.truth.push({ b: registers.b.length, moved });
    registers.b.push(outfall(100_000 + k, again, 1 + Math.floor(3 * random())));
  }
  for (let k = 0; k < noise.outfalls * noise.added; k++) {
    const number = noise.outfalls + k;
    registers.b.push(outfall(100_000 + number, facts(fix(at(slots[number])), number), 2));
  }
  return registers;
}

interface Spot {
  river: number;
  left: boolean;
  measure: number;
  offset: number;
}

interface Facts {
  spot: Spot;
  /** The number of the outfall in the world. */
  k: number;
  code: number | null;
  name: 'own' | 'other' | 'none';
}

/** @param hand  how this survey writes: 0 plain, 1 with the district in front, 2 with 号 and blanks, 3 full-width with 囗. */
function outfall(id: number, { spot, k, code, name }: Facts, hand: number): MatchOutfall {
  const y = spot.river * 500_000 + (spot.left ? spot.offset : -spot.offset);
  const measure = Math.max(0, Math.round(spot.measure));
  return matchOutfall({
    id,
    point: [measure, Math.round(y)],
    link: {
      route: spot.river + 1,
      river: spot.river + 1,
      measure,
      offset: Math.round(spot.offset),
      bank: spot.left ? 'left' : 'right',
      lap: 0,
    },
    name: name === 'none' ? null : name === 'other' ? `${OTHER_NAMES[k % OTHER_NAMES.length]}排口` : ownName(k, hand),
    type: ['industrial', 'urban_wwtp', 'agricultural', 'other'][k % 4],
    code: code === null ? null : `FA-999118-${String(code).padStart(4, '0')}-QT-00`,
    code_province: null,
    permit: null,
  });
}

function ownName(k: number, hand: number): string {
  const water = WATERS[k % WATERS.length];
  if (hand === 1) return `青浦区${TOWNS[k % TOWNS.length]}${water}${k}#城镇雨洪排口`;
  if (hand === 2) return `${water} ${k}号 雨水排放口`;
  if (hand === 3)
    return `${water}${k}＃雨水排囗`.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
  return `${water}${k}#雨水排口`;
}
