import { spawn, spawnSync } from 'node:child_process';

/** What a program prints on either output; rejects with that where it does not end well. */
export function run(program: string, args: readonly string[]): Promise<string> {
  return runWithInput(program, args, '');
}

/** The same for a program that reads its standard input. */
export function runWithInput(program: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}:\n${output}`));
    });
    child.stdin.end(input);
  });
}

/** The first of these names that is a program here. */
export function programOf(...names: readonly string[]): string {
  const found = names.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
  if (found === undefined) throw new Error(`There is no ${names.join(' or ')}: npm run test:alerts brings it.`);
  return found;
}
