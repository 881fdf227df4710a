/** The marks of a strip's legend, each with the word it stands for. */
import type { StripPath } from './strip-shapes.ts';
import { circle, rect, rightHalf, SYMBOLS } from './strip-shapes.ts';

export interface LegendMark {
  word:
    | 'banks'
    | 'gap'
    | 'repeated'
    | 'bridged'
    | 'industrial'
    | 'urban_wwtp'
    | 'agricultural'
    | 'other'
    | 'action_needed'
    | 'in_work'
    | 'suspect'
    | 'zone';
  width: number;
  height: number;
  paths: StripPath[];
}

const symbol = (word: 'industrial' | 'urban_wwtp' | 'agricultural' | 'other'): LegendMark => ({
  word,
  width: 10,
  height: 10,
  paths: [{ look: word, d: SYMBOLS[word](5, 5, 3) }],
});

const ringed = (word: 'action_needed' | 'in_work', d: string): LegendMark => ({
  word,
  width: 12,
  height: 12,
  paths: [
    { look: `ring-${word}`, d },
    { look: 'other', d: circle(6, 6, 2.2) },
  ],
});

export const LEGEND_MARKS: readonly LegendMark[] = [
  {
    word: 'banks',
    width: 34,
    height: 21,
    paths: [
      { look: 'above', d: rect(0, 1, 34, 4) + rect(0, 6, 34, 4) },
      { look: 'under', d: rect(0, 12, 34, 4) + rect(0, 17, 34, 4) },
    ],
  },
  {
    word: 'gap',
    width: 30,
    height: 8,
    paths: [
      { look: 'above', d: rect(0, 2, 8, 4) + rect(22, 2, 8, 4) },
      { look: 'gap', d: rect(9, 2.8, 12, 2.4) },
    ],
  },
  {
    word: 'repeated',
    width: 24,
    height: 7,
    paths: [
      { look: 'repeated', d: rect(0, 0, 24, 7) },
      { look: 'core', d: rect(0, 2.4, 24, 2.2) },
    ],
  },
  { word: 'bridged', width: 24, height: 6, paths: [{ look: 'above bridged', d: rect(0, 0, 24, 6) }] },
  symbol('industrial'),
  symbol('urban_wwtp'),
  symbol('agricultural'),
  symbol('other'),
  ringed('action_needed', circle(6, 6, 4.5)),
  ringed('in_work', rightHalf(6, 6, 4)),
  { word: 'suspect', width: 12, height: 12, paths: [{ look: 'suspect', d: circle(6, 6, 2.2) }] },
  { word: 'zone', width: 24, height: 6, paths: [{ look: 'zone-1', d: 'M0 5H24M3 2V5M12 2V5M21 2V5' }] },
];
