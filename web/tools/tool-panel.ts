/** What a drawn line or area says: lengths and size, what lies inside, files of it. Loaded when a tool is taken. */
import { css, html, nothing } from 'lit';
import { api } from '../api/client.ts';
import { Questions } from '../api/questions.ts';
import type { Key } from '../i18n/dictionary.ts';
import { count, grouped, km, metres } from '../i18n/format.ts';
import { typeClassName } from '../panels/names.ts';
import { panelCss } from '../panels/panel-css.ts';
import { PanelElement } from '../panels/panel-element.ts';
import { areaFileName, areaGeoJson, outfallsCsv } from './area-csv.ts';
import { type AreaFound, type AreaScope, readArea } from './area-found.ts';
import { type AreaSummary, summaryOf } from './area-summary.ts';
import type { Drawn, Tool } from './draw-tool.ts';
import { areaM2, metresBetween, piecesM } from './shapes.ts';
import { toolCss } from './tool-css.ts';

const sum = (lengths: readonly number[]): number => lengths.reduce((total, each) => total + each, 0);

/** `oa-close` when it is left. */
export class ToolPanel extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    tool: {},
    drawn: { attribute: false },
    scope: { attribute: false },
    switchedOff: { attribute: false },
    found: { state: true },
  };
  declare tool: Tool;
  declare drawn: Drawn | null;
  /** What the map is of. */
  declare scope: AreaScope;
  /** Legend keys. */
  declare switchedOff: readonly string[];
  declare found: AreaFound | null;
  readonly #questions = new Questions(() => this.requestUpdate());
  #abort = new AbortController();
  #asked = '';

  constructor() {
    super();
    Object.assign(this, { drawn: null, found: null, switchedOff: [] });
  }

  protected override willUpdate(): void {
    const { drawn, tool, scope } = this;
    const wanted = tool === 'area' && drawn?.done ? JSON.stringify([scope, drawn.points]) : '';
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.found = null;
    this.#abort.abort();
    this.#abort = new AbortController();
    if (wanted !== '') void this.#read(drawn!, this.#abort.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
    this.#questions.stop();
  }

  #read({ points }: Drawn, signal: AbortSignal): Promise<void> {
    const { scope } = this;
    const read = async () => {
      const found = await readArea(api, scope, points);
      if (!signal.aborted) this.found = found;
    };
    return this.#questions.ask('area', read, signal);
  }

  /** What could not be counted, and why. */
  #failure(): string | null {
    const { trouble } = this.#questions;
    if (trouble === null) return null;
    return trouble.kind === 'lost' ? this.t('toolFailed') : trouble.error.sentence(this.language, true);
  }

  #lengths({ points }: Drawn) {
    const lengths = piecesM(points);
    return html`<p class="big"><b>${metres(sum(lengths))}</b></p>
      ${lengths.length > 1 ? html`<ol>${lengths.map((each) => html`<li>${metres(each)}</li>`)}</ol>` : nothing}`;
  }

  #size({ points }: Drawn) {
    if (points.length < 3) return nothing;
    const around = sum(piecesM(points)) + metresBetween(points.at(-1)!, points[0]);
    return html`<p class="big"><b>${grouped((areaM2(points) / 1e6).toFixed(3))}</b> km² <span class="muted">${this.t('toolAround', { length: metres(around) })}</span></p>`;
  }

  #counts<Class extends Key>(title: Key, counts: ReadonlyMap<Class, number>, nameOf: (each: Class) => string) {
    return html`<h3>${this.t(title)}</h3>
      <dl>${[...counts].sort((a, b) => b[1] - a[1]).map(([key, n]) => html`<div><dt>${nameOf(key)}</dt><dd>${count(n)}</dd></div>`)}</dl>`;
  }

  #save(name: string, type: string, text: string): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  /** What was counted, and what was not. */
  #sentences({ outfalls, outfallsHidden, lines }: AreaSummary) {
    const { t, scope, switchedOff } = this;
    const { count: gaps, insideM } = lines.get(scope.aboveOnly ? 'above_not_under' : 'gap') ?? { count: 0, insideM: 0 };
    const said = { outfalls: count(outfalls.length), gaps: count(gaps), km: km(insideM / 1000) };
    const withoutGaps = !scope.aboveOnly && switchedOff.includes('gap');
    const found = withoutGaps ? 'toolFoundNoGaps' : scope.aboveOnly ? 'toolFoundAbove' : 'toolFound';
    const mode = scope.aboveOnly ? 'aboveNotUnder' : scope.mode === 'above_water' ? 'aboveWater' : 'underWater';
    const about =
      scope.asOf === null ? t('toolOfToday', { mode: t(mode) }) : t('toolOfDay', { mode: t(mode), day: scope.asOf });
    return html`<p role="status">${t(found, said)}</p>
      <p class="muted">${about}${outfallsHidden > 0 ? html`<br />${t('toolHidden', { count: count(outfallsHidden) })}` : nothing}</p>`;
  }

  #changes({ lines }: AreaSummary) {
    const { compare } = this.scope;
    if (compare === null) return nothing;
    const kinds = ['newly_covered', 'newly_repeated', 'lost'] as const;
    return html`<h3>${this.t('comparedWith', { day: compare })}</h3>
      <dl>${kinds.map((kind) => html`<div><dt>${this.t(kind)}</dt><dd>${km((lines.get(kind)?.insideM ?? 0) / 1000)} km</dd></div>`)}</dl>`;
  }

  #inside() {
    const { t, found, drawn, scope, switchedOff } = this;
    if (!drawn?.done) return nothing;
    const failure = this.#failure();
    if (failure) return html`<p role="status">${failure}</p>`;
    if (!found) return html`<p role="status">${t('toolReading')}</p>`;
    const summary = summaryOf(found, switchedOff);
    const { outfalls, byType, byProgress, features } = summary;
    return html`${this.#sentences(summary)} ${this.#changes(summary)}
      ${outfalls.length > 0 ? [this.#counts('outfallType', byType, (type) => typeClassName(t, type)), this.#counts('outfallProgress', byProgress, t)] : nothing}
      <p class="files">
        ${t('exports')}
        <button @click=${() => this.#save(areaFileName('outfalls', scope, 'csv'), 'text/csv', outfallsCsv(outfalls))}>CSV</button>
        <button @click=${() => this.#save(areaFileName('area', scope, 'geojson'), 'application/geo+json', areaGeoJson(features, scope, switchedOff, drawn.points))}>GeoJSON</button>
      </p>`;
  }

  protected override render() {
    const { t, tool, drawn } = this;
    const title = t(tool === 'area' ? 'toolArea' : 'toolMeasure');
    return html`<article aria-label=${title}>
      <header><h2>${title}</h2><button class="close" aria-label=${t('close')} @click=${() => this.tell('oa-close', null)}>✕</button></header>
      <p class="muted">${t(tool === 'area' ? 'toolAreaHow' : 'toolMeasureHow')}</p>
      ${drawn ? (tool === 'area' ? [this.#size(drawn), this.#inside()] : this.#lengths(drawn)) : nothing}
    </article>`;
  }

  static override styles = [
    panelCss,
    toolCss,
    css`
      h3 {
        margin: 12px 0 4px;
        font-size: 12px;
        font-weight: 600;
        color: var(--oa-ink-2);
      }
      .close {
        width: 28px;
        height: 28px;
        text-align: center;
      }
      .big {
        margin: 10px 0;
        font-size: 15px;
      }
      .big b {
        font-size: 28px;
      }
      ol {
        margin: 0;
        padding-left: 24px;
        color: var(--oa-ink-2);
      }
      dl > div {
        display: flex;
        justify-content: space-between;
        min-height: 24px;
      }
      .files {
        display: flex;
        gap: 14px;
        margin-top: 14px;
        color: var(--oa-ink-2);
      }
      .files button {
        min-height: 24px;
        color: var(--oa-accent);
      }
    `,
  ];
}

customElements.define('tool-panel', ToolPanel);
