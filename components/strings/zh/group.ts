import type { Strings } from '../en';

export const group: Strings['group'] = {
  title: '所属的组',
  label: {
    sentinel: (name) => `Sentinel ${name}`,
    cluster: (name) => `集群 ${name}`,
  },
  gone: '不再公布',
  unknown: '位置未知',
  announcedAs: (role) => `公布为${role}`,
  slots: (slots) => `槽 ${slots}`,
  problems: (label) => `${label}：有些情况未知或不正常。`,
  watchedTwice: '被监视了多次',
  notice: (label) => `在${label}中的位置`,
};
