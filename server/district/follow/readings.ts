/** What a process read from the database to know its districts: figures for /metrics. */
import type { Reading } from './follow.ts';

export type Figures = Omit<Reading, 'snapshot'>;

export interface DistrictReadings {
  district: string;
  whole: number;
  followed: number;
  /** How often each part was read, whole or in part. */
  parts: Map<string, number>;
  last: Figures;
}

export class Readings {
  private readonly of = new Map<string, DistrictReadings>();

  note(district: string, figures: Figures): void {
    const readings = this.of.get(district) ?? { district, whole: 0, followed: 0, parts: new Map(), last: figures };
    readings[figures.isWhole ? 'whole' : 'followed']++;
    for (const part of figures.parts) readings.parts.set(part, (readings.parts.get(part) ?? 0) + 1);
    this.of.set(district, { ...readings, last: figures });
  }

  forget(district: string): void {
    this.of.delete(district);
  }

  list(): DistrictReadings[] {
    return [...this.of.values()];
  }

  /** Undefined where the district was never read. */
  findLast(district: string): Figures | undefined {
    return this.of.get(district)?.last;
  }
}
