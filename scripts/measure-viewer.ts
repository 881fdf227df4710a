/**
 * How light the viewer is in Chromium on a running service: npx tsx scripts/measure-viewer.ts http://127.0.0.1:8080 [rounds]
 * First map from a warm server, and the tasks of the main thread while a person pans and points, by its own processor time
 * (the trace's thread clock), so that other work on the machine and a software renderer's process do not count.
 */
import { loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { launch, PATIENCE_MS } from './chromium.ts';

const [server, rounds = '3'] = process.argv.slice(2);
if (!server) {
  process.stderr.write('usage: npx tsx scripts/measure-viewer.ts SERVER [rounds]\n');
  process.exit(2);
}
const LONG_MS = 200;
const CATEGORIES = 'devtools.timeline,disabled-by-default-devtools.timeline,toplevel,blink.user_timing';

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  tdur?: number; // processor time of the thread
  pid: number;
  tid: number;
  args?: { name?: string; data?: { url?: string; functionName?: string } };
}

/** The large number stands, and the map has its tiles. Runs in the page: no function in it, since tsx would wrap that. */
const isDrawn = () => {
  const viewer = document.querySelector('outfall-viewer')?.shadowRoot;
  const panel = viewer?.querySelector('coverage-panel')?.shadowRoot;
  const { gl } = (viewer?.querySelector('outfall-map') ?? {}) as {
    gl?: { loaded(): boolean; areTilesLoaded(): boolean; isMoving(): boolean };
  };
  const number = panel?.querySelector('coverage-head')?.shadowRoot?.querySelector('.big');
  return Boolean(number && gl?.loaded() && gl.areTilesLoaded() && !gl.isMoving());
};

const drawn = (page: Page) => page.waitForFunction(isDrawn, undefined, { timeout: PATIENCE_MS, polling: 'raf' });

/** Milliseconds from the start of the navigation to numbers and map, the browser started anew. */
async function firstMap(): Promise<number> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(server, { timeout: PATIENCE_MS, waitUntil: 'commit' });
    await drawn(page);
    return await page.evaluate(() => performance.now());
  } finally {
    await browser.close();
  }
}

/** Drags the map about and lets the pointer rest on rivers. */
async function panAndPoint(page: Page): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await page.mouse.move(560, 450);
    await page.mouse.down();
    await page.mouse.move(560 + (i % 2 ? 260 : -260), 450 + (i < 2 ? 120 : -120), { steps: 24 });
    await page.mouse.up();
    await page.mouse.move(500 + 40 * i, 400, { steps: 12 });
    await drawn(page);
  }
}

interface Held {
  /** Tasks of the main thread over 200 ms, longest first, milliseconds. */
  long: number[];
  longest: number;
  /** Of all tasks, milliseconds. */
  busy: number;
}

async function whilePanning(): Promise<Held> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(server, { timeout: PATIENCE_MS });
    await drawn(page);
    await browser.startTracing(page, { categories: CATEGORIES.split(',') });
    await panAndPoint(page);
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
    return heldBy(traceEvents);
  } finally {
    await browser.close();
  }
}

function heldBy(events: readonly TraceEvent[]): Held {
  const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const own = events.filter(({ tid, pid, ph }) => ph === 'X' && tid === main?.tid && pid === main?.pid);
  const lengths = (name: string) =>
    own.filter((event) => event.name === name).map(({ dur = 0, tdur = dur }) => tdur / 1000);
  const tasks = lengths('RunTask').length > 0 ? lengths('RunTask') : lengths('ThreadControllerImpl::RunTask');
  const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);
  return {
    long: tasks.filter((each) => each > LONG_MS).sort((a, b) => b - a),
    longest: Math.max(0, ...tasks),
    busy: sum(tasks),
  };
}

const whole = (values: readonly number[]) => values.map((value) => Math.round(value)).join(', ');

process.stdout.write(`load ${loadavg()[0].toFixed(1)}\n`);
const firsts: number[] = [];
for (let i = 0; i < Number(rounds); i++) firsts.push(await firstMap());
process.stdout.write(`first map ms ${whole(firsts.sort((a, b) => a - b))}\n`);
for (let i = 0; i < Number(rounds); i++) {
  const { long, longest, busy } = await whilePanning();
  process.stdout.write(
    `panning: longest task ${Math.round(longest)} ms, over ${LONG_MS} ms [${whole(long)}], busy ${Math.round(busy)} ms, load ${loadavg()[0].toFixed(1)}\n`,
  );
}
