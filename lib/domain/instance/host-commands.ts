import type { Endpoint } from './instance';

/**
 * Commands for the host of Redis that hold nothing from outside but a port, so that nothing in them needs quoting. The others
 * quote what they hold: operator-commands.ts.
 */

export const OVERCOMMIT = 'cat /proc/sys/vm/overcommit_memory';
export const LET_FORK = 'sudo sysctl vm.overcommit_memory=1';
export const KILLED = "dmesg -T | grep -iE 'out of memory|oom|killed process'";
export const IO_ERRORS = "dmesg -T | grep -iE 'i/o error|read-only'";

/**
 * The process, as a word that the shell replaces by its pid: Redis and Valkey have their address as their title
 * (`redis-server 127.0.0.1:6379`, measured on 7.0.15), a saving child has another one. The anchor keeps pgrep from finding the
 * shell that it was asked from. Where there is none the word is no pid: without one, `/proc/` would be a file of root.
 */
export function pidOf(endpoint: Endpoint): string {
  const address = endpoint.kind === 'tcp' ? ` .*:${endpoint.port}( |$)` : '( |$)';
  return `"$(pgrep -fo '^[^ ]*(redis|valkey)-server${address}' || echo NO-PID)"`;
}
