-- register.hedge_in(words)
--
-- The word by which a target leaves open what is to be reached; null when there is none.
--
-- meant      力争, 争取 and 努力 (完成 …), 原则上, 预计, 尽量, 尽可能; 基本 and 初步 (完成 …), 大体 (完成 …), 大致, 大概; a figure that is 约, 接近,
--            左右 or 上下. Not meant: 基本情况, 基本农田 and what else 基本 is part of a name of; 左右岸; 上下游; 争取资金; 公约, 节约.
-- tested by  test/report/hedges.test.ts

create or replace function register.hedge_in(words text)
returns text
language sql immutable parallel safe
as $$
  select substring(words from
    '力争|原则上|预计|尽量|尽可能|大致|大概'
    || '|(?:争取|努力)(?=.{0,20}(?:完成|建成|实现|消除|达到|做到))'
    || '|基本(?:完成|建成|实现|消除|达到)'
    || '|基本(?!情况|信息|资料|数据|农田|单元|要求|原则|建设|公共|功能|特征|条件|生活|保障|标准|概况|状况|思路|任务|属性|底图|图|地图|需求|制度|台账|清单|路线|目标|方针|内容|要素|知识|经验|参数|指标|做法|设施|服务|概念|工作|类型|生态)'
    || '|(?:初步|大体)(?=完成|建成|建立|形成|实现|消除|达到)'
    || '|大约|(?<![公节合条契])约(?=\s?[0-9])|(?:将近|接近)(?=\s?[0-9])'
    || '|(?<=[0-9一二三四五六七八九十百千万半%％]\s?[^，。；、\s]{0,4}\s?)(?:左右(?!两?[岸侧边]|各)|上下(?!游|两?层|各))')
$$;

comment on function register.hedge_in is 'The word by which a target leaves open what is to be reached; null when there is none.';
