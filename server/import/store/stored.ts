/** What storing the rows of one layer came to. */
import type { Issue } from '../issues.ts';
import type { Counts } from '../load.ts';
import type { Touched } from '../touched.ts';

export interface Stored {
  counts: Counts;
  touched: Touched['rows'];
  /** Found only beside the rows already in the register. */
  issues: Issue[];
  /** Rows of the file kept out at this stage. */
  rejected: number;
}
