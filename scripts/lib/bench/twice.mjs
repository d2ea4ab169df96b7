/**
 * Each server under two names: twice the instances, connections and cards for half of the memory and processor that as many
 * servers would take from the rest.
 * @template {{ name: string, url: string }} T
 * @param {readonly T[]} servers
 */
export function twice(servers) {
  return [...servers, ...servers.map(({ name, url }) => ({ name: `${name}-again`, url }))];
}
