/** 黔江区入河排污口排查整治和监督管理工作方案 (2023-03-24), parts 二（一）3 and 三. */
import type { Responsibilities } from '../duty.ts';

const BUREAU = { zh: '区生态环境局', en: 'District Bureau of Ecology and Environment' };

export const QIANJIANG: Responsibilities = {
  pack: 'QJ',
  managing: {
    clause: 'QJ-4',
    words: '各乡镇街道。会同区生态环境部门实施本辖区入河排污口排查、监测、溯源工作；加强排污口日常巡查管理',
  },
  fallback: {
    party: 'town',
    clause: 'QJ-4',
    words: '经溯源后仍无法确定责任主体的，由属地乡镇街道作为责任主体',
  },
  duties: [
    {
      clause: 'QJ-3',
      body: BUREAU,
      role: 'supervise',
      tasks: ['management'],
      about: {},
      words: '统一行使排污口污染排放监督管理和行政执法职责',
    },
    {
      clause: 'QJ-3',
      body: BUREAU,
      role: 'guide',
      tasks: ['survey', 'remediation'],
      about: { subtypes: ['rural_wwtp', 'rural_sewage'] },
      words: '负责指导农村污水处理设施排污口、农村生活污水散排口排查整治',
    },
    {
      clause: 'QJ-3',
      body: { zh: '区经济信息委', en: 'District Commission of Economy and Information' },
      role: 'guide',
      tasks: ['survey', 'remediation'],
      about: { types: ['industrial'] },
      words: '区经济信息委。负责指导工业排污口排查整治',
    },
    {
      clause: 'QJ-3',
      body: { zh: '区住房城乡建委', en: 'District Commission of Housing and Construction' },
      role: 'guide',
      tasks: ['survey', 'remediation'],
      about: { types: ['urban_wwtp'] },
      words: '区住房城乡建委。负责指导城镇污水处理厂排污口排查整治',
    },
    {
      clause: 'QJ-3',
      body: { zh: '区城市管理局', en: 'District Bureau of City Administration' },
      role: 'guide',
      tasks: ['survey', 'remediation'],
      about: { facilities: ['landfill'] },
      words: '区城市管理局。负责指导垃圾填埋场的排污口排查整治',
    },
    {
      clause: 'QJ-3',
      body: { zh: '区农业农村委', en: 'District Commission of Agriculture' },
      role: 'guide',
      tasks: ['survey', 'remediation'],
      about: {
        types: ['agricultural'],
        subtypes: ['large_livestock', 'large_aquaculture', 'small_livestock', 'small_aquaculture'],
      },
      words: '区农业农村委。负责指导水产、畜禽养殖排污口排查整治',
    },
    {
      clause: 'QJ-3',
      body: { zh: '区交通局', en: 'District Bureau of Transport' },
      role: 'guide',
      tasks: ['survey', 'remediation'],
      about: { subtypes: ['port'], facilities: ['road_service_area', 'port'] },
      words: '区交通局。负责指导国省道公路（服务区）、港口码头排污口排查整治',
    },
    {
      clause: 'QJ-3',
      body: { zh: '区卫生健康委', en: 'District Commission of Health' },
      role: 'guide',
      tasks: ['survey', 'remediation'],
      about: { facilities: ['medical'] },
      words: '区卫生健康委。负责指导医疗机构的排污口排查整治',
    },
    {
      clause: 'QJ-14',
      body: { zh: '正阳工业园区管委会', en: 'Administration of Zhengyang Industrial Park' },
      role: 'guide',
      tasks: ['survey', 'remediation'],
      about: { inPark: true },
      words: '正阳工业园区管委会。负责指导园区内排污口排查整治',
    },
  ],
};
