/** The rows of the strip page: a river with its strip and figures, and the heading of a level. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { RiverRow, Strip } from '../api/types.ts';
import type { Translate } from '../i18n/dictionary.ts';
import { count, km, percent } from '../i18n/format.ts';
import { levelName, levelTag, riverName } from '../panels/names.ts';
import { gapSentence, type ModeFacts, stripSentence } from '../panels/strip-sentences.ts';
import type { StripGapDetail } from '../strip/coverage-strip.ts';
import '../strip/coverage-strip.ts';
import type { StripGap } from '../strip/strip-drawing.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { type StripsState, viewerUrl } from './strips-state.ts';

/** A heading or a river. */
export type StripItem = { level: string } | RiverRow;
export const isRiver = (item: StripItem): item is RiverRow => 'river_id' in item;

export interface StripContext {
  t: Translate;
  state: StripsState;
  modes: readonly Mode[];
  strips: ReadonlyMap<number, Strip>;
  /** Figures and strips of what is asked for are not there yet: dashes. */
  pending: boolean;
  /** Pixels of the column of strips. */
  width: number;
  /** Common scale; undefined where each river fills the column. */
  pxPerM: number | undefined;
  /** Kilometres that fill the column. */
  spanKm: number | undefined;
  openGap(detail: StripGapDetail): void;
}

export const prefixOf = (mode: Mode): 'above' | 'under' => (mode === 'above_water' ? 'above' : 'under');

/** Sorted by level, each level has a heading. */
export function withLevels(rows: readonly RiverRow[], state: StripsState): StripItem[] {
  if (state.sort !== 'level') return [...rows];
  return rows.flatMap((row, i): StripItem[] =>
    i === 0 || row.level !== rows[i - 1].level ? [{ level: row.level ?? 'unknown' }, row] : [row],
  );
}

const STEPS_KM = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

function axis({ width, pxPerM, spanKm }: StripContext) {
  if (pxPerM === undefined || spanKm === undefined) return nothing;
  const most = Math.max(2, Math.floor(width / 60));
  const step = STEPS_KM.find((each) => spanKm / each <= most) ?? 500;
  const marks = Array.from({ length: Math.floor(spanKm / step + 1e-9) + 1 }, (_, i) => {
    const x = i * step * 1000 * pxPerM;
    const label = i === 0 ? '0 km' : String(Math.round(i * step * 10) / 10);
    return svg`<path d="M${x} 12V18"/><text x=${x} y="9" text-anchor=${i === 0 ? 'start' : 'middle'}>${label}</text>`;
  });
  return html`<svg class="axis" width=${width} height="18" aria-hidden="true" style="overflow:visible">${marks}</svg>`;
}

export function headRow(context: StripContext): TemplateResult {
  const { t, modes } = context;
  const name = (mode: Mode) => t(mode === 'above_water' ? 'aboveWater' : 'underWater');
  return html`<div role="row" class="row strips head">
    <div role="columnheader" class="river">${t('columnRiver')}</div>
    <div role="columnheader" class="strip"><span class="unseen">${t('columnStrip')}</span>${axis(context)}</div>
    ${modes.map(
      (mode) => html`<div role="columnheader" class="right figure">${t('columnModePercent', { mode: name(mode) })}</div>
        <div role="columnheader" class="right figure">${t('columnModeGap')}</div>`,
    )}
    <div role="columnheader" class="right figure">${t('columnOutfalls')}</div>
  </div>`;
}

export function stripRow(context: StripContext, item: StripItem, index: number): TemplateResult {
  return isRiver(item) ? riverRow(context, item, index) : levelRow(context, item.level, index);
}

const levelRow = ({ t }: StripContext, level: string, index: number): TemplateResult =>
  html`<div role="row" class="row level" aria-rowindex=${index + 2}><div role="cell">${levelName(t, level)}</div></div>`;

function riverRow(context: StripContext, row: RiverRow, index: number): TemplateResult {
  const { t, state, modes } = context;
  const name = riverName(t, row.name, row.river_id);
  const tag = levelTag(t, row.level);
  const length = state.town
    ? t('inTown', { km: km(row.length_km), whole: km(row.river_km) })
    : `${km(row.length_km)} km`;
  return html`<div role="row" class="row strips" aria-rowindex=${index + 2}>
    <div role="rowheader" class="river">
      <a href=${viewerUrl(state, `river:${row.river_id}`)} title=${name}>${name}</a>${tag ? html`<span class="tag">${tag}</span>` : nothing}<br /><span>${length}</span>
    </div>
    <div role="cell" class="strip">${strip(context, row, name)}</div>
    ${modes.map((mode) => (context.pending ? NO_FIGURES : figures(row, mode)))}
    <div role="cell" class="right figure">${row.outfalls === null || context.pending ? '–' : count(row.outfalls)}</div>
  </div>`;
}

function strip(context: StripContext, row: RiverRow, name: string) {
  const { t, state, modes, width, pxPerM } = context;
  const drawn = context.strips.get(row.river_id);
  if (!drawn || context.pending) return nothing;
  const { routes } = drawn;
  const facts = modes.map((mode): ModeFacts => {
    const prefix = prefixOf(mode);
    const [gaps = 0, longestM = 0] = [row[`${prefix}_gaps`], row[`${prefix}_longest_gap_m`]];
    return { mode, percent: row[`${prefix}_percent`] ?? null, gaps, longestM };
  });
  return html`<coverage-strip
    kind="full"
    .river=${row.river_id}
    .routes=${routes}
    .modes=${modes}
    .width=${width}
    .pxPerM=${pxPerM}
    .town=${state.town ?? undefined}
    .language=${t.language}
    .label=${stripSentence(t, name, facts)}
    .gapLabel=${(gap: StripGap) => gapSentence(t, gap)}
    @oa-strip-gap=${(event: CustomEvent<StripGapDetail>) => context.openGap(event.detail)}
  ></coverage-strip>`;
}

const NO_FIGURES = html`<div role="cell" class="right figure">–</div><div role="cell" class="right figure">–</div>`;

function figures(row: RiverRow, mode: Mode): TemplateResult {
  const gap = row[`${prefixOf(mode)}_gap_km`] ?? 0;
  const share = row[`${prefixOf(mode)}_percent`] ?? null;
  return html`<div role="cell" class="right figure">${percent(share)}</div>
    <div role="cell" class="right figure ${gap > 0 ? 'alarm' : 'muted'}">${gap > 0 ? km(gap) : '0'}</div>`;
}
