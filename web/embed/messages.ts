/** What /embed and the page around it say to each other by postMessage. */
import type { Key } from '../i18n/dictionary.ts';
import { asGiven } from './as-json.ts';
import type { EmbeddedMap } from './embedded-map.ts';
import { parseShown } from './options.ts';
import type { Place } from './places.ts';

/** From the frame: `{ from: 'outfall-atlas', type: 'ready' | 'select' | 'view' | 'data' | 'error', detail }`. */
const TOLD = { 'oa-select': 'select', 'oa-view': 'view', 'oa-data': 'data', 'oa-error': 'error' } as const;

/** To the frame: `{ to: 'outfall-atlas', type, … }`. */
export type Order =
  | { type: 'fly'; place: Place }
  | { type: 'filter'; filters: string }
  | { type: 'layers'; layers: string | null }
  | { type: 'select'; target: string | null }; // river:12, outfall:7, gap:12/30/7894.123

/** Whether it is meant for us, understood or not. */
const isForUs = (data: unknown): data is { type?: unknown } =>
  typeof data === 'object' && data !== null && (data as { to?: unknown }).to === 'outfall-atlas';

const ORDERS: readonly unknown[] = ['fly', 'filter', 'layers', 'select'];

/** The order in a message, when it is one for us. */
export function orderIn(data: unknown): Order | null {
  const isOrder = isForUs(data) && ORDERS.includes(data.type);
  return isOrder ? (data as Order) : null;
}

/** What an order must name; a filter without words takes filters off. */
const NAMED: Readonly<Record<string, string>> = { fly: 'place', layers: 'layers', select: 'target' };

/** Words of layers or filters that nobody knows, as they were sent; null where all are known. */
function unknownWords(order: Order): string | null {
  if (order.type !== 'filter' && order.type !== 'layers') return null;
  const given: unknown = order.type === 'filter' ? (order.filters ?? '') : order.layers;
  if (given === null) return null;
  if (typeof given !== 'string') return asGiven(given);
  const { unknown } = order.type === 'filter' ? parseShown(null, given) : parseShown(given, null);
  return unknown.length > 0 ? unknown.join(', ') : null;
}

/** Why a message for us cannot be obeyed, as a sentence and its values; null when it can be tried. */
export function refusalOf(message: {
  to?: unknown;
  type?: unknown;
}): readonly [Key, Readonly<Record<string, string>>] | null {
  if (message.type === undefined) return ['embedNoType', {}];
  const order = orderIn(message);
  if (!order) return ['embedNoOrder', { type: asGiven(message.type) }];
  const name = NAMED[order.type];
  const isNamed = name === undefined || (order as unknown as Record<string, unknown>)[name] !== undefined;
  if (!isNamed) return ['embedOrderLacks', { type: order.type, name }];
  const words = unknownWords(order);
  return words === null ? null : ['embedUnknown', { words }];
}

function obey(map: EmbeddedMap, order: Order): void {
  if (order.type === 'fly') map.fly(order.place);
  else if (order.type === 'filter') map.filter(order.filters ?? '');
  else if (order.type === 'layers') map.layers = order.layers;
  else map.select(order.target);
}

/** Listens to the page around, says when it obeyed, and tells it what happens; what is told is public, so any page may hear it. */
export function talk(map: EmbeddedMap, obeyed: () => void): () => void {
  const tell = (type: string, detail: unknown) =>
    window.parent.postMessage({ from: 'outfall-atlas', type, detail }, '*');
  const heard = (event: MessageEvent) => {
    if (event.source !== window.parent || !isForUs(event.data)) return;
    const refusal = refusalOf(event.data);
    map.forgive();
    if (refusal) map.refuse(...refusal);
    else obey(map, event.data as Order);
    obeyed();
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
