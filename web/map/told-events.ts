/** What a map tells of: where it came to rest, what was clicked, what is under the pointer. */
import type { Map as GlMap, MapMouseEvent } from 'maplibre-gl';
import type { MapView } from '../state/view-state.ts';
import { viewOf } from './looking.ts';
import { type Picked, pick } from './pick.ts';

const TOUCH_REACH = 22;
const POINTER_REACH = 12;
const HOVER_REACH = 5;

type Tell = (name: 'oa-view' | 'oa-pick' | 'oa-hover', detail: Picked | MapView | null) => void;

export function tellOf(map: GlMap, tell: Tell): void {
  map.on('moveend', () => tell('oa-view', viewOf(map)));
  map.on('click', (event) => {
    const touch = (event.originalEvent as PointerEvent).pointerType === 'touch';
    tell('oa-pick', pick(map, event.point, touch ? TOUCH_REACH : POINTER_REACH));
  });
  tellOfPointer(map, tell);
}

function tellOfPointer(map: GlMap, tell: Tell): void {
  let frame = 0; // of the look that waits
  const look = ({ point }: MapMouseEvent): void => {
    frame = 0;
    const picked = map.isMoving() ? null : pick(map, point, HOVER_REACH);
    map.getCanvas().classList.toggle('over', picked !== null);
    tell('oa-hover', picked);
  };
  map.on('mousemove', (event) => {
    frame ||= requestAnimationFrame(() => look(event)); // at most one look a frame
  });
  // before what the pointer goes to hears of it: a mouseout comes after, and would take away what that marks
  map.getCanvasContainer().addEventListener('pointerleave', () => {
    cancelAnimationFrame(frame);
    frame = 0;
    tell('oa-hover', null);
  });
}
