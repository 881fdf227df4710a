/** 南通市入江入海入河排污口监督管理工作方案 (通政办发〔2023〕27号): duties by field, no list by type. */
import type { Responsibilities } from '../duty.ts';

export const NANTONG: Responsibilities = {
  pack: 'NT',
  managing: { clause: 'NT-2', words: '各地人民政府（管委会）要充分发挥主体作用，落实属地管理责任' },
  fallback: { party: 'none', clause: 'NT-2', words: '明确每个排污口责任主体和分类' },
  duties: [
    {
      clause: 'NT-2',
      body: { zh: '生态环境部门', en: 'Department of Ecology and Environment' },
      role: 'supervise',
      tasks: ['management'],
      about: {},
      words: '生态环境部门统一行使排污口污染排放监督管理和行政执法职责',
    },
    {
      clause: 'NT-9',
      body: {
        zh: '市住房和城乡建设局、市市政和园林局、市农业农村局、市生态环境局',
        en: 'Municipal Bureaus of Housing and Construction, of Utilities and Gardens, of Agriculture, of Ecology and Environment',
      },
      role: 'lead',
      tasks: ['remediation', 'management'],
      about: { types: ['agricultural', 'other'], subtypes: ['urban_storm'] },
      words: '将排查出的农业排口、城镇雨洪排口及其他排口纳入管理',
    },
  ],
};
