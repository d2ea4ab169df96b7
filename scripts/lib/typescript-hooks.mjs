import { registerHooks } from 'node:module';

/**
 * Imported before anything else, or with `node --import`: runs the server's TypeScript in a bare process, without a bundler. Node
 * strips the types; what is left to do is to find files named without their extension, and to let `server-only` pass.
 */
registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === 'server-only') return { url: 'data:text/javascript,', shortCircuit: true };
    const isOurs = context.parentURL?.includes('/node_modules/') === false;
    const bare = isOurs && specifier.startsWith('.') && !/\.m?[jt]s$/.test(specifier);
    return nextResolve(bare ? `${specifier}.ts` : specifier, context);
  },
});
