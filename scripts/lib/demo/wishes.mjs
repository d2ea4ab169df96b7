import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Sentence } from '../steps.mjs';
import { WAYS } from './breakage.mjs';
import { DEMO, readJson, runningDemo, writeJson } from './folder.mjs';

/** @typedef {import('./server.mjs').DemoServer} DemoServer */
/** @typedef {'break' | 'heal'} Verb */

const WISHES = join(DEMO, 'wishes');
const EVERY_MS = 100;
const PATIENCE_MS = 20_000;

/**
 * Asks the running demo to break or heal a server, and waits until it is done.
 * @param {Verb} verb
 * @param {string} name
 * @returns {Promise<string>} what was done, in a sentence
 */
export async function wish(verb, name) {
  if (runningDemo() === null) throw new Sentence('No demo runs: start one with `npm run demo` in another terminal.');
  const file = join(WISHES, `${process.pid}-${Date.now()}`);
  writeJson(`${file}.wish`, { verb, name });
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await pause(EVERY_MS)) {
    const answer = readJson(`${file}.answer`);
    if (answer === null) continue;
    rmSync(`${file}.answer`);
    if (answer.ok) return answer.text;
    throw new Sentence(answer.text);
  }
  throw new Sentence(`The demo did not answer within ${PATIENCE_MS / 1000} s.`);
}

/**
 * Grants what is asked for, one after the other, as the only one that touches the servers.
 * @param {readonly DemoServer[]} servers
 * @param {() => void} changed called after each, because processes may have come or gone
 * @returns {() => void} ends it
 */
export function startGranting(servers, changed) {
  mkdirSync(WISHES, { recursive: true });
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    for (const name of readdirSync(WISHES).filter((each) => each.endsWith('.wish'))) {
      const file = join(WISHES, name);
      const { verb, name: server } = readJson(file);
      rmSync(file);
      writeJson(file.replace(/wish$/, 'answer'), await grant(verb, server, servers));
      changed();
    }
    busy = false;
  }, EVERY_MS);
  return () => clearInterval(timer);
}

/** @param {Verb} verb @param {string} name @param {readonly DemoServer[]} servers */
async function grant(verb, name, servers) {
  const server = servers.find(({ member }) => member.name === name);
  if (server === undefined)
    return {
      ok: false,
      text: `There is no “${name}” here; the names are ${servers.map(({ member }) => member.name).join(', ')}.`,
    };
  try {
    await WAYS[server.member.breaks][verb](server);
    return { ok: true, text: `${name} is ${verb === 'break' ? 'broken' : 'healed'}.` };
  } catch (error) {
    return { ok: false, text: `That did not work: ${error instanceof Error ? error.message : error}` };
  }
}
