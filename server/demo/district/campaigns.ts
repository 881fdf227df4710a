/** Who surveyed what and when: the campaigns of 2022 and 2023, with the gaps they left. */
import { partSeed, pick, type Random, seededRandom } from '../random.ts';
import { TOWNS } from './names.ts';
import { WIDE_HALF_WIDTH_M } from './paths.ts';
import { lengthMm, pointAt, type Route } from './routes.ts';

export type Mode = 'above_water' | 'under_water';

/** A stretch of one route surveyed in one go, in the direction travelled. */
export interface Leg {
  route: Route;
  fromMm: number;
  toMm: number;
  /** Metres left of the route that the boat keeps. */
  left: number;
  bank: 'left' | 'right' | 'both';
}

/** One crew's day. */
export interface CrewDay {
  name: string;
  mode: Mode;
  method: string;
  crew: string;
  date: string;
  campaign: string;
  legs: Leg[];
}

export interface SurveyRecord {
  route: Route;
  /** Null for the whole river. */
  range: [fromMm: number, toMm: number] | null;
  crew: string;
  date: string;
}

interface Campaign {
  name: string;
  mode: Mode;
  methods: string[];
  crews: string[];
  start: [year: number, month: number, day: number];
  days: number;
  kmPerDay: number;
}

const CAMPAIGNS: Record<'above2022' | 'above2023' | 'under2022' | 'under2023', Campaign> = {
  above2022: {
    name: '2022年水上排查',
    mode: 'above_water',
    methods: ['无人机', '人工徒步', '无人船'],
    crews: ['一队', '二队', '三队', '四队', '五队', '六队'],
    start: [2022, 3, 7],
    days: 230,
    kmPerDay: 14,
  },
  above2023: {
    name: '2023年水上补查',
    mode: 'above_water',
    methods: ['人工徒步', '无人船'],
    crews: ['七队', '八队'],
    start: [2023, 4, 10],
    days: 150,
    kmPerDay: 14,
  },
  under2022: {
    name: '2022年水下排查',
    mode: 'under_water',
    methods: ['无人船侧扫声呐'],
    crews: ['声呐一队', '声呐二队', '声呐三队'],
    start: [2022, 5, 9],
    days: 190,
    kmPerDay: 10,
  },
  under2023: {
    name: '2023年水下排查',
    mode: 'under_water',
    methods: ['无人船侧扫声呐'],
    crews: ['声呐二队', '声呐四队'],
    start: [2023, 3, 13],
    days: 220,
    kmPerDay: 10,
  },
};

const STRETCH_MM = 4_000_000;
const PARTIAL_SHARE = 0.09;
const FIRST_YEAR_SHARE = 0.75;
const FIRST_YEAR_UNDER_SHARE = 0.6;
const REPEATED_SHARE = 0.035;
const RECORD_SHARE = 0.4;
const ONE_BANK_SHARE = 0.12;
/** Side of the squares crews work through one after another, metres. */
const SQUARE_M = 1600;

/** Deals every stretch of every route to campaigns, or to nobody. */
export function planSurveys(routes: readonly Route[], random: Random): { days: CrewDay[]; records: SurveyRecord[] } {
  const legs = { above2022: [] as Leg[], above2023: [] as Leg[], under2022: [] as Leg[], under2023: [] as Leg[] };
  const records: SurveyRecord[] = [];
  for (const route of routes) {
    const town = TOWNS[Math.max(0, route.town)];
    for (const [fromMm, toMm] of stretches(route)) {
      if (random() >= town.gapAbove) {
        const year = random() < FIRST_YEAR_SHARE ? 'above2022' : 'above2023';
        legs[year].push(...legsOf(random, route, fromMm, toMm));
        if (random() < REPEATED_SHARE) legs.above2023.push(...legsOf(random, route, fromMm, toMm));
      } else if (route.kind === 'river' && route.seq === 1 && route.level === 'village' && random() < RECORD_SHARE)
        records.push(recordOf(random, route, fromMm, toMm));
      if (route.kind !== 'pond' && random() >= town.gapUnder) {
        const year = random() < FIRST_YEAR_UNDER_SHARE ? 'under2022' : 'under2023';
        legs[year].push(...legsOf(random, route, fromMm, toMm));
        if (random() < REPEATED_SHARE / 3) legs.under2023.push(...legsOf(random, route, fromMm, toMm));
      }
    }
  }
  const days = Object.entries(CAMPAIGNS).flatMap(([key, campaign]) =>
    crewDays(campaign, legs[key as keyof typeof legs], random),
  );
  return { days, records };
}

