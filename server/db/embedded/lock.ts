/** Who holds a data folder. The file names the process and where it takes commands; only its owner may read it. */
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '../../errors.ts';

export interface Holder {
  pid: number;
  /** Start of the process as the kernel counts it, so that a number used again is not taken for the same process. */
  started: string;
  /** Loopback address that takes commands; null while the holder takes none. */
  address: string | null;
  token: string;
}

export interface Lock {
  readonly token: string;
  /** Says where commands may be handed over. */
  announce(address: string): void;
  release(): void;
}

/**
 * Takes the folder, from a dead process too.
 * @throws {DomainError} data_folder_in_use while its holder lives.
 */
export function takeLock(dataDir: string): Lock {
  mkdirSync(dataDir, { recursive: true });
  const file = lockFile(dataDir);
  const mine: Holder = {
    pid: process.pid,
    started: startOf(process.pid) ?? '',
    address: null,
    token: randomBytes(24).toString('hex'),
  };
  removeStale(file);
  if (!place(file, mine)) throw inUse(dataDir, holderOf(dataDir));
  return {
    token: mine.token,
    announce: (address) => replace(file, { ...mine, address }),
    release: () => rmSync(file, { force: true }),
  };
}

/** The living process that holds the folder. */
export function holderOf(dataDir: string): Holder | undefined {
  const holder = read(lockFile(dataDir));
  return holder && lives(holder) ? holder : undefined;
}

export function inUse(dataDir: string, holder: Holder | undefined): DomainError {
  const who = holder ? `process ${holder.pid}` : 'another process';
  const whoZh = holder ? `进程 ${holder.pid} ` : '另一个进程';
  return new DomainError(
    'data_folder_in_use',
    `The data folder ${dataDir} is held by ${who}, which takes no commands; stop it, or set DATA_DIR to another folder.`,
    `数据目录 ${dataDir} 被${whoZh}占用，且该进程不接受命令；请先停止它，或将 DATA_DIR 设为其他目录。`,
    409,
  );
}

const lockFile = (dataDir: string) => join(dataDir, 'lock.json');

/** Written beside and linked into place: nobody reads half a lock, and only one process succeeds. */
function place(file: string, holder: Holder): boolean {
  const draft = write(file, holder);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function replace(file: string, holder: Holder): void {
  renameSync(write(file, holder), file);
}

function write(file: string, holder: Holder): string {
  const draft = `${file}.${holder.token.slice(0, 12)}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  return draft;
}

/** Moved aside before it is judged again: of two processes that saw the same dead holder, one moves a living one's lock back. */
function removeStale(file: string): void {
  const seen = read(file);
  if (!seen || lives(seen)) return;
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return; // another process was quicker
    throw error;
  }
  const moved = read(aside);
  if (moved && lives(moved)) place(file, moved);
  rmSync(aside, { force: true });
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function lives({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startOf(pid);
  return now === undefined || started === '' || now === started;
}

/** Boot and start tick of a process on Linux; undefined elsewhere. A zombie holds nothing any more. */
function startOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return fields[0] === 'Z' ? 'ended' : `${boot}:${fields[19]}`;
  } catch {
    return undefined; // no /proc here: the number alone decides
  }
}
