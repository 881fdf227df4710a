/** The four tables of the coverage panel: heads and rows as templates. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CoverageRow, Gap, Strip } from '../api/types.ts';
import type { Key, Translate } from '../i18n/dictionary.ts';
import { km, kmOfM, metres, percent } from '../i18n/format.ts';
import { nameIn } from '../i18n/spellings.ts';
import { sameTarget } from '../state/view-state.ts';
import { aboveOnly } from '../strip/above-only-bands.ts';
import { riverOf, type Target } from '../style/layers/selection.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { gapRowsOf, gapTarget } from '../viewer/scope-data.ts';
import { levelTag, riverName } from './names.ts';
import '../strip/coverage-strip.ts';
import { gapFacts, stripSentence } from './strip-sentences.ts';

export interface RowContext {
  t: Translate;
  mode: Mode;
  selection: Target | null;
  /** Under the pointer, on the map too. */
  hover: Target | null;
  strips: ReadonlyMap<number, Strip>;
  gaps: readonly Gap[];
  /** Rows say what is surveyed above water and not under it, in place of the gap. */
  aboveOnly: boolean;
  /** Figures of what is asked for are not there yet: dashes. */
  pending: boolean;
  show(target: Target): void;
  preview(target: Target | null): void;
}

export interface CoverageTable {
  head: TemplateResult;
  items: readonly unknown[];
  row: (item: never, index: number) => TemplateResult;
}

/** What a row is listed for, kilometres, and its part of the length in percent. */
function amountOf({ aboveOnly, pending }: RowContext, row: CoverageRow): { km: number | null; percent: number | null } {
  if (pending) return { km: null, percent: null };
  if (!aboveOnly) return { km: row.gap_km, percent: row.covered_percent };
  const { above_not_under_km: due, length_km: length } = row;
  return { km: due, percent: length > 0 ? (100 * due) / length : null };
}

const kmOrDash = (kilometres: number | null): string => (kilometres === null ? '–' : km(kilometres));

const amountColumn = ({ aboveOnly }: RowContext): Key => (aboveOnly ? 'columnAboveOnly' : 'columnGap');

function headRow(t: Translate, kind: '' | 'plain' | 'gaps', columns: readonly Key[], firstRight: number) {
  return html`<div role="row" class="row head ${kind}">
    ${columns.map((key, index) => html`<div role="columnheader" class=${index >= firstRight ? 'right' : ''}>${t(key)}</div>`)}
  </div>`;
}

/** A row that previews its target under the pointer and shows it when chosen. */
function bodyRow(
  { show, preview }: RowContext,
  kind: '' | 'gaps',
  target: Target,
  { selected, hovered }: { selected: boolean; hovered: boolean },
  index: number,
  cells: unknown,
): TemplateResult {
  return html`<div
    role="row"
    aria-rowindex=${index + 2}
    class="row body ${kind} ${selected ? 'selected' : ''} ${hovered ? 'hovered' : ''}"
    @click=${() => show(target)}
    @pointerenter=${() => preview(target)}
    @pointerleave=${() => preview(null)}
  >
    ${cells}
  </div>`;
}

function sentenceOf({ t, mode, gaps, aboveOnly }: RowContext, row: CoverageRow, name: string): string {
  if (aboveOnly) return t('stripAboveOnly', { river: name, km: km(row.above_not_under_km) });
  const own = gaps.filter((gap) => gap.river_id === row.river_id).map(({ length_m }) => length_m);
  return stripSentence(t, name, [{ mode, percent: row.covered_percent, ...gapFacts(own) }]);
}

/** The band of the mode shown. */
function rowStrip(context: RowContext, { routes }: Strip, label: string): TemplateResult {
  const shown = context.aboveOnly ? routes.map(aboveOnly) : routes;
  const mode = context.aboveOnly ? 'under_water' : context.mode;
  return html`<coverage-strip width="152" .routes=${shown} .modes=${[mode]} .label=${label}></coverage-strip>`;
}

