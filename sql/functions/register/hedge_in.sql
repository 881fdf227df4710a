-- register.hedge_in(words)
--
-- The word by which a target leaves open what is to be reached; null when there is none. Blanks within words, as forms and
-- scans leave them, are not read; the word is given without them.
--
-- meant      力争, 力求, 有望, 争取 and 努力 (完成 …), 原则上, 预计, 估计, 尽量, 尽可能; 基本 and 初步 (完成 …), 大体 (完成 …), 大致, 大概, 差不多,
--            大部分 (完成 …); a figure that is 约, 接近, 左右 or 上下; 近 before a figure with its unit (近30%, 近1000公里).
--            Not meant: 基本情况, 基本农田 and what else 基本 is part of a name of; 左右岸; 上下游; 争取资金; 公约, 节约; 近3年, 最近30天, 附近;
--            大部分 of what is not done (大部分河道).
-- tested by  test/report/hedges.test.ts

create or replace function register.hedge_in(words text)
returns text
language sql immutable parallel safe
as $$
  select substring(regexp_replace(words, '[[:space:]　]+', '', 'g') from
    '力争|力求|有望|原则上|预计|估计|尽量|尽可能|大致|大概|差不多'
    || '|(?:争取|努力)(?=.{0,20}(?:完成|建成|实现|消除|达到|做到))'
    || '|基本(?:完成|建成|实现|消除|达到)'
    || '|基本(?!情况|信息|资料|数据|农田|单元|要求|原则|建设|公共|功能|特征|条件|生活|保障|标准|概况|状况|思路|任务|属性|底图|图|地图|需求|制度|台账|清单|路线|目标|方针|内容|要素|知识|经验|参数|指标|做法|设施|服务|概念|工作|类型|生态)'
    || '|大部分(?=完成|建成|建立|形成|实现|消除|达到)'
    || '|(?:初步|大体)(?=完成|建成|建立|形成|实现|消除|达到)'
    || '|大约|(?<![公节合条契])约(?=[0-9])|(?:将近|接近)(?=[0-9])'
    || '|(?<![最附临靠邻就远新])近(?=一半|半数|[0-9一二两三四五六七八九十百千万][0-9一二两三四五六七八九十百千万.,]*多?(?:[%％成条处]|公里|千米|米|km|个(?!月|年|季|工作日)))'
    || '|(?<=[0-9一二三四五六七八九十百千万半%％][^，。；、]{0,4})(?:左右(?!两?[岸侧边]|各)|上下(?!游|两?层|各))')
$$;

comment on function register.hedge_in is 'The word by which a target leaves open what is to be reached; null when there is none.';
