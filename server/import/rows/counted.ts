/** What is said once for all rows of a file that have it. */
import type { LayerName } from '../fields.ts';
import { type Issue, type IssueCode, issue } from '../issues.ts';

interface Example {
  row: number;
  cell: unknown;
}

const EXAMPLES = 5; // that one sentence holds

export class CountedIssues {
  private readonly counted = new Map<string, { rows: number; examples: Example[] }>();
  private readonly layer: LayerName;

  constructor(layer: LayerName) {
    this.layer = layer;
  }

  /** @param example  a cell to be shown with the count */
  add(code: IssueCode, field: string, example?: Example): void {
    const key = `${code} ${field}`;
    const counted = this.counted.get(key) ?? { rows: 0, examples: [] };
    counted.rows++;
    if (example && counted.examples.length <= EXAMPLES) counted.examples.push(example);
    this.counted.set(key, counted);
  }

  issues(): Issue[] {
    return [...this.counted].map(([key, { rows, examples }]) => {
      const [code, field] = key.split(' ');
      const at = { row: null, field: field || undefined, layer: this.layer };
      return issue(code as IssueCode, { ...at, value: rows, detail: shown(examples) });
    });
  }
}

function shown(examples: readonly Example[]): { zh: string; en: string } {
  const first = examples.slice(0, EXAMPLES);
  const more = examples.length > EXAMPLES ? ['…'] : [];
  const zh = first.map(({ row, cell }) => `第 ${row} 行 ${cell}`);
  const en = first.map(({ row, cell }) => `row ${row} ${cell}`);
  return { zh: [...zh, ...more].join('；'), en: [...en, ...more].join('; ') };
}
