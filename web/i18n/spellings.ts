/** Names of the register in Latin letters, for readers of English: the one place that knows them and tells who shows them. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Language } from './dictionary.ts';

/** How the registers read so far spell names. */
const spellings = new Map<string, string>();
const watches = new Set<SpellingsWatch>();

/** Whoever shows names draws them anew where one of these was not known. */
export function learnSpellings(names: readonly { name: string; latin: string }[]): void {
  const isNew = names.some(({ name, latin }) => spellings.get(name) !== latin);
  for (const { name, latin } of names) spellings.set(name, latin);
  if (isNew) for (const watch of watches) watch.changed();
}

/** A name of the register: in English in Latin letters, where it has them. */
export const nameIn = ({ language }: { readonly language: Language }, name: string): string =>
  (language === 'en' && spellings.get(name)) || name;

/** A sentence of the server with names in it: those that stand between words in English, each as `nameIn` has it. */
export const namesWithin = (reader: { readonly language: Language }, sentence: string): string =>
  sentence.replace(/\p{Script=Han}+/gu, (name) => nameIn(reader, name));

/** Draws its host anew when names became known: they may come after what they stand in. */
export class SpellingsWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    watches.add(this);
  }

  hostDisconnected(): void {
    watches.delete(this);
  }

  changed(): void {
    this.#host.requestUpdate();
  }
}
