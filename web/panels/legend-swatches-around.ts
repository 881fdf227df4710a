/** Swatches of what lies around the rivers: zones by level, intakes, sewers. Colours are the tokens'. */
import { type SVGTemplateResult, svg } from 'lit';
import type { SewerLook } from '../style/layers/sewers.ts';
import type { ZoneLook } from '../style/layers/zones.ts';

const zone = (fill: number, width: number, dash: string, inner: unknown = null): SVGTemplateResult =>
  svg`<svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true"><rect
    x="1.5" y="1.5" width="23" height="11" rx="2" fill="var(--oa-zone)" fill-opacity=${fill}
    stroke="var(--oa-zone)" stroke-width=${width} stroke-dasharray=${dash}/>${inner}</svg>`;

const HATCH = svg`<path d="M5 11.5 14 2.5M11 11.5 20 2.5M17 11.5 23.5 5" stroke="var(--oa-zone)" stroke-width=".8" opacity=".6"/>`;

const ZONES: Readonly<Record<ZoneLook, SVGTemplateResult>> = {
  '1': zone(0.16, 1.9, 'none', HATCH),
  '2': zone(0.07, 1.2, 'none'),
  quasi: zone(0, 1.1, '5 3 1 3'),
  other: zone(0, 1, '6 3'),
};

export const zoneSwatch = (look: ZoneLook): SVGTemplateResult => ZONES[look];

export const intakeSwatch = svg`<svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true"><circle
  cx="9" cy="9" r="7" style="fill: var(--oa-zone)"/><path style="fill: var(--oa-casing)"
  d="M9 4.2C10.6 7 12.4 8.8 12.4 10.8A3.4 3.4 0 0 1 5.6 10.8C5.6 8.8 7.4 7 9 4.2Z"/></svg>`;

export const sewerSwatch = (look: SewerLook): SVGTemplateResult =>
  svg`<svg width="26" height="12" viewBox="0 0 26 12" aria-hidden="true"><path d="M1 6H25" fill="none"
    stroke=${`var(--oa-${look})`} stroke-width="1.6" stroke-dasharray=${look === 'storm' ? '8 3' : 'none'}/><path
    d="M11 2.5 15 6 11 9.5" fill="none" stroke=${`var(--oa-${look})`} stroke-width="1.4"/></svg>`;
