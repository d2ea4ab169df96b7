import { shellWord } from './format';
import type { Endpoint, Origin } from './instance';
import { look, step, type NextStep, type NextSteps } from './next-step';
import type { ProblemCode } from './observation';
import { aclCommand, hasUsers } from './operator-commands';
import { cli, type StepInput } from './step-input';
import { SHORT_STEPS, STEPS } from './strings';

const RUNS = "pgrep -a 'redis-server|valkey-server'";
const DOING = 'ps -o pid,stat,wchan:20,etime,args -C redis-server,valkey-server';

/** It does not answer, or not as a Redis: how to find out which, from the way there to the process. */
export function stepsUnreachable(input: StepInput): NextSteps {
  return (PROBLEMS[input.view.problem?.code ?? 'timeout'] ?? other)(input);
}

/** Redis refuses Savepoint: the exact rights that it needs, and where its credentials are given. */
export function stepsNoAccess(input: StepInput): NextSteps {
  const { view, endpoint } = input;
  const tell = step(STEPS.tellSavepoint(givenAt(view.origin)));
  if (view.problem?.code === 'protected-mode') {
    const mode = look(STEPS.protectedMode, cli(input, 'CONFIG', 'GET', 'protected-mode'));
    return { short: SHORT_STEPS.protected, steps: [mode, step(STEPS.closeOff), tell] };
  }
  const isRights = view.problem?.code === 'noperm';
  const lacking = look(STEPS.missingRights, cli(input, 'ACL', 'SETUSER', 'USER', '+info', '+ping', '+config|get'));
  const note = view.server.version === null ? STEPS.olderThan62 : '';
  const users = [
    look(STEPS.ownUser(note), aclCommand(endpoint, view.server, 'observer')),
    look(STEPS.ownOperator, aclCommand(endpoint, view.server, 'operator')),
  ];
  return {
    short: isRights ? SHORT_STEPS.rights : SHORT_STEPS.password,
    steps: [...(isRights ? [lacking] : []), ...(hasUsers(view.server) === false ? [] : users), tell],
  };
}

/** Savepoint cannot tell: then INFO does, asked by hand. */
export function stepsUnknown(input: StepInput): NextSteps {
  const ask = look(STEPS.askIt, cli(input, 'INFO', 'persistence'));
  const isNew = input.facts === null && input.view.problem === null;
  return { short: SHORT_STEPS.unknownState, steps: isNew ? [step(STEPS.firstPoll), ask] : [ask] };
}

type Steps = (input: StepInput) => NextSteps;

const PROBLEMS: Partial<Record<ProblemCode, Steps>> = {
  refused: (input) => ({ short: SHORT_STEPS.refused, steps: [byHand(input), look(STEPS.runs, RUNS), listens(input)] }),
  timeout: silent,
  unresponsive: silent,
  reset: tls,
  tls,
  dns: (input) => ({ short: SHORT_STEPS.name, steps: [look(STEPS.resolves, toHost(input, 'getent hosts'))] }),
  'unreachable-host': (input) => ({
    short: SHORT_STEPS.host,
    steps: [look(STEPS.pings, toHost(input, 'ping -c 3')), byHand(input)],
  }),
  'max-clients': (input) => ({
    short: SHORT_STEPS.clients,
    steps: [
      look(
        STEPS.connections,
        toPort(input, (port) => `ss -tn state established '( sport = :${port} )'`),
      ),
    ],
  }),
};

function other(input: StepInput): NextSteps {
  return { short: SHORT_STEPS.other, steps: [look(STEPS.whatAnswers, cli(input, 'INFO', 'server'))] };
}

function silent(input: StepInput): NextSteps {
  return { short: SHORT_STEPS.silent, steps: [byHand(input), look(STEPS.doing, DOING), listens(input)] };
}

function tls(input: StepInput): NextSteps {
  const { endpoint } = input;
  const host = endpoint.kind === 'tcp' ? shellWord(addressForTls(endpoint)) : null;
  const command = host === null ? null : `openssl s_client -connect ${host} </dev/null | openssl x509 -noout -dates`;
  return { short: SHORT_STEPS.tls, steps: [look(STEPS.certificate, command), byHand(input)] };
}

function addressForTls({ host, port }: Extract<Endpoint, { kind: 'tcp' }>): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function byHand(input: StepInput): NextStep {
  return look(STEPS.byHand, cli(input, 'PING'));
}

function listens(input: StepInput): NextStep {
  const { endpoint } = input;
  if (endpoint.kind === 'tcp') return look(STEPS.listens, `ss -ltn '( sport = :${endpoint.port} )'`);
  const path = shellWord(endpoint.path);
  return look(STEPS.socket, path === null ? null : `ls -l ${path}`);
}

function toPort({ endpoint }: StepInput, command: (port: number) => string): string | null {
  return endpoint.kind === 'tcp' ? command(endpoint.port) : null;
}

function toHost({ endpoint }: StepInput, command: string): string | null {
  const host = endpoint.kind === 'tcp' ? shellWord(endpoint.host) : null;
  return host === null ? null : `${command} ${host}`;
}

function givenAt(origin: Origin): string {
  if (origin.kind === 'registered') return STEPS.givenIn.registered;
  if (origin.kind === 'environment') return STEPS.givenIn.environment(origin.variable);
  return STEPS.givenIn.file(`${origin.path}:${origin.line}`);
}
