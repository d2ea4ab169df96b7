import { attribute, script, sentOn, withMethodInUrl, type Change, type Way } from './way';

const element = (before: string, after = '>') => {
  return (change: Change): string => `${before}${attribute(withMethodInUrl(change))}${after}`;
};

/** What a page shows, fetches or goes to. */
export const PAGES: readonly Way[] = [
  { what: 'a frame', html: element('<iframe src=', '></iframe>') },
  { what: 'an image', html: element('<img src=') },
  {
    what: 'an image of another site that sends on',
    html: (change, site) => `<img src=${attribute(sentOn(site, 302, withMethodInUrl(change)))}>`,
  },
  { what: 'a script', html: element('<script src=', '></script>') },
  { what: 'a style sheet', html: element('<link rel="stylesheet" href=') },
  { what: 'an object', html: element('<object data=', '></object>') },
  { what: 'a film', html: element('<video autoplay src=', '></video>') },
  { what: 'a page that is fetched before it is asked for', html: element('<link rel="prefetch" href=') },
  {
    what: 'data that is fetched before it is asked for',
    html: element('<link rel="preload" as="fetch" crossorigin="use-credentials" href='),
  },
  {
    what: 'a stream',
    html: (change) => script({ url: withMethodInUrl(change) }, 'new EventSource(url, { withCredentials: true });'),
  },
  { what: 'a new window', html: (change) => script({ url: withMethodInUrl(change) }, 'window.open(url);') },
  {
    what: 'going there',
    leaves: true,
    html: (change) => script({ url: withMethodInUrl(change) }, 'location.assign(url);'),
  },
  {
    what: 'being sent there',
    leaves: true,
    html: (change) => `<meta http-equiv="refresh" content=${attribute(`0; url=${withMethodInUrl(change)}`)}>`,
  },
  {
    what: 'a link that is told to others',
    html: ({ url, what }) =>
      `<a id=${attribute(what)} href="#here" ping=${attribute(url)}>x</a>${script({ what }, 'document.getElementById(what).click();')}`,
  },
  {
    what: 'a report of what a page may not do',
    leaves: true,
    policy: ({ url }) => `img-src 'none'; report-uri ${url}`,
    html: () => '<img src="/nothing.png">',
  },
];
