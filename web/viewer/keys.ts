/** Keys of the viewer (key-list.ts says them to the reader). Typing in a field is left alone. */

export interface KeyActions {
  search(): void;
  mode(mode: 'above_water' | 'under_water', aboveOnly?: boolean): void;
  month(step: 1 | -1): void;
  nextGap(): void;
  nextOutfall(): void;
  legend(): void;
  keys(): void;
  clear(): void;
  print(): void;
}

const isField = (target: EventTarget | undefined): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

/** Listens on the window; returns the function that stops it. */
export function listenForKeys(actions: KeyActions): () => void {
  const table: Readonly<Record<string, () => void>> = {
    '/': actions.search,
    '1': () => actions.mode('above_water'),
    '2': () => actions.mode('under_water'),
    '3': () => actions.mode('above_water', true),
    '[': () => actions.month(-1),
    ']': () => actions.month(1),
    g: actions.nextGap,
    o: actions.nextOutfall,
    l: actions.legend,
    '?': actions.keys,
    Escape: actions.clear,
  };
  const pressed = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p') {
      event.preventDefault(); // the page on screen is no page of paper
      actions.print();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.composedPath()[0])) return;
    const action = table[event.key] ?? table[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  };
  window.addEventListener('keydown', pressed);
  return () => window.removeEventListener('keydown', pressed);
}
