/** Sewers that end at outfalls, their manholes, and the dischargers behind them. */
import type { Random } from '../random.ts';
import type { Point } from './curves.ts';
import { TOWNS } from './names.ts';
import type { Outfall } from './outfalls.ts';

export interface Pipe {
  sourceId: string;
  kind: 'sanitary' | 'storm';
  fromNode: string;
  /** A manhole, or the outfall at the end. */
  toNode: string;
  invertUpM: number;
  invertDownM: number;
  outfall: string | null;
  line: [Point, Point];
}

export interface Manhole {
  sourceId: string;
  kind: 'sanitary' | 'storm';
  at: Point;
}

export interface Discharger {
  sourceId: string;
  name: string;
  creditCode: string;
  outfall: string;
  at: Point;
}

export interface Sewerage {
  pipes: Pipe[];
  manholes: Manhole[];
  dischargers: Discharger[];
}

const MANHOLE_EVERY_M = 35;
const STORM_PIPES = 3;
const PLANT_PIPES = 10;
const FALL = 0.002;

/** Storm sewers behind the storm outfalls of urban towns, sanitary ones behind treatment plants. */
export function makeSewerage(outfalls: readonly Outfall[], random: Random): Sewerage {
  const sewerage: Sewerage = { pipes: [], manholes: [], dischargers: [] };
  for (const outfall of outfalls) {
    if (outfall.status !== 'confirmed' || !outfall.route) continue;
    const { type, subtype } = outfall.kind;
    const urban = TOWNS[Math.max(0, outfall.town)].urban;
    if (type === 'urban_wwtp') addChain(sewerage, outfall, 'sanitary', PLANT_PIPES, random);
    else if (subtype === '城镇雨洪排口' && urban) addChain(sewerage, outfall, 'storm', STORM_PIPES, random);
    if (type === 'urban_wwtp' || type === 'industrial') addDischarger(sewerage, outfall, random);
  }
  return sewerage;
}

/** From the outfall inland, upstream manhole by manhole; pipes are drawn the way they flow. */
function addChain(sewerage: Sewerage, outfall: Outfall, kind: Pipe['kind'], count: number, random: Random): void {
  let angle = Math.atan2(outfall.inland[1], outfall.inland[0]);
  let [below, invert, node] = [outfall.at, 1 + random(), outfall.sourceId];
  for (let i = 0; i < count; i++) {
    const at: Point = [below[0] + MANHOLE_EVERY_M * Math.cos(angle), below[1] + MANHOLE_EVERY_M * Math.sin(angle)];
    const manhole = `M${String(sewerage.manholes.length + 1).padStart(5, '0')}`;
    const up = Math.round((invert + MANHOLE_EVERY_M * FALL) * 1000) / 1000;
    sewerage.manholes.push({ sourceId: manhole, kind, at });
    sewerage.pipes.push({
      sourceId: `S${String(sewerage.pipes.length + 1).padStart(5, '0')}`,
      kind,
      fromNode: manhole,
      toNode: node,
      invertUpM: up,
      invertDownM: Math.round(invert * 1000) / 1000,
      outfall: outfall.sourceId,
      line: [at, below],
    });
    [below, invert, node] = [at, up, manhole];
    angle += (random() - 0.5) * 0.6;
  }
}

function addDischarger(sewerage: Sewerage, outfall: Outfall, random: Random): void {
  const number = sewerage.dischargers.length + 1;
  const metres = 60 + random() * 160;
  sewerage.dischargers.push({
    sourceId: `D${String(number).padStart(4, '0')}`,
    name: outfall.kind.type === 'urban_wwtp' ? `合成第${number}污水处理厂` : `合成企业${number}号`,
    creditCode: `91999118MA${String(number).padStart(8, '0')}`,
    outfall: outfall.sourceId,
    at: [outfall.at[0] + outfall.inland[0] * metres, outfall.at[1] + outfall.inland[1] * metres],
  });
}
