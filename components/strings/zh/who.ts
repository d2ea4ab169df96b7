import type { FirstStrings } from '../en';

export const who: FirstStrings['who'] = {
  signedOutTitle: '您已退出登录。',
  signedOut: '不会再收到新数据，也无法更改任何内容。',
  signInAgain: '重新登录',
  menu: '账号',
  signedInAs: (name, role) => `已登录：${name}，${role}`,
  page: '访问权限',
  signOut: '退出登录',
  mayNotAct: '您的角色是查看者：只能查看，不能更改。',
  roles: { viewer: '查看者', operator: '操作员', admin: '管理员' },
};
