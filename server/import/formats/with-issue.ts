/** What is wrong with a file as a whole, said before its first row. */
import type { Source } from '../formats.ts';
import type { Issue } from '../issues.ts';

export function withIssue(source: Source, said: Issue): Source {
  return {
    ...source,
    *rows() {
      source.issues.push(said);
      yield* source.rows();
    },
  };
}
