/** Names and place parameters of the synthetic district; towns are Qingpu's by name, everything else is invented. */
import { pick, type Random } from '../random.ts';

export interface TownPlan {
  key: string;
  name: string;
  /** Metres east and north of the district's centre at scale 1. */
  x: number;
  y: number;
  /** Distances to this town count this much longer: a street is smaller than a town. */
  weight: number;
  /** Share of river left unsurveyed above and under water. */
  gapAbove: number;
  gapUnder: number;
  /** Outfalls per km against the average. */
  density: number;
  urban: boolean;
}

type PlanRow = [name: string, x: number, y: number, weight: number, above: number, under: number, density: number];

const TOWN_ROWS: PlanRow[] = [
  ['夏阳街道', 2900, 300, 1.25, 0.03, 0.22, 1.9],
  ['盈浦街道', -600, 2700, 1.3, 0.02, 0.2, 1.9],
  ['香花桥街道', 1800, 7300, 1, 0.06, 0.25, 1.5],
  ['朱家角镇', -4700, -1500, 0.95, 0.22, 0.4, 0.8],
  ['练塘镇', -4800, -9500, 0.9, 0.05, 0.55, 0.6],
  ['金泽镇', -14500, -8500, 0.85, 0.2, 0.5, 0.5],
  ['赵巷镇', 9300, 2000, 1.05, 0.05, 0.2, 1.2],
  ['徐泾镇', 15200, 5200, 1.05, 0.02, 0.15, 1.7],
  ['华新镇', 12200, 10500, 1, 0.05, 0.42, 1.2],
  ['重固镇', 7400, 7600, 1.15, 0.04, 0.25, 0.9],
  ['白鹤镇', 4300, 12500, 1, 0.14, 0.3, 0.8],
];

export const TOWNS: readonly TownPlan[] = TOWN_ROWS.map(([name, x, y, weight, gapAbove, gapUnder, density], i) => ({
  key: `T${String(i + 1).padStart(2, '0')}`,
  name,
  x,
  y,
  weight,
  gapAbove,
  gapUnder,
  density,
  urban: density > 1.4,
}));

export const MUNICIPAL_NAMES = ['青澜江', '北苇塘', '沧溆港'];

const FIRST = [...'沈朱陆陈蒋顾徐许金张王周吴杨东西南北上下大小新老前后'];
const SECOND = [...'家巷村桥塔庙墩圩荡泾溇坊场渡湾浜宅堰塘桑苇芦荷菱柳杏梅竹松云泽清明安和'];
const VILLAGE_ENDINGS = ['浜', '浜', '泾', '港', '河', '溇', '塘', '沟', '圩河'];
const TOWN_ENDINGS = ['河', '港', '泾', '塘', '浦'];
const DISTRICT_ENDINGS = ['港', '浦', '河', '塘河', '江'];
const LAKE_ENDINGS = ['荡', '漾', '湖', '泖'];

/** A plausible river name; like real ones, names of small rivers repeat. */
export function riverName(random: Random, level: string): string {
  const endings = level === 'village' ? VILLAGE_ENDINGS : level === 'town' ? TOWN_ENDINGS : DISTRICT_ENDINGS;
  return pick(random, FIRST) + pick(random, SECOND) + pick(random, endings);
}

export function lakeName(random: Random, kind: 'lake' | 'pond'): string {
  return pick(random, FIRST) + pick(random, SECOND) + (kind === 'pond' ? '塘' : pick(random, LAKE_ENDINGS));
}
