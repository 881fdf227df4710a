/** Words for layers as people give them, to links and to embedded maps alike: the ids of tile layers, and two older ones. Pure. */

const OLDER: Readonly<Record<string, string>> = { water: 'water_bodies', labels: 'water_labels' };

/** The id a word stands for; a word that stands for none stays itself. */
export const layerOf = (word: string): string => (Object.hasOwn(OLDER, word) ? OLDER[word] : word);
