/** The targets of the five plans. */
import type { Pack } from '../packs.ts';
import { JIYUAN } from './packs/jiyuan.ts';
import { NANTONG } from './packs/nantong.ts';
import { QIANJIANG } from './packs/qianjiang.ts';
import { QINGPU } from './packs/qingpu.ts';
import { SHANGCHENG } from './packs/shangcheng.ts';
import type { Target } from './target.ts';

export const TARGETS: Record<Pack, readonly Target[]> = {
  QP: QINGPU,
  SC: SHANGCHENG,
  JY: JIYUAN,
  NT: NANTONG,
  QJ: QIANJIANG,
};
