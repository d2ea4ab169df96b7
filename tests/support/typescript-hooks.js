import { registerHooks } from 'node:module';

/**
 * For `node --import`: runs the server's TypeScript in a bare process, without a bundler. Node strips the types; what is
 * left to do is to find files named without their extension, and to let `server-only` pass.
 */
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'server-only') return nextResolve(new URL('./server-only.ts', import.meta.url).href, context);
    const bare = specifier.startsWith('.') && !/\.[jt]s$/.test(specifier);
    return nextResolve(bare ? `${specifier}.ts` : specifier, context);
  },
});
