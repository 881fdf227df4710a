/** The small drawings of the legend: lines as the map draws them, outfall symbols as SVG. */
import { css, type SVGTemplateResult, svg } from 'lit';
import type { OutfallType, Progress } from '../style/layers/outfalls.ts';
import type { State } from '../style/layers/state-lines.ts';
import type { Token } from '../style/tokens.ts';

const LINES: Readonly<Record<State, SVGTemplateResult>> = {
  once: svg`<path d="M1 6H25" class="covered"/>`,
  bridged: svg`<path d="M1 6H25" class="covered dashed"/>`,
  repeated: svg`<path d="M1 6H25" class="duplicate"/><path d="M1 6H25" class="core"/>`,
  gap: svg`<path d="M1 6H25" class="glow"/><path d="M1 6H25" class="gap"/>`,
};

const SHAPES: Readonly<Record<OutfallType, SVGTemplateResult>> = {
  industrial: svg`<rect class="industrial" x="5.7" y="5.7" width="8.6" height="8.6"/>`,
  urban_wwtp: svg`<polygon class="wwtp" points="15.8,13.4 10,16.8 4.2,13.4 4.2,6.6 10,3.3 15.8,6.6"/>`,
  agricultural: svg`<path class="agricultural" d="M10 4.1L15.7 14.3L4.3 14.3Z"/>`,
  other: svg`<circle class="other" cx="10" cy="10" r="4.6"/>`,
};

const RINGS: Readonly<Record<Progress, SVGTemplateResult>> = {
  action_needed: svg`<circle class="disc action" cx="10" cy="10" r="7.4"/>`,
  in_work: svg`<circle class="disc" cx="10" cy="10" r="7.4"/><path class="half" d="M10 2.6A7.4 7.4 0 0 1 10 17.4"/>`,
  suspect: svg`<circle class="disc suspect" cx="10" cy="10" r="7.4"/>`,
  closed_out: svg``,
};

/** A state line, 26 by 12. */
export const stateSwatch = (state: State): SVGTemplateResult =>
  svg`<svg width="26" height="12" aria-hidden="true">${LINES[state]}</svg>`;

/** A river as water alone, 26 by 12. */
export const riverSwatch = svg`<svg width="26" height="12" aria-hidden="true"><path d="M1 6H25" class="bank"/><path d="M1 6H25" class="stream"/></svg>`;

/** A plain line in the colour of a token, 26 by 12. */
export const lineSwatch = (token: Token): SVGTemplateResult =>
  svg`<svg width="26" height="12" aria-hidden="true"><path d="M1 6H25" style=${`stroke: var(--oa-${token}); stroke-width: 4`}/></svg>`;

/** The shape of a type, 20 by 20. */
export const typeSwatch = (type: OutfallType): SVGTemplateResult =>
  svg`<svg width="20" height="20" aria-hidden="true">${SHAPES[type]}</svg>`;

/** The halo of a progress round a plain dot, 20 by 20. */
export const progressSwatch = (progress: Progress): SVGTemplateResult =>
  svg`<svg width="20" height="20" aria-hidden="true">${RINGS[progress]}<circle class="other dot" cx="10" cy="10" r="3.7"/></svg>`;

/** A whole symbol: type in its halo. */
export const symbolSwatch = (type: OutfallType, progress: Progress): SVGTemplateResult =>
  svg`<svg width="22" height="22" viewBox="0 0 20 20" aria-hidden="true">${RINGS[progress]}
    <g transform=${progress === 'closed_out' ? '' : 'translate(3.6 3.6) scale(.64)'}>${SHAPES[type]}</g></svg>`;

export const swatchCss = css`
  svg path {
    fill: none;
  }
  .covered {
    stroke: var(--oa-covered);
    stroke-width: 3.2;
  }
  .dashed {
    stroke-dasharray: 2.9 2.9;
  }
  .duplicate {
    stroke: var(--oa-duplicate);
    stroke-width: 5.4;
  }
  .core {
    stroke: var(--oa-casing);
    stroke-width: 2;
  }
  .glow {
    stroke: var(--oa-gap-glow);
    stroke-width: 7.7;
  }
  .gap {
    stroke: var(--oa-gap);
    stroke-width: 4.2;
  }
  .bank {
    stroke: var(--oa-shore);
    stroke-width: 6;
  }
  .stream {
    stroke: var(--oa-water);
    stroke-width: 4;
  }
  .edge {
    stroke: var(--oa-town-edge);
    stroke-width: 1.2;
    stroke-dasharray: 6 2.2 1.4 2.2;
  }
  .area {
    fill: var(--oa-water);
    stroke: var(--oa-shore);
  }
  .industrial {
    fill: var(--oa-industrial);
  }
  .wwtp {
    fill: var(--oa-wwtp);
  }
  svg path.agricultural {
    fill: var(--oa-agricultural);
  }
  .other {
    fill: var(--oa-other);
  }
  .disc {
    fill: var(--oa-casing);
    stroke: var(--oa-line-2);
  }
  .action {
    stroke: var(--oa-gap);
    stroke-width: 1.7;
  }
  .suspect {
    stroke: var(--oa-suspect);
    stroke-width: 1.1;
    stroke-dasharray: 1.6 1.6;
  }
  .half {
    stroke: var(--oa-in-work);
    stroke-width: 1.8;
  }
`;
