import type { CommandRefusal, Unreadable } from '../../observation/unreadable';

export function unreadable(why: Unreadable): string {
  switch (why.kind) {
    case 'setting-refused':
      return `无法读取：${refusal(why.refusal)}`;
    case 'no-such-setting':
      return '此版本没有这个设置。';
    case 'odd-setting':
      return 'Redis 给出的值无法识别。';
    case 'odd-ping':
      return 'PING 的应答无法识别。';
    default:
      return refusal(why);
  }
}

function refusal(why: CommandRefusal): string {
  switch (why.kind) {
    case 'not-permitted':
      return `用户 "${why.user}" 无权执行 ${why.command}。`;
    case 'needs-password':
      return 'Redis 要求密码。';
    case 'loading':
      return 'Redis 仍在加载数据。';
    case 'busy':
      return 'Redis 正忙于一个没有结束的脚本。';
    case 'primary-lost':
      return '此从节点已失去主节点，不回答有关数据的查询。';
    case 'read-only':
      return '此服务器是只读从节点。';
    case 'no-such-command':
      return `此服务器上没有 ${why.command}（被改名或禁用）。`;
    case 'disabled-command':
      return `根据 savepoint.yaml，此服务器上禁用了 ${why.command}。`;
    case 'misnamed-command':
      return `此服务器不认识 savepoint.yaml 为 ${why.command} 给出的名称。`;
    case 'not-offered':
      return `此服务不提供 ${why.command}。`;
    case 'refused':
      return `Redis 拒绝了 ${why.command}，原因无法识别。`;
  }
}
