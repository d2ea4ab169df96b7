import { shellWord } from '../text/format';
import type { Endpoint } from '../instance/instance';
import { look, step, type NextStep, type NextSteps } from './next-step';
import type { ProblemCode } from '../observation/observation';
import { aclCommand, hasUsers } from '../instance/operator-commands';
import { cli, type StepInput } from './step-input';

const RUNS = "pgrep -a 'redis-server|valkey-server'";
const DOING = 'ps -o pid,stat,wchan:20,etime,args -C redis-server,valkey-server';

/** It does not answer, or not as a Redis: how to find out which, from the way there to the process. */
export function stepsUnreachable(input: StepInput): NextSteps {
  return (PROBLEMS[input.view.problem?.code ?? 'timeout'] ?? other)(input);
}

/** Redis refuses Savepoint: the exact rights that it needs, and where its credentials are given. */
export function stepsNoAccess(input: StepInput): NextSteps {
  const { view } = input;
  const tell = step(input.words.steps.tellSavepoint(givenAt(input)));
  if (view.problem?.code === 'protected-mode') {
    const mode = look(input.words.steps.protectedMode, cli(input, 'CONFIG', 'GET', 'protected-mode'));
    return { short: input.words.shortSteps.protected, steps: [mode, step(input.words.steps.closeOff), tell] };
  }
  const isRights = view.problem?.code === 'noperm';
  const lacking = look(
    input.words.steps.missingRights,
    cli(input, 'ACL', 'SETUSER', 'USER', '+info', '+ping', '+config|get'),
  );
  const note = view.server.version === null ? input.words.steps.olderThan62 : '';
  const users = [
    look(input.words.steps.ownUser(note), aclCommand(input, view.server, 'observer')),
    look(input.words.steps.ownOperator, aclCommand(input, view.server, 'operator')),
  ];
  return {
    short: isRights ? input.words.shortSteps.rights : input.words.shortSteps.password,
    steps: [...(isRights ? [lacking] : []), ...(hasUsers(view.server) === false ? [] : users), tell],
  };
}

/** Savepoint cannot tell: then INFO does, asked by hand. */
export function stepsUnknown(input: StepInput): NextSteps {
  const ask = look(input.words.steps.askIt, cli(input, 'INFO', 'persistence'));
  const isNew = input.facts === null && input.view.problem === null;
  return {
    short: input.words.shortSteps.unknownState,
    steps: isNew ? [step(input.words.steps.firstPoll), ask] : [ask],
  };
}

type Steps = (input: StepInput) => NextSteps;

const PROBLEMS: Partial<Record<ProblemCode, Steps>> = {
  refused: (input) => ({
    short: input.words.shortSteps.refused,
    steps: [byHand(input), look(input.words.steps.runs, RUNS), listens(input)],
  }),
  timeout: silent,
  unresponsive: silent,
  reset: tls,
  tls,
  dns: (input) => ({
    short: input.words.shortSteps.name,
    steps: [look(input.words.steps.resolves, toHost(input, 'getent hosts'))],
  }),
  'unreachable-host': (input) => ({
    short: input.words.shortSteps.host,
    steps: [look(input.words.steps.pings, toHost(input, 'ping -c 3')), byHand(input)],
  }),
  'not-allowed': (input) => ({
    short: input.words.shortSteps.notAllowed,
    steps: [look(input.words.steps.resolves, toHost(input, 'getent hosts')), step(input.words.steps.allowed)],
  }),
  'max-clients': (input) => ({
    short: input.words.shortSteps.clients,
    steps: [
      look(
        input.words.steps.connections,
        toPort(input, (port) => `ss -tn state established '( sport = :${port} )'`),
      ),
    ],
  }),
};

function other(input: StepInput): NextSteps {
  return {
    short: input.words.shortSteps.other,
    steps: [look(input.words.steps.whatAnswers, cli(input, 'INFO', 'server'))],
  };
}

function silent(input: StepInput): NextSteps {
  return {
    short: input.words.shortSteps.silent,
    steps: [byHand(input), look(input.words.steps.doing, DOING), listens(input)],
  };
}

function tls(input: StepInput): NextSteps {
  const { endpoint } = input;
  const host = endpoint.kind === 'tcp' ? shellWord(addressForTls(endpoint)) : null;
  const command = host === null ? null : `openssl s_client -connect ${host} </dev/null | openssl x509 -noout -dates`;
  return { short: input.words.shortSteps.tls, steps: [look(input.words.steps.certificate, command), byHand(input)] };
}

function addressForTls({ host, port }: Extract<Endpoint, { kind: 'tcp' }>): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function byHand(input: StepInput): NextStep {
  return look(input.words.steps.byHand, cli(input, 'PING'));
}

function listens(input: StepInput): NextStep {
  const { endpoint } = input;
  if (endpoint.kind === 'tcp') return look(input.words.steps.listens, `ss -ltn '( sport = :${endpoint.port} )'`);
  const path = shellWord(endpoint.path);
  return look(input.words.steps.socket, path === null ? null : `ls -l ${path}`);
}

function toPort({ endpoint }: StepInput, command: (port: number) => string): string | null {
  return endpoint.kind === 'tcp' ? command(endpoint.port) : null;
}

function toHost({ endpoint }: StepInput, command: string): string | null {
  const host = endpoint.kind === 'tcp' ? shellWord(endpoint.host) : null;
  return host === null ? null : `${command} ${host}`;
}

function givenAt(input: StepInput): string {
  const { origin } = input.view;
  if (origin.kind === 'registered') return input.words.steps.givenIn.registered;
  if (origin.kind === 'environment') return input.words.steps.givenIn.environment(origin.variable);
  const where = `${origin.path}:${origin.line}`;
  const { givenIn } = input.words.steps;
  return origin.kind === 'group' ? givenIn.group(origin.name, where) : givenIn.file(where);
}
