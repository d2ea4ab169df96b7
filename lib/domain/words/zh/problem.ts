import type { ProblemAbout, ProblemCode } from '../../observation/observation';
import { tlsProblem } from './tls-problem';

export function problem(code: ProblemCode, about: ProblemAbout): string {
  const { address, user, detail } = about;
  switch (code) {
    case 'refused':
      if (detail === 'ENOENT' || detail === 'ENOTDIR') return `${address} 处没有套接字。Redis 在运行吗？路径是否正确？`;
      if (detail === 'EACCES')
        return `Savepoint 无权打开套接字 ${address}。请检查该文件及其所在文件夹的权限（redis.conf 中的 unixsocketperm），以及运行 Savepoint 的用户所属的组。`;
      if (detail === 'ENOTSOCK') return `${address} 不是套接字。请填写套接字的路径：redis.conf 中的 unixsocket。`;
      if (address.startsWith('/')) return `套接字 ${address} 上没有进程监听：Redis 没有运行，或已结束而留下了该文件。`;
      return `连接被拒绝：${address} 上没有进程监听。Redis 在运行吗？地址是否正确？`;
    case 'timeout':
      return `未能及时连接到 ${address}。主机可能已宕机，或防火墙丢弃了流量。`;
    case 'unresponsive':
      return unresponsive(detail);
    case 'reset':
      if (detail === 'LOST') return `查看 ${address} 之后，连接断开了：现在应答的可能是另一个进程。请重新查看。`;
      return `${address} 未作应答就关闭了连接。如果该端口使用 TLS，请改用 rediss:// 地址。`;
    case 'tls':
      return tlsProblem(about);
    case 'dns':
      return `找不到名称：无法解析 ${address}。请检查主机名和域名服务器。`;
    case 'unreachable-host':
      return `没有通往 ${address} 的路由。请检查地址以及 Savepoint 与 Redis 之间的网络。`;
    case 'not-allowed':
      return `${address} 指向 Savepoint 不允许连接的地址。允许的范围见 SAVEPOINT_OUTBOUND。`;
    case 'auth':
      return signIn(user, detail);
    case 'noperm':
      return `用户 "${user}" 无权执行 info。可用 ACL SETUSER ${user} +info +ping +config|get 授权。`;
    case 'protected-mode':
      return `${address} 上的 Redis 处于保护模式：设置密码之前只为本机提供服务。`;
    case 'max-clients':
      return 'Redis 拒绝新连接：客户端连接数已达到 maxclients 上限。';
    case 'not-redis':
      return `${address} 上监听的不是 Redis。请检查端口。`;
    case 'unreadable':
      if (detail === 'NO-INFO')
        return 'Redis 不认识 INFO，没有它就一无所知：该命令在那里被改名或禁用。请在 savepoint.yaml 中给出它在那里的名称（commands: info）。';
      if (detail === 'INFO-NAME')
        return 'Redis 不认识 savepoint.yaml 为 INFO 给出的名称，没有 INFO 就一无所知。请在那里更正（commands: info）。';
      if (detail === 'INFO-WITHHELD')
        return '此服务不提供 INFO，没有它就一无所知：Savepoint 无法监视它。请查看其服务商的控制台。';
      if (detail === 'INFO') return 'Redis 对 INFO 的应答无法读取：该命令可能被改名或禁用。';
      return `${address} 的应答无法读取，因此对它一无所知。`;
    case 'config':
      return '此实例的设置无法使用。';
  }
}

function unresponsive(detail: string): string {
  if (detail === 'BUSY') return 'Redis 正忙于一个没有结束的脚本。SCRIPT KILL 可以终止尚未写入数据的脚本。';
  if (detail === 'TLS') return '端口已打开，但没有 TLS 应答。进程可能已停止，或端口是明文：那样请使用 redis://。';
  return '端口已打开，但 Redis 没有应答。进程可能已停止、正在换页，或正忙于一条慢命令。';
}

function signIn(user: string, detail: string): string {
  if (detail === 'NOAUTH') return 'Redis 要求密码（NOAUTH），但没有为此实例提供密码。';
  if (detail === 'NO-AUTH')
    return 'Redis 不认识 AUTH：用这个名称无法登录。该命令在那里被改名或禁用；请在 savepoint.yaml 中给出它在那里的名称（commands: auth）。';
  if (detail === 'OLD') return '此 Redis 早于 6.0，不支持用户名。请只提供密码。';
  return `密码被拒绝（WRONGPASS）：用户 "${user}" 无法登录。请检查用户名和密码。`;
}
