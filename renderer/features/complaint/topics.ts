/** Which rules each form of a complaint prefers, by their keywords (制度条目的关键词). */

const none: readonly string[] = [];

/** By the title of the form. Known lists only: the same array each time, so that nothing is computed anew. */
const topics: Readonly<Record<string, readonly string[]>> = {
  登记投诉: ['投诉定义', '投诉材料', '核实身份', '代理人', '集体投诉', '首问负责'],
  记录联系: ['核实身份', '联系不上', '3-5-10', '录音录像'],
  出方案: ['快速审批', '调解', '提级会商', '回避'],
  办结: ['答复', '告知凭证', '溯源整改'],
  回访: ['核查', '答复'],
  撤回: ['撤诉'],
  提级会商: ['提级会商', '重大投诉'],
  暂停计时: ['暂停计时'],
  恢复计时: ['暂停计时'],
  '补充材料，重新起算': ['重新起算'],
  告知延期: ['延期', '告知凭证'],
  转办: ['首问负责', '第三方'],
  重新办理: ['重新起算', '核查'],
  登记核查申请: ['核查'],
  登记核查决定: ['核查', '救济途径'],
};

export const topicsOf = (title: string): readonly string[] => topics[title] ?? none;