function riverRow(context: RowContext, row: CoverageRow, index: number): TemplateResult {
  const { t, selection, strips } = context;
  const id = row.river_id!;
  const target: Target = { kind: 'river', id };
  const selected = sameTarget(selection, target) || (selection?.kind === 'gap' && selection.riverId === id);
  const name = riverName(t, row.name, id);
  const tag = levelTag(t, row.level);
  const strip = strips.get(id);
  const picture = strip ? rowStrip(context, strip, sentenceOf(context, row, name)) : nothing;
  const cells = html`<div role="cell" class="named">
      <button class="fit" title=${name} aria-pressed=${selected}>${name}</button>${tag ? html`<span class="tag">${tag}</span>` : nothing}
    </div>
    <div role="cell">${picture}</div>
    <div role="cell" class="right">${kmOrDash(amountOf(context, row).km)}</div>
    <div role="cell" class="percent">${percent(amountOf(context, row).percent)}</div>`;
  return bodyRow(context, '', target, { selected, hovered: riverOf(context.hover) === id }, index, cells);
}

/** Rivers, most gap first, each with its strip. */
export function riverTable(context: RowContext, rivers: readonly CoverageRow[]): CoverageTable {
  const columns: Key[] = ['columnRiver', 'columnStrip', amountColumn(context), 'columnPercent'];
  const row = (item: CoverageRow, index: number) => riverRow(context, item, index);
  return { head: headRow(context.t, '', columns, 2), items: rivers, row };
}

/** Every gap, longest first. */
export function gapTable(context: RowContext): CoverageTable {
  const { t, gaps, selection, hover } = context;
  const [chosen, under] = [gapRowsOf(gaps, selection), gapRowsOf(gaps, hover)];
  const row = (gap: Gap, index: number) => {
    const target = gapTarget(gap);
    const selected = chosen.includes(gap);
    const [name, town] = [riverName(t, gap.river, gap.river_id), nameIn(t, gap.town ?? '')];
    const cells = html`<div role="cell" class="named">
        <button class="fit" title=${`${name} · ${t('zoomToGap')}`} aria-pressed=${selected}>${name}</button>
      </div>
      <div role="cell" class="fit muted" title=${town}>${town}</div>
      <div role="cell" class="right muted">${kmOfM(gap.from_m)}–${kmOfM(gap.to_m)}</div>
      <div role="cell" class="right">${metres(gap.length_m)}</div>`;
    return bodyRow(context, 'gaps', target, { selected, hovered: under.includes(gap) }, index, cells);
  };
  const columns: Key[] = ['columnRiver', 'columnTown', 'columnRange', 'columnGapLength'];
  return { head: headRow(t, 'gaps', columns, 2), items: gaps, row };
}

/** Towns or levels: length, gap, percent; rows that can be chosen have a button. */
export function groupTable(
  context: RowContext,
  rows: readonly CoverageRow[],
  first: Key,
  name: (row: CoverageRow) => string,
  choose?: (row: CoverageRow) => void,
): CoverageTable {
  const named = (item: CoverageRow) =>
    choose ? html`<button class="fit" title=${context.t('townGaps')}>${name(item)}</button>` : name(item);
  const row = (item: CoverageRow, index: number) =>
    html`<div role="row" aria-rowindex=${index + 2} class="row plain ${choose ? 'body' : ''}" @click=${() => choose?.(item)}>
      <div role="cell" class=${choose ? 'named' : 'fit'}>${named(item)}</div>
      <div role="cell" class="right">${km(item.length_km)}</div>
      <div role="cell" class="right">${kmOrDash(amountOf(context, item).km)}</div>
      <div role="cell" class="percent">${percent(amountOf(context, item).percent)}</div>
    </div>`;
  const columns: Key[] = [first, 'columnLength', amountColumn(context), 'columnPercent'];
  return { head: headRow(context.t, 'plain', columns, 1), items: rows, row };
}
