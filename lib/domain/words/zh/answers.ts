import type { Words } from '../words';
import { number } from './format';

export const answers: Words['answers'] = {
  slow: (ms) =>
    `它的应答最长需要 ${number(ms)} 毫秒。原因可能是网络、fork、慢命令、换页，或运行 Savepoint 的机器繁忙：Redis 没有说明是哪一个。读写可能同样缓慢。SLOWLOG GET 可列出慢命令；在应用所在的机器上运行 redis-cli --latency 可看到应用感受到的延迟。`,
};
