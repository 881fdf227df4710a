/** Metrics of what this process read to know its districts, and of how little it read to follow. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { DistrictReadings, Readings } from '../district/follow/readings.ts';

export function watchReadings(registry: Registry, readings: Readings): void {
  new Counter({
    name: 'district_readings_total',
    help: 'Versions of a district that were read: whole, or followed by reading what was touched since the one in memory',
    labelNames: ['district', 'how'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { district, whole, followed } of readings.list()) {
        this.inc({ district, how: 'whole' }, whole);
        this.inc({ district, how: 'followed' }, followed);
      }
    },
  });
  new Counter({
    name: 'district_part_readings_total',
    help: 'Readings that read this part of the district, all of it or what was touched',
    labelNames: ['district', 'part'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { district, parts } of readings.list())
        for (const [part, count] of parts) this.inc({ district, part }, count);
    },
  });
  watchLast(
    registry,
    readings,
    'parts',
    'Parts of the district that its last reading read',
    ({ last }) => last.parts.length,
  );
  watchLast(registry, readings, 'rows', 'Rows that the database gave for the last reading', ({ last }) => last.rows);
}

function watchLast(
  registry: Registry,
  readings: Readings,
  name: string,
  help: string,
  figure: (readings: DistrictReadings) => number,
): void {
  new Gauge({
    name: `district_last_reading_${name}`,
    help,
    labelNames: ['district'],
    registers: [registry],
    collect() {
      this.reset();
      for (const each of readings.list()) this.set({ district: each.district }, figure(each));
    },
  });
}
