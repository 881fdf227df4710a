/** How the looks of a strip look, as CSS: with the page's variables, or with the colours themselves where nothing but a page is printed. */
import type { Token } from '../style/tokens.ts';

/** `ground`: what shows through where a band is broken. */
export function stripCss(colour: (token: Token) => string, ground: string): string {
  const tints = [0, 1, 2, 3, 4].map(
    (n) => `.town-${n}{fill:color-mix(in srgb,${colour('town-edge')} 9%,${colour(`town-${n as 0}`)})}`,
  );
  return `${tints.join('')}.town-edge{stroke:${colour('town-edge')};stroke-opacity:.45;stroke-width:.6}
.above{fill:${colour('covered')}}.under{fill:${colour('under-water')}}.bridged{fill-opacity:.4}
.repeated{fill:${colour('duplicate')}}.core,.break,.joint,.disc{fill:${ground}}.gap{fill:${colour('gap')}}
.tick{stroke:${colour('ink-3')};fill:none}.hairline{stroke:${ground};stroke-opacity:.6;stroke-width:.8;fill:none}
.zone-1,.zone-2,.zone-other{stroke:${colour('zone')};fill:none;stroke-width:1.2}.zone-1{stroke-width:1.6}.zone-other{stroke-dasharray:5 3 1 3}
.industrial{fill:${colour('industrial')}}.urban_wwtp{fill:${colour('wwtp')}}.agricultural{fill:${colour('agricultural')}}.other{fill:${colour('other')}}
.ring-action_needed,.ring-in_work{fill:none;stroke:${colour('gap')};stroke-width:1.4}
.ring-in_work{stroke:${colour('in-work')}}.suspect{fill:${ground};stroke:${colour('suspect')};stroke-width:.8}
.veil{fill:${ground};fill-opacity:.72}
.gap-label,.town-label{font-size:9px;font-family:inherit}.town-label{fill:${colour('ink-3')}}
.gap-label{font-weight:600;fill:${colour('gap-text')};stroke:${ground};stroke-width:2.4;paint-order:stroke}`;
}
