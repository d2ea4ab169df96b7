/** Is this a place within Savepoint? Whoever was signed in is sent there: anything that a browser could read as another site is none. */
export function isOwnPath(text: string): boolean {
  // Browsers take "\" for "/", and leave out tabs and line breaks: "/\t/evil.example" is another site.
  if (!/^\/(?!\/)[^\\\p{Cc}]*$/u.test(text)) return false;
  const url = URL.parse(text, 'http://own');
  // "/.//evil.example" is a path here, and another site to whoever takes the path out of it.
  return url !== null && url.origin === 'http://own' && !url.pathname.startsWith('//');
}
