/** What is told of an instance's place in its group. */
export const group = {
  watchedTwice: (names: string) =>
    `This is the same Redis process as ${names}: one server is watched more than once. Its saves stand under each name, and so does a switch of its guard. Keep one of them, and take the others out.`,
  gone: {
    sentinel: (name: string) =>
      `The Sentinels of ${name} no longer announce this server. It stays here for an hour, for a day while it answers, and as long as its guard is off by an override; an administrator can remove it before.`,
    cluster: (name: string) =>
      `The cluster ${name} no longer announces this node. It stays here for an hour, for a day while it answers, and as long as its guard is off by an override; an administrator can remove it before.`,
  },
  disagreed: {
    sentinel: (name: string) =>
      `The Sentinels of ${name} name different primaries: which role this server has there is not known.`,
    cluster: (name: string) => `The nodes of ${name} do not agree: which role this node has there is not known.`,
  },
  unanswered: {
    sentinel: (name: string) =>
      `No Sentinel of ${name} tells of this server now: whether it still belongs to the group, and in which role, is not known.`,
    cluster: (name: string) =>
      `No node of ${name} tells of this node now: whether it still belongs to the cluster, and in which role, is not known.`,
  },
  unasked: {
    sentinel: (name: string) => `The Sentinels of ${name} have not been asked yet.`,
    cluster: (name: string) => `The nodes of ${name} have not been asked yet.`,
  },
  saysReplica: {
    sentinel: (name: string) =>
      `The Sentinels of ${name} announce this server as the primary, and it says itself that it is a replica. A failover may be under way.`,
    cluster: (name: string) =>
      `The cluster ${name} announces this node as a primary, and it says itself that it is a replica. A failover may be under way.`,
  },
  saysPrimary: {
    sentinel: (name: string) =>
      `The Sentinels of ${name} announce this server as a replica, and it says itself that it is a primary. What is written to it may be lost.`,
    cluster: (name: string) =>
      `The cluster ${name} announces this node as a replica, and it says itself that it is a primary. What is written to it may be lost.`,
  },
};
