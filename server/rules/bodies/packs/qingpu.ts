/** 青浦区入河（湖）排污口排查整治专项行动工作方案, part 六 任务分工. */
import type { Responsibilities } from '../duty.ts';

export const QINGPU: Responsibilities = {
  pack: 'QP',
  managing: { clause: 'QP-12', words: '各街镇（青浦工业园区）是辖区内入河排污口整治工作的责任主体' },
  fallback: { party: 'none', clause: 'QP-10', words: '基本查清污水来源，明确责任单位' },
  duties: [
    {
      clause: 'QP-3',
      body: { zh: '区生态环境局', en: 'District Bureau of Ecology and Environment' },
      role: 'lead',
      tasks: ['survey', 'monitoring', 'tracing'],
      about: {},
      words: '负责实施全区2507公里河道入河（湖）排污口排查、监测、溯源工作',
    },
    {
      clause: 'QP-12',
      body: { zh: '区生态环境局', en: 'District Bureau of Ecology and Environment' },
      role: 'supervise',
      tasks: ['remediation'],
      about: { types: ['industrial', 'urban_wwtp'] },
      words: '督促推进工业企业、城镇污水处理厂排污口整治工作',
    },
    {
      clause: 'QP-12',
      body: { zh: '区经委', en: 'District Commission of Economy' },
      role: 'assist',
      tasks: ['survey', 'tracing', 'remediation'],
      about: { types: ['industrial'] },
      words: '配合开展工业园区、工业企业入河（湖）排污口排查、溯源和整治工作',
    },
    {
      clause: 'QP-14',
      body: { zh: '区建管委', en: 'District Commission of Construction' },
      role: 'supervise',
      tasks: ['tracing', 'remediation', 'management'],
      about: {
        subtypes: ['port'],
        facilities: ['construction_site', 'road_service_area', 'port', 'riverside_works'],
      },
      words: '督促推进建筑工地、区管公路、港口码头、临河交通工程等排污口溯源、整治及动态长效管理工作',
    },
    {
      clause: 'QP-14',
      body: { zh: '区农业农村委', en: 'District Commission of Agriculture' },
      role: 'supervise',
      tasks: ['tracing', 'remediation', 'management'],
      about: {
        types: ['agricultural'],
        subtypes: [
          'large_livestock',
          'large_aquaculture',
          'small_livestock',
          'small_aquaculture',
          'farmland',
          'irrigation',
        ],
      },
      words: '督促推进畜禽养殖、水产养殖、农田等排污口溯源、整治及动态长效管理工作',
    },
    {
      clause: 'QP-14',
      body: { zh: '区房管局', en: 'District Bureau of Housing' },
      role: 'supervise',
      tasks: ['tracing', 'remediation', 'management'],
      about: { facilities: ['residential_area'] },
      words: '会同区水务局督促推进住宅小区雨污混接溯源、整治以及长效管理工作',
    },
    {
      clause: 'QP-14',
      body: { zh: '区水务局', en: 'District Bureau of Water' },
      role: 'supervise',
      tasks: ['tracing', 'remediation'],
      about: {
        subtypes: ['urban_storm', 'scattered_sewage', 'rural_sewage', 'rural_wwtp'],
        facilities: ['residential_area'],
      },
      words: '督促指导城镇雨洪排口、生活污水（含城镇和农村）等排污口溯源整治',
    },
    {
      clause: 'QP-15',
      body: { zh: '区水务局', en: 'District Bureau of Water' },
      role: 'supervise',
      tasks: ['management'],
      about: {
        types: ['industrial'],
        subtypes: ['port', 'scattered_sewage', 'rural_sewage'],
        facilities: ['port'],
        inSewerServiceArea: true,
      },
      words: '督促指导属地推进污水管网覆盖范围内工业企业、港口码头（新建）、生活污水的依法纳管工作',
    },
    {
      clause: 'QP-14',
      body: { zh: '区绿化市容局', en: 'District Bureau of Greening and City Appearance' },
      role: 'supervise',
      tasks: ['tracing', 'remediation', 'management'],
      about: { facilities: ['park_green', 'recycling_station', 'wet_waste_station'] },
      words: '督促指导公园、绿地、可回收物点站场、湿垃圾中转站等排污口溯源、整治及动态长效管理工作',
    },
  ],
};
