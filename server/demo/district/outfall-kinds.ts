/** Types and subtypes of outfalls with their shares (domain.md A1, D), and what an outfall of a kind looks like. */
import { pickWeighted, type Random } from '../random.ts';

export type OutfallType = 'industrial' | 'urban_wwtp' | 'agricultural' | 'other';

export interface Kind {
  type: OutfallType;
  subtype: string | null;
  mouthForm: string;
  flowState: string;
  facility: string | null;
}

type Shares = readonly (readonly [string, number])[];

const TYPES: readonly (readonly [OutfallType, number])[] = [
  ['other', 83.5],
  ['industrial', 6.8],
  ['agricultural', 6.7],
  ['urban_wwtp', 3],
];

const INDUSTRIAL: Shares = [
  ['工业企业排污口', 38],
  ['工业企业雨洪排口', 34],
  ['工业及其他各类园区污水处理厂排污口', 8],
  ['工业及其他各类园区污水处理厂雨洪排口', 6],
  ['矿山排污口', 3],
  ['矿山雨洪排口', 3],
  ['尾矿库排污口', 1],
  ['尾矿库雨洪排口', 1],
];
const AGRICULTURAL: Shares = [
  ['规模化畜禽养殖排污口', 3],
  ['规模化水产养殖排污口', 7],
];
const OTHER_URBAN: Shares = [
  ['城镇雨洪排口', 68],
  ['城镇生活污水散排口', 10],
  ['港口码头排污口', 4],
  ['农村生活污水散排口', 4],
  ['其他排污口', 14],
];
const OTHER_RURAL: Shares = [
  ['城镇雨洪排口', 40],
  ['农村生活污水散排口', 14],
  ['农村污水处理设施排污口', 9],
  ['规模以下水产养殖排污口', 11],
  ['规模以下畜禽养殖排污口', 4],
  ['大中型灌区排口', 8],
  ['港口码头排污口', 3],
  ['城镇生活污水散排口', 4],
  ['其他排污口', 7],
];
const FORMS: Shares = [
  ['pipe', 62],
  ['open_channel', 15],
  ['box_culvert', 8],
  ['sluice', 5],
  ['pump_station', 5],
  ['sluice_pump', 2],
  ['other', 3],
];
const FLOWS: Shares = [
  ['dry', 50],
  ['flowing', 29],
  ['standing', 9],
  ['uncertain', 8],
  ['shut', 4],
];
const FACILITIES: Shares = [
  ['住宅小区雨污混接', 5],
  ['建筑工地', 3],
  ['公路（服务区）', 2],
  ['港口码头', 2],
  ['公园绿地', 1],
];
const FACILITY_SHARE = 0.12;
const DAY_MS = 86_400_000;

export function drawKind(random: Random, urban: boolean): Kind {
  const type = pickWeighted(random, TYPES);
  const plant = type === 'urban_wwtp';
  return {
    type,
    subtype: subtypeOf(random, type, urban),
    mouthForm: pickWeighted(random, FORMS),
    flowState: plant && random() < 0.9 ? 'flowing' : pickWeighted(random, FLOWS),
    facility: type === 'other' && random() < FACILITY_SHARE ? pickWeighted(random, FACILITIES) : null,
  };
}

function subtypeOf(random: Random, type: OutfallType, urban: boolean): string | null {
  if (type === 'industrial') return pickWeighted(random, INDUSTRIAL);
  if (type === 'agricultural') return pickWeighted(random, AGRICULTURAL);
  if (type === 'other') return pickWeighted(random, urban ? OTHER_URBAN : OTHER_RURAL);
  return null;
}

/** What was decided about a confirmed outfall and how far it has got. */
export interface Handling {
  handleType: string;
  handleStage: string | null;
  handleStageOn: string | null;
  closedOutOn: string | null;
}

/** @param surveyedOn  YYYY-MM-DD; nothing is closed out before it. */
export function drawHandling(random: Random, subtype: string | null, surveyedOn: string): Handling {
  const storm = subtype === '城镇雨洪排口'; // never merged, never banned
  const handleType = pickWeighted(random, [
    ['ban', storm ? 0 : 8],
    ['merge', storm ? 0 : 20],
    ['standardize', 46],
    ['no_action', 30],
  ]);
  if (handleType === 'no_action') return { handleType, handleStage: null, handleStageOn: null, closedOutOn: null };
  const handleStage = pickWeighted(random, [
    ['done', 46],
    ['in_work', 26],
    ['not_started', 28],
  ]);
  const closed = handleStage === 'done' && random() < 0.8;
  const finished = dayAfter(surveyedOn, 60 + Math.floor(random() * 340));
  const handleStageOn = handleStage === 'done' ? finished : dayAfter(surveyedOn, 30);
  return { handleType, handleStage, handleStageOn, closedOutOn: closed ? finished : null };
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}
