import localFont from 'next/font/local';

/*
 * The latin files of the @fontsource packages, served by ourselves and preloaded. Next adds a fallback of the same metrics,
 * so that no line breaks anew when the font arrives.
 */
export const sans = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--geist',
  weight: '100 900',
  fallback: ['ui-sans-serif', 'system-ui', 'sans-serif'],
  adjustFontFallback: 'Arial',
});

export const mono = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  variable: '--geist-mono',
  weight: '100 900',
  fallback: ['ui-monospace', 'monospace'],
  adjustFontFallback: false,
});
