/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  // Else a lock file in a folder above would be taken for the root, and the server would land elsewhere in the build.
  outputFileTracingRoot: import.meta.dirname,
  // `npm test` checks the types, the tests' too; whoever only wants to run Savepoint need not wait for that.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  devIndicators: false,
  // Next would load every page and route before it answers the first request: a fifth of the start, for what mostly nobody asks.
  experimental: { preloadEntriesOnStart: false },
};

export default config;
