import type { Words } from '../../words';

export const signIn: Words['signIn'] = {
  needed: '请先登录：Savepoint 需要知道是谁在操作。',
  badToken: '此令牌无效或已到期。请发送带有效令牌的 “Authorization: Bearer”。',
  wrong: '名称与密码不符，或该账号已停用。',
  wrongPassword: '这不是您的密码。未做任何更改。',
  tooMany: (seconds) => `尝试次数过多。请等待 ${seconds} 秒后再试；已登录的人不受影响。`,
  confirmNeeded: '请再次输入密码：距上次已超过 15 分钟。未做任何更改。',
  nothingToConfirm: '只有用密码登录的人才能执行此操作。',
  mayNot: (role) => `角色 ${role} 无权执行此操作。`,
  nameForm: '名称为 1 到 40 个字符：a–z、0–9、点、短横线和下划线，首字符须为字母或数字。',
  nameTaken: (name) => `已有人名为“${name}”，请换一个名称。`,
  passwordLength: (least, most) => `密码长度为 ${least} 到 ${most} 个字符。`,
  noSuchPerson: '没有此 id 的人。GET /api/people 列出全部。',
  noSuchSession: '没有这个会话；它可能已结束。',
  noSuchToken: '没有这个令牌；它可能已被终止。',
  endIsPast: '令牌的到期时间须在将来。',
  lastAdministrator: (name) => `${name} 是最后一位管理员。请先把 admin 角色交给其他人。`,
  setUpDone: '已有管理员。请登录，或向管理员申请账号。',
  wrongSetUp: '这不是初始设置的令牌。令牌显示在启动 Savepoint 的地方，每次启动都会更换。',
  isOff: '此处已关闭登录（SAVEPOINT_SIGN_IN=no）：没有账号。',
};
