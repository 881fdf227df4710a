/** A demo district served by the real program, and a browser on it. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { filledEnvironment } from '../support/database.ts';
import { atlas, lineOf, startProgram } from '../support/program.ts';

export interface Served {
  /** Without a slash at the end. */
  origin: string;
  env: Record<string, string>;
  browser: Browser;
  /** Ends the program alone, as where a machine is switched off. */
  halt(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Begins it again at the same address. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const FLAGS = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
];

interface Asked {
  /** That take room, as on most desks. */
  scrollBars?: boolean;
  /** More of the program's environment, once its database is filled. */
  settings?: (env: Served['env']) => Promise<Record<string, string>>;
}

/** The demo at a tenth of its size, served on a free port, and Chromium. */
export async function serveDemo({ scrollBars = false, settings }: Asked = {}): Promise<Served> {
  if (!existsSync('web/dist/index.html')) throw new Error('The viewer has not been built: run npm run build.');
  const { env: database, remove } = await filledEnvironment('tenth', loadTenth);
  const env = { ...database, PORT: '0', HOST: '127.0.0.1', ...(await settings?.(database)) };
  let server = startProgram('server/cli.ts', ['serve'], env);
  const [origin] = (await lineOf(server, /^http:\S+\/$/)).match(/^http:\S+(?=\/$)/)!;
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: FLAGS,
    ignoreDefaultArgs: scrollBars ? ['--hide-scrollbars'] : [],
  });
  const halt = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  };
  const resume = async () => {
    server = startProgram('server/cli.ts', ['serve'], { ...env, PORT: new URL(origin).port });
    await lineOf(server, /^http:\S+\/$/);
  };
  const stop = async () => {
    await browser.close();
    await halt();
    await remove();
  };
  return { origin, env, browser, halt, resume, stop };
}

async function loadTenth(env: Served['env']): Promise<void> {
  const { code, err } = await atlas(['demo', '--scale', '0.1'], env);
  if (code !== 0) throw new Error(`atlas demo failed:\n${err}`);
}

export interface Visit {
  page: Page;
  /** Every address the page asked for. */
  asked: string[];
  /** Console errors and warnings, and uncaught exceptions. */
  complaints: string[];
}

/** Opens the viewer and waits until the map has drawn. */
/** The element that has the focus, through all shadow roots: BODY where none has. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let at = document.activeElement!;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at.tagName;
  });

export async function visit(
  { browser, origin }: Served,
  query = '',
  size = { width: 1440, height: 900 },
): Promise<Visit> {
  const page = await browser.newPage({ viewport: size });
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/GPU stall|WebGL/.test(message.text()))
      complaints.push(message.text());
  });
  await page.goto(`${origin}/?${query}`);
  await drawn(page);
  return { page, asked, complaints };
}

/** A map drawn without a graphics card on a busy machine takes its time. */
const PATIENCE_MS = 90_000;

/** Waits until the map has its tiles and stands still, and the numbers, which come after it, are read or were refused. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const viewer = document.querySelector('outfall-viewer') as Element & {
        renderRoot?: ShadowRoot;
        loader?: { loading: boolean };
      };
      const map = viewer?.renderRoot?.querySelector('outfall-map') as
        | { gl?: { loaded(): boolean; areTilesLoaded(): boolean; isMoving(): boolean } }
        | undefined;
      const gl = map?.gl;
      return viewer?.loader?.loading === false && gl?.loaded() && gl.areTilesLoaded() && !gl.isMoving();
    },
    undefined,
    { timeout: PATIENCE_MS },
  );
}

const MIDDLE = { x: 320, y: 120, width: 660, height: 700 };

/** How many colours a part of the page shows, the middle of the viewer's map when left out: 1 is an empty canvas. */
export async function coloursOf(page: Page, clip = MIDDLE): Promise<number> {
  const png = await page.screenshot({ clip });
  return page.evaluate(
    async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/png' }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const seen = new Set<number>();
      for (let i = 0; i < data.length; i += 4) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      return seen.size;
    },
    [...png],
  );
}
