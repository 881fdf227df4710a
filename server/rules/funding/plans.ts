/** Who pays, as the five plans say it (table A3, row 12). */
import type { Pack } from '../packs.ts';
import { type FundingRule, PHASES } from './rule.ts';

const QINGPU_BY_DISTRICT =
  '全区入河（湖）排污口排查的经费以及市管、区管河道和夏阳、盈浦、香花桥（含青浦工业园区）3个街道的监测、溯源、整治的经费由区级财政承担';
const QINGPU_BY_TOWNS = '8个镇辖区范围内镇、村级河（湖）入河（湖）排污口的监测、溯源、整治经费由镇级财政承担';
const AFTER_SURVEY = ['monitoring', 'tracing', 'remediation'] as const;

export const FUNDING: Record<Pack, readonly FundingRule[]> = {
  QP: [
    { phases: ['survey'], party: 'district', clause: 'QP-13', words: QINGPU_BY_DISTRICT },
    {
      phases: AFTER_SURVEY,
      levels: ['municipal', 'district'],
      party: 'district',
      clause: 'QP-13',
      words: QINGPU_BY_DISTRICT,
    },
    {
      phases: AFTER_SURVEY,
      towns: ['夏阳', '盈浦', '香花桥', '青浦工业园区'],
      party: 'district',
      clause: 'QP-13',
      words: QINGPU_BY_DISTRICT,
    },
    {
      phases: ['monitoring', 'tracing'],
      levels: ['town', 'village'],
      party: 'town',
      settlement: '所涉排污口监测和溯源费用通过区对镇财力结算予以清算',
      clause: 'QP-13',
      words: QINGPU_BY_TOWNS,
    },
    {
      phases: ['remediation'],
      levels: ['town', 'village'],
      party: 'town',
      clause: 'QP-13',
      words: QINGPU_BY_TOWNS,
    },
  ],
  SC: [{ phases: PHASES, party: 'budget', clause: 'A3-12', words: '排污口排查整治工作相关经费纳入财政预算保障' }],
  JY: [
    {
      phases: PHASES,
      party: 'town',
      clause: 'A3-12',
      words:
        '各镇人民政府、街道办事处要落实属地管理责任，切实做好入河排污口排查整治及日常监督管理，将日常工作经费纳入本级财政预算予以保障',
    },
  ],
  NT: [{ phases: PHASES, party: 'same_level', clause: 'A3-12', words: '将工作经费纳入同级财政预算予以保障' }],
  QJ: [
    {
      phases: PHASES,
      party: 'district',
      clause: 'A3-12',
      words: '区财政局。将全区入河排污口排查整治工作经费纳入财政预算并予以保障',
    },
  ],
};
