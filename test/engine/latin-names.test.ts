/** Latin spellings of names of places: the official ones of Qingpu and around, written by hand. */
import { describe, expect, it } from 'vitest';
import { spellName } from '../../server/engine/latin/spell.ts';

const OFFICIAL: [string, string][] = [
  ['淀山湖', 'Dianshan Hu'],
  ['元荡', 'Yuan Dang'],
  ['大莲湖', 'Dalian Hu'],
  ['汪洋荡', 'Wangyang Dang'],
  ['雪落漾', 'Xueluo Yang'],
  ['淀浦河', 'Dianpu He'],
  ['太浦河', 'Taipu He'],
  ['吴淞江', 'Wusong Jiang'],
  ['苏州河', 'Suzhou He'],
  ['拦路港', 'Lanlu Gang'],
  ['油墩港', 'Youdun Gang'],
  ['西大盈港', 'Xidaying Gang'],
  ['东大盈港', 'Dongdaying Gang'],
  ['红旗塘', 'Hongqi Tang'],
  ['俞汇塘', 'Yuhui Tang'],
  ['新通波塘', 'Xintongbo Tang'],
  ['上达河', 'Shangda He'],
  ['蟠龙港', 'Panlong Gang'],
  ['大蒸港', 'Dazheng Gang'],
  ['圆泄泾', 'Yuanxie Jing'],
  ['急水港', 'Jishui Gang'],
  ['泖河', 'Mao He'],
  ['斜塘', 'Xie Tang'],
  ['朱泖河', 'Zhumao He'],
  ['艾祁港', 'Aiqi Gang'],
  ['崧泽塘', 'Songze Tang'],
  ['漕港河', 'Caogang He'],
  ['女儿泾', "Nü'er Jing"],
  ['朱家角镇', 'Zhujiajiao Zhen'],
  ['重固镇', 'Chonggu Zhen'],
  ['练塘镇', 'Liantang Zhen'],
  ['金泽镇', 'Jinze Zhen'],
  ['白鹤镇', 'Baihe Zhen'],
  ['徐泾镇', 'Xujing Zhen'],
  ['赵巷镇', 'Zhaoxiang Zhen'],
  ['华新镇', 'Huaxin Zhen'],
  ['夏阳街道', 'Xiayang Jiedao'],
  ['盈浦街道', 'Yingpu Jiedao'],
  ['香花桥街道', 'Xianghuaqiao Jiedao'],
];

describe('a name in Latin letters', () => {
  it.each(OFFICIAL)('of %s is %s', (name, latin) => {
    expect(spellName(name)).toBe(latin);
  });

  it.each([
    ['长江', 'Chang Jiang'],
    ['京杭运河', 'Jinghang Yunhe'],
    ['潮白新河', 'Chaobai Xinhe'], // an example of the rules of 1984
    ['大新河', 'Daxin He'],
    ['东村中心河', 'Dongcun Zhongxin He'],
    ['青草沙水库', 'Qingcaosha Shuiku'],
    ['青浦工业园区', 'Qingpu Gongye Yuanqu'],
    ['莘庄镇', 'Xinzhuang Zhen'],
    ['闵行区', 'Minhang Qu'],
  ])('has what kind of thing %s is apart: %s', (name, latin) => {
    expect(spellName(name)).toBe(latin);
  });

  it.each([
    ['西安河', "Xi'an He"],
    ['绿洲河', 'Lüzhou He'],
    ['旅顺港', 'Lüshun Gang'],
    ['单家浜', 'Shanjia Bang'],
    ['仇家泾', 'Qiujia Jing'],
    ['解放河', 'Jiefang He'],
    ['小圩河', 'Xiaowei He'],
    ['石井涌', 'Shijing Chong'],
    ['涌泉河', 'Yongquan He'],
  ])('reads %s as the name of a place: %s', (name, latin) => {
    expect(spellName(name)).toBe(latin);
  });

  it.each([
    ['3号河', '3 Hao He'],
    ['Ａ5河（东段）', 'A5 He (Dongduan)'],
    ['苏州河/吴淞江', 'Suzhou He/Wusong Jiang'],
    ['淀浦河、油墩港', 'Dianpu He, Youdun Gang'],
    [' 淀浦河  2 ', 'Dianpu He 2'],
    ['河', 'He'],
  ])('keeps digits, letters and marks of %s: %s', (name, latin) => {
    expect(spellName(name)).toBe(latin);
  });

  it.each(['', 'R1', '12-3', 'Thames', '淀𣲘河'])('is none of "%s"', (name) => {
    expect(spellName(name)).toBeNull();
  });
});
