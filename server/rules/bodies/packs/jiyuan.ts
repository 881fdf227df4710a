/** 济源产城融合示范区加强入河排污口监督管理工作方案, parts 三（二）2 and 五（二）. */
import type { Responsibilities } from '../duty.ts';

export const JIYUAN: Responsibilities = {
  pack: 'JY',
  managing: { clause: 'JY-4', words: '各镇人民政府、街道办事处要落实属地管理责任' },
  fallback: {
    party: 'town',
    clause: 'JY-4',
    words: '经溯源后仍无法确定责任主体的，由属地镇人民政府、街道办事处作为责任主体',
  },
  duties: [
    {
      clause: 'JY-5',
      body: { zh: '示范区生态环境局', en: 'Bureau of Ecology and Environment of the Zone' },
      role: 'lead',
      tasks: ['survey', 'management'],
      about: {},
      words: '示范区生态环境局牵头全区入河排污口排查整治工作',
    },
    {
      clause: 'JY-5',
      body: { zh: '示范区住房和城乡建设局', en: 'Bureau of Housing and Construction of the Zone' },
      role: 'guide',
      tasks: ['remediation'],
      about: { subtypes: ['scattered_sewage'], inSewerServiceArea: true },
      words: '示范区住房和城乡建设局负责指导督导城镇污水收集管网覆盖范围内生活污水散排口的清理合并',
    },
    {
      clause: 'JY-5',
      body: { zh: '示范区住房和城乡建设局', en: 'Bureau of Housing and Construction of the Zone' },
      role: 'guide',
      tasks: ['remediation'],
      about: { types: ['urban_wwtp'], subtypes: ['urban_storm'] },
      words: '指导督导城镇生活污水处理厂入河排污口、城镇雨洪排口的问题整治',
    },
    {
      clause: 'JY-5',
      body: { zh: '示范区农业农村局', en: 'Bureau of Agriculture of the Zone' },
      role: 'guide',
      tasks: ['remediation'],
      about: {
        subtypes: ['farmland', 'large_aquaculture', 'small_aquaculture', 'large_livestock', 'small_livestock'],
      },
      words: '示范区农业农村局指导督导农田退水口、水产养殖排污口、畜禽养殖排污口的问题整治',
    },
    {
      clause: 'JY-5',
      body: { zh: '示范区交通运输局', en: 'Bureau of Transport of the Zone' },
      role: 'guide',
      tasks: ['remediation'],
      about: { facilities: ['road_service_area'] },
      words: '示范区交通运输局指导督导公路（服务区）排污口的问题整治',
    },
  ],
};
