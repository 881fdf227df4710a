/** Names of tile layers as people and addresses give them. */
import { layerOf } from '../../../tiles/layer-words.ts';
import { LAYERS, type LayerId } from '../../../tiles/manifest.ts';
import { DomainError } from '../../errors.ts';

/** A list separated by commas; named twice counts once. @throws DomainError `layer_unknown` (404) */
export function parseLayers(list: string): LayerId[] {
  const layers = [...new Set(list.split(','))];
  const unknown = layers.find((id) => !Object.hasOwn(LAYERS, id));
  if (unknown !== undefined) throw unknownLayer(unknown);
  return layers as LayerId[];
}

/** As people name them, each by its id or an older word. @throws DomainError as `parseLayers` does */
export const parseLayerWords = (words: readonly string[]): LayerId[] =>
  parseLayers(words.map((word) => layerOf(word.trim())).join(','));

function unknownLayer(id: string): DomainError {
  const known = Object.keys(LAYERS).join(', ');
  return new DomainError(
    'layer_unknown',
    `There is no tile layer "${id}"; there are ${known}.`,
    `没有图层“${id}”，可用图层：${known}。`,
    404,
  );
}
