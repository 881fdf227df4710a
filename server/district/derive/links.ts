import type { Executor } from '../../db/database.ts';
import type { District } from '../district.ts';
import type { Network } from './derive.ts';

export async function linkOutfalls(
  _tx: Executor,
  _district: District,
  _network: Network,
  _choice: 'all' | readonly number[],
  _version: number,
): Promise<void> {}
