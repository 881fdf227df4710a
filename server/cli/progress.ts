/** Steps of a long command on stderr: drawn over itself with rate and time left on a terminal, else one line per step. */
import type { Progress } from '../import/request.ts';
import type { CommandContext } from './context.ts';

const REDRAW_MS = 100;

/** Names of steps as people read them. */
const STEPS: Record<string, string> = {
  read: '读取文件 reading the file',
  convert: '检查与转换 checking and reprojecting',
  store: '写入 writing',
  tiles: '瓦片 making tiles',
  restore: '撤回行 taking rows back',
  derive: '推算 deriving routes, links and coverage',
};

export function stepProgress(context: Pick<CommandContext, 'err' | 'isTerminal'>): Progress {
  let name = '';
  let total: number | undefined;
  let start = 0;
  let drawn = 0;
  return {
    step(step, rows) {
      [name, total, start, drawn] = [STEPS[step] ?? step, rows, performance.now(), 0];
      if (context.isTerminal) context.err(`\r${name} …\u001b[K`);
    },
    rows(done) {
      const now = performance.now();
      if (!context.isTerminal || now - drawn < REDRAW_MS) return;
      drawn = now;
      context.err(`\r${name}: ${rateLine(done, total, (now - start) / 1000)}\u001b[K`);
    },
    done(rows) {
      const seconds = (performance.now() - start) / 1000;
      const what = rows === undefined ? '' : `, ${count(rows)} rows, ${count(rows / seconds)} rows/s`;
      context.err(
        `${context.isTerminal ? '\r' : ''}${name}: ${seconds.toFixed(1)} s${what}${context.isTerminal ? '\u001b[K' : ''}\n`,
      );
    },
  };
}

function rateLine(done: number, total: number | undefined, seconds: number): string {
  const rate = done / seconds;
  if (total === undefined) return `${count(done)} rows, ${count(rate)} rows/s`;
  const left = Math.max(0, (total - done) / rate);
  return `${count(done)} of ${count(total)} rows, ${count(rate)} rows/s, ${left.toFixed(0)} s left`;
}

function count(rows: number): string {
  return Math.round(rows).toLocaleString('en-GB').replaceAll(',', ' ');
}