function stretches(route: Route): [number, number][] {
  const length = lengthMm(route);
  const parts = Math.max(1, Math.round(length / STRETCH_MM));
  return Array.from({ length: parts }, (_, i) => [(length * i) / parts, (length * (i + 1)) / parts]);
}

/** One pass down the middle; on the widest river one along each bank, sometimes one of them forgotten. */
function legsOf(random: Random, route: Route, low: number, high: number): Leg[] {
  let [fromMm, toMm] = [low, high];
  if (random() < PARTIAL_SHARE) {
    const left = (0.15 + 0.4 * random()) * (high - low);
    if (random() < 0.5) fromMm += left;
    else toMm -= left;
  }
  const turned = random() < 0.5;
  const leg = (left: number, bank: Leg['bank'], back: boolean): Leg =>
    back ? { route, fromMm: toMm, toMm: fromMm, left, bank } : { route, fromMm, toMm, left, bank };
  if (route.halfWidth < WIDE_HALF_WIDTH_M) return [leg(route.kind === 'lake' ? 18 : 0, 'both', turned)];
  const both = [leg(0.72 * route.halfWidth, 'left', turned), leg(-0.72 * route.halfWidth, 'right', !turned)];
  return random() < ONE_BANK_SHARE ? [pick(random, both)] : both;
}

function recordOf(random: Random, route: Route, fromMm: number, toMm: number): SurveyRecord {
  const whole = random() < 0.6;
  const metres = (mm: number) => Math.floor(mm / 1000) * 1000;
  return {
    route,
    range: whole ? null : [metres(fromMm + random() * 0.3 * (toMm - fromMm)), metres(toMm)],
    crew: `${TOWNS[Math.max(0, route.town)].name}巡查组`,
    date: dayOf([2022, 9, 5], Math.floor(random() * 60)),
  };
}

/** Town by town, square by square, as much a day as a crew manages. */
function crewDays(campaign: Campaign, legs: readonly Leg[], random: Random): CrewDay[] {
  const loads: Leg[][] = [];
  let [km, town] = [Number.POSITIVE_INFINITY, -2];
  for (const leg of inWorkOrder(legs)) {
    const length = Math.abs(leg.toMm - leg.fromMm) / 1e6;
    if (km + length > campaign.kmPerDay || leg.route.town !== town) {
      loads.push([]);
      [km, town] = [0, leg.route.town];
    }
    loads[loads.length - 1].push(leg);
    km += length;
  }
  const rounds = Math.ceil(loads.length / campaign.crews.length);
  return loads.map((load, i) => {
    const crew = campaign.crews[i % campaign.crews.length];
    const round = Math.floor(i / campaign.crews.length);
    const date = dayOf(campaign.start, Math.floor((round * campaign.days) / rounds));
    const { mode, name } = campaign;
    const method = pick(random, campaign.methods);
    return {
      name: `${date}-${crew}-${String(i + 1).padStart(3, '0')}`,
      mode,
      method,
      crew,
      date,
      campaign: name,
      legs: load,
    };
  });
}

function inWorkOrder(legs: readonly Leg[]): Leg[] {
  const place = legs.map((leg) => {
    const [x, y] = pointAt(leg.route, (leg.fromMm + leg.toMm) / 2);
    const [column, row] = [Math.floor(x / SQUARE_M), Math.floor(y / SQUARE_M)];
    return [leg.route.town, row, row % 2 === 0 ? column : -column] as const;
  });
  const order = [...legs.keys()].sort((a, b) => {
    const [p, q] = [place[a], place[b]];
    return p[0] - q[0] || p[1] - q[1] || p[2] - q[2] || a - b;
  });
  return order.map((i) => legs[i]);
}

function dayOf([year, month, day]: [number, number, number], plus: number): string {
  return new Date(Date.UTC(year, month - 1, day + plus)).toISOString().slice(0, 10);
}

/** The random numbers of one crew day, independent of every other's. */
export function dayRandom(seed: number, index: number): Random {
  return seededRandom(partSeed(seed ^ 0x7ac5, index));
}
