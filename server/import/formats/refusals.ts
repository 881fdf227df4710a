/** The refusals that readers share. */
import { DomainError } from '../../errors.ts';

/** A file that is of its format but cannot be understood. */
export function unreadable(file: string, why: { zh: string; en: string }, cause?: unknown): DomainError {
  return new DomainError('unreadable_file', `${file} cannot be read: ${why.en}`, `${file} 无法读取：${why.zh}`, 400, {
    cause,
  });
}

/** Names what there is to choose from, for whoever can ask back. */
export class SeveralLayers extends DomainError {
  readonly layers: readonly string[];

  constructor(file: string, layers: readonly string[]) {
    const list = layers.join(', ');
    super(
      'several_source_layers',
      `${file} has several layers, ${list}: choose one (command line: --source-layer NAME)`,
      `${file} 含多个图层（${list}），请选定一个（命令行：--source-layer 图层）`,
    );
    this.layers = layers;
  }
}

/** The layer asked for, or the only one. @throws DomainError no_layer_inside, unknown_source_layer, several_source_layers */
export function pickLayer(file: string, layers: readonly string[], asked: string | undefined): string {
  const list = layers.join(', ');
  if (layers.length === 0)
    throw new DomainError('no_layer_inside', `${file} has no layer in it`, `${file} 中没有任何图层`);
  if (asked !== undefined && layers.includes(asked)) return asked;
  if (asked !== undefined)
    throw new DomainError(
      'unknown_source_layer',
      `${file} has no layer "${asked}"; it has ${list}`,
      `${file} 中没有图层“${asked}”，只有 ${list}`,
    );
  if (layers.length === 1) return layers[0];
  throw new SeveralLayers(file, layers);
}

/** A layer was asked for where there is nothing to choose from: taking all of it would be another thing than asked. */
export function noLayers(file: string, format: string): DomainError {
  return new DomainError(
    'no_source_layers',
    `${file} is ${format} and has no layers to choose from: name none (command line: no --source-layer; rows are picked by --where)`,
    `${file} 是 ${format}，其中没有可选的图层：请不要指定图层（命令行：去掉 --source-layer，按列取行用 --where）`,
  );
}

/** Excel's own limit; a table with more is damage or mischief. */
export const COLUMNS_LIMIT = 16_384;

export function tooManyColumns(file: string, columns: number): DomainError {
  return new DomainError(
    'too_many_columns',
    `${file} has ${columns} columns; at most ${COLUMNS_LIMIT} are taken`,
    `${file} 有 ${columns} 列，最多接受 ${COLUMNS_LIMIT} 列`,
  );
}

export function nestedTooDeep(file: string, limit: number): DomainError {
  return new DomainError(
    'nested_too_deep',
    `${file} nests objects, arrays or elements deeper than ${limit} levels; no survey does`,
    `${file} 的对象、数组或元素嵌套超过 ${limit} 层，正常的调查数据不会如此`,
  );
}
