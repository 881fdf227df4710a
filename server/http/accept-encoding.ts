/** Which of the prepared encodings a client takes. */

export type Encoding = 'br' | 'gzip' | 'identity';

/** Smallest first: of equal weights the first one is taken. */
const ENCODINGS = ['br', 'gzip'] as const;

/** RFC 9110 12.5.3: the encoding of the greatest weight above 0, named or by `*`; else none, also where that is named with a greater weight. */
export function chooseEncoding(header: string | string[] | undefined): Encoding {
  const weights = weightsOf(String(header ?? ''));
  const weightOf = (encoding: string) => weights.get(encoding) ?? weights.get('*') ?? 0;
  const best = ENCODINGS.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a));
  const isRefused = weightOf(best) === 0 || weightOf(best) < (weights.get('identity') ?? 0);
  return isRefused ? 'identity' : best;
}

function weightsOf(header: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const item of header.split(',')) {
    const [name, ...parameters] = item.trim().toLowerCase().split(';');
    const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((q) => q !== undefined);
    weights.set(name.trim(), weight === undefined ? 1 : Number(weight));
  }
  return weights;
}
