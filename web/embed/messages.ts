/** What /embed and the page around it say to each other by postMessage. */

import { parseTarget } from '../state/view-state.ts';
import type { EmbeddedMap, Place } from './embedded-map.ts';

/** From the frame: `{ from: 'outfall-atlas', type: 'ready' | 'select' | 'view' | 'data' | 'error', detail }`. */
const TOLD = { 'oa-select': 'select', 'oa-view': 'view', 'oa-data': 'data', 'oa-error': 'error' } as const;

/** To the frame: `{ to: 'outfall-atlas', type, … }`. */
export type Order =
  | { type: 'fly'; place: Place }
  | { type: 'filter'; filters: string }
  | { type: 'layers'; layers: string | null }
  | { type: 'select'; target: string | null }; // river:12, outfall:7, gap:12/30/7894.123

/** The order in a message, when it is one for us. */
export function orderIn(data: unknown): Order | null {
  if (typeof data !== 'object' || data === null) return null;
  const { to, type } = data as { to?: unknown; type?: unknown };
  const isOrder = to === 'outfall-atlas' && ['fly', 'filter', 'layers', 'select'].includes(String(type));
  return isOrder ? (data as Order) : null;
}

export function obey(map: EmbeddedMap, order: Order): void {
  if (order.type === 'fly') map.fly(order.place);
  else if (order.type === 'filter') map.filter(String(order.filters));
  else if (order.type === 'layers') map.layers = order.layers;
  else map.select(order.target === null ? null : parseTarget(order.target));
}

/** Listens to the page around and tells it what happens; what is told is public, so any page may hear it. */
export function talk(map: EmbeddedMap): () => void {
  const tell = (type: string, detail: unknown) =>
    window.parent.postMessage({ from: 'outfall-atlas', type, detail }, '*');
  const heard = (event: MessageEvent) => {
    const order = event.source === window.parent ? orderIn(event.data) : null;
    if (order) obey(map, order);
  };
  const told = (event: Event) => tell(TOLD[event.type as keyof typeof TOLD], (event as CustomEvent).detail);
  for (const name of Object.keys(TOLD)) map.addEventListener(name, told);
  window.addEventListener('message', heard);
  tell('ready', null);
  return () => {
    for (const name of Object.keys(TOLD)) map.removeEventListener(name, told);
    window.removeEventListener('message', heard);
  };
}
