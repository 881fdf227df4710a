/** What of a tile set is asked for beside its layers: a day, and only some of the features. */
import { LAYERS, type LayerId } from '../../../tiles/manifest.ts';
import type { TileSet } from '../../../tiles/tile-set.ts';
import type { Mode } from '../../district/load-register.ts';
import { DomainError } from '../../errors.ts';
import type { GapFilter } from '../gaps/filter.ts';

/** In the words in which the API is asked for the same rows; nothing set is the register as it is, whole. */
export interface TileQuestion {
  /** YYYY-MM-DD: surveys up to and with it. */
  as_of?: string;
  mode?: Mode;
  /** Id. */
  river?: number;
  level?: GapFilter['level'];
  /** Key or name; outside for no town. Lines are drawn as far as they are worked with it. */
  town?: string;
  /** Of outfalls, each one word or several separated by commas. */
  type?: string;
  status?: string;
  progress?: string;
}

export interface Asked {
  readonly layers: readonly LayerId[];
  readonly question: TileQuestion;
  /** Of the tile that is wanted; the layers are packed for it. */
  readonly zoom?: number;
}

/**
 * Finds a district's tiles at its current version, the layers asked for as the question wants them; undefined for a
 * district that is not kept here. @throws DomainError of what the question names and the district does not have
 */
export type FindTileSet = (district: string, asked?: Asked) => Promise<TileSet | undefined>;

type Word = keyof TileQuestion;
/** Layers that a question can change. */
export type ChangedLayer = 'rivers' | 'coverage' | 'gaps' | 'outfalls';

const ON_RIVERS: readonly ChangedLayer[] = ['rivers', 'coverage', 'gaps'];
const SURVEYED: readonly ChangedLayer[] = ['coverage', 'gaps'];
const OUTFALLS: readonly ChangedLayer[] = ['outfalls'];

/** Whose features each word changes; in the order in which addresses have them. */
const CHANGED: Readonly<Record<Word, readonly ChangedLayer[]>> = {
  as_of: SURVEYED,
  mode: SURVEYED,
  river: ON_RIVERS,
  level: ON_RIVERS,
  town: ON_RIVERS,
  type: OUTFALLS,
  status: OUTFALLS,
  progress: OUTFALLS,
};
const WORDS = Object.keys(CHANGED) as Word[];

/**
 * States of outfalls have days, and nothing lists them as of one: today's would stand there as an earlier day's. What the
 * other layers show has no day (zones say theirs) and is as known now, as in every answer as of a day.
 */
const DATED = (Object.keys(LAYERS) as LayerId[]).filter((id) => id !== 'outfalls');

const usableWith = (word: Word): readonly LayerId[] => (word === 'as_of' ? DATED : CHANGED[word]);

/** As a query, in one spelling; empty where nothing is asked. */
export function questionText(question: TileQuestion): string {
  return new URLSearchParams(Object.entries(question).map(([word, value]) => [word, String(value)])).toString();
}

/** The layers that a question changes, each with its part of it; the others are plain. */
export function changedLayers({ layers, question }: Asked): [ChangedLayer, TileQuestion][] {
  return layers.flatMap((id): [ChangedLayer, TileQuestion][] => {
    const words = WORDS.filter((word) => question[word] !== undefined && isOf(CHANGED[word], id));
    if (words.length === 0) return [];
    return [[id as ChangedLayer, Object.fromEntries(words.map((word) => [word, question[word]]))]];
  });
}

const isOf = (layers: readonly LayerId[], id: LayerId): boolean => layers.includes(id);

/** What of an address's query is the question. @throws DomainError `parameter_not_of_layer`: passed over, it would show more than was asked for */
export function parseAsked(layers: readonly LayerId[], query: TileQuestion): Asked {
  const words = WORDS.filter((word) => query[word] !== undefined);
  for (const word of words) {
    const layer = layers.find((id) => !isOf(usableWith(word), id));
    if (layer !== undefined) throw notOfLayer(word, layer);
  }
  return { layers, question: Object.fromEntries(words.map((word) => [word, query[word]])) };
}

function notOfLayer(word: Word, layer: LayerId): DomainError {
  const usable = usableWith(word);
  return new DomainError(
    'parameter_not_of_layer',
    `The layer ${layer} cannot be asked for by ${word}; ${usable.join(', ')} can.`,
    `图层 ${layer}（${LAYERS[layer].zh}）不能按 ${word} 查询，可用此参数的图层：${usable.join('、')}。`,
  );
}
