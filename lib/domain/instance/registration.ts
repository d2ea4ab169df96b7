import type { Environment, RegisteredInstance } from './instance';
import type { GuardValue } from '../observation/observation';

/** What a person gives to register an instance; the same shape from the file, the environment and the API. */
export interface RegistrationInput {
  readonly name: string;
  readonly url: string;
  readonly operator: 'same' | { readonly username?: string; readonly password?: string } | null;
  readonly environment: Environment;
  readonly tags: Readonly<Record<string, string>>;
  /** What the guard should be by policy; `yes` unless given. */
  readonly expectedGuard?: GuardValue;
}

/** A field of the input that cannot be used, in a sentence. */
export interface FieldProblem {
  readonly field: 'name' | 'url' | 'operator' | 'environment' | 'tags' | 'expect';
  readonly message: string;
}

export type Registration =
  | { readonly ok: true; readonly instance: RegisteredInstance }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };
