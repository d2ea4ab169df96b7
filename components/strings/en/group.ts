/** A Sentinel group or a cluster, and an instance's place in it. */
export const group = {
  title: 'Group',
  label: {
    sentinel: (name: string) => `Sentinel ${name}`,
    cluster: (name: string) => `Cluster ${name}`,
  },
  gone: 'no longer announced',
  unknown: 'place not known',
  announcedAs: (role: string) => `announced as ${role}`,
  slots: (slots: string) => `slots ${slots}`,
  problems: (label: string) => `${label}: not all is known or as it should be.`,
  watchedTwice: 'Watched more than once',
  notice: (label: string) => `Its place in ${label}`,
};
