import { number } from '../../text/format';

/** How long Redis takes to answer. */
export const answers = {
  slow: (ms: number) =>
    `Its answers take up to ${number(ms)} ms. It may be the network, a fork, a slow command, swapping, or a busy machine of Savepoint: Redis does not tell which. Reads and writes may be as slow. SLOWLOG GET shows slow commands; redis-cli --latency, run where an application runs, shows what that one sees.`,
};
