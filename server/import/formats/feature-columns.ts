/** The columns of many features. One written as an earlier one, key by key, has that one's and need not be parsed (bench: import). */
import { featureShape } from './feature-shape.ts';
import { COLUMNS_LIMIT, tooManyColumns } from './refusals.ts';

const SAMPLE = 100; // features that are parsed whatever they look like

export class FeatureColumns {
  readonly names = new Set<string>();
  private isKnown = featureShape(this.names);
  private seen = 0;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** Whether the text can hold no column but those known; never said of the first features. */
  knows(text: string): boolean {
    return ++this.seen > SAMPLE && this.isKnown(text);
  }

  get isSample(): boolean {
    return this.seen <= SAMPLE;
  }

  /** @throws DomainError too_many_columns */
  add(properties: unknown): void {
    const known = this.names.size;
    if (typeof properties === 'object') for (const name in properties) this.names.add(name);
    if (this.names.size > COLUMNS_LIMIT) throw tooManyColumns(this.file, this.names.size);
    if (this.names.size > known) this.isKnown = featureShape(this.names);
  }
}
