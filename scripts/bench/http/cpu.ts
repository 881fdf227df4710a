/** Processor time of another process, from Linux's /proc; not a number elsewhere. */
import { existsSync, readFileSync } from 'node:fs';

/** USER_HZ, which Linux keeps at 100 on every machine this runs on. */
const TICK_MS = 10;

/** User and system time so far, in steps of 10 ms. */
export function cpuMs(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  // the name in brackets may hold spaces; utime and stime are the 14th and 15th field (proc(5))
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
