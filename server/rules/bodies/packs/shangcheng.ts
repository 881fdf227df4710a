/** 杭州市上城区入河入海排污口排查整治实施方案 (上政办函〔2023〕29号), parts 二（三） and 五（二）. */
import type { Responsibilities } from '../duty.ts';

export const SHANGCHENG: Responsibilities = {
  pack: 'SC',
  managing: { clause: 'SC-5', words: '管理主体为各属地街道，负责日常监督' },
  fallback: {
    party: 'designated',
    clause: 'SC-6',
    words:
      '经溯源分析仍无法确定责任主体的，由区政府组织各属地街道协同市生态环境局上城分局、区综合行政执法局、区住建局等管理部门指定责任主体',
  },
  duties: [
    {
      clause: 'SC-5',
      body: { zh: '市生态环境局上城分局', en: 'Shangcheng Branch of the Municipal Bureau of Ecology and Environment' },
      role: 'lead',
      tasks: ['survey', 'tracing', 'remediation'],
      about: { types: ['industrial'] },
      words: '市生态环境局上城分局统筹负责工业排污口的排查溯源整治',
    },
    {
      clause: 'SC-5',
      body: { zh: '区综合行政执法局', en: 'District Bureau of Law Enforcement' },
      role: 'lead',
      tasks: ['survey', 'remediation'],
      about: { subtypes: ['scattered_sewage', 'urban_storm', 'ditch'] },
      words: '区综合行政执法局统筹负责城镇生活污水散排口、城镇雨洪排口和溪流、沟渠、河港（涌）排口的排查整治工作',
    },
    {
      clause: 'SC-8',
      body: {
        zh: '区综合行政执法局、区住建局',
        en: 'District Bureaus of Law Enforcement and of Housing and Construction',
      },
      role: 'lead',
      tasks: ['remediation'],
      about: { subtypes: ['scattered_sewage'], inSewerServiceArea: true },
      words:
        '清理合并城镇污水收集管网覆盖范围内的生活污水散排口，打通截污纳管“最后一公里”。（区综合行政执法局、区住建局、各属地街道）',
    },
    {
      clause: 'SC-18',
      body: { zh: '市生态环境局上城分局', en: 'Shangcheng Branch of the Municipal Bureau of Ecology and Environment' },
      role: 'supervise',
      tasks: ['management'],
      about: {},
      words: '市生态环境局上城分局统一行使排污口污染排放监督管理和行政执法职责',
    },
  ],
};
