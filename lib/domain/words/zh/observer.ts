import type { Words } from '../words';

export const observer: Words['observer'] = {
  userMay: (user) =>
    `Savepoint 以用户 "${user}" 监视，此用户可以更改此 Redis 的设置（CONFIG SET）；监视不需要这项权限。如果只有 Savepoint 使用此用户，下面的命令只保留监视所需的权限。Savepoint 会在一分钟内重新查看。`,
  defaultMay:
    'Savepoint 以用户 "default" 监视，此用户可以更改此 Redis 的设置（CONFIG SET）；监视不需要这项权限。其他客户端可能需要此用户保持原样：请用下面的命令为 Savepoint 新建一个用户，把 PASSWORD 换成密码，并把用户名和密码告诉 Savepoint。',
  acts: '未查询：执行操作用的是同一组凭据。',
  noUsers: '此版本没有用户之分：能登录的人可以更改一切。',
  untold: 'Redis 尚未说明此用户有哪些权限。',
};
