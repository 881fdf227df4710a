/** What the files inside an archive are called as its layers. */
import { basename, extname } from 'node:path';

/** The stem of each; the whole path without extension where two have the same stem. */
export function layerNames(paths: readonly string[]): string[] {
  const stems = paths.map((path) => basename(path, extname(path)));
  return paths.map((path, i) => {
    const isAlone = stems.filter((stem) => stem === stems[i]).length === 1;
    return isAlone ? stems[i] : path.slice(0, path.length - extname(path).length);
  });
}
