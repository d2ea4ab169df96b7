import type { RegisterRequest } from '@/lib/contracts/instance';

/** What a person has typed so far. */
export interface RegisterDraft {
  readonly name: string;
  readonly url: string;
  readonly environment: 'production' | 'staging' | 'development';
  /** Whose credentials act: nobody's, those of the address, or a user's of its own. */
  readonly access: 'none' | 'same' | 'own';
  readonly username: string;
  readonly password: string;
}

export const EMPTY_DRAFT: RegisterDraft = {
  name: '',
  url: '',
  environment: 'production',
  access: 'same',
  username: '',
  password: '',
};

function operatorOf({ access, username, password }: RegisterDraft): RegisterRequest['operator'] {
  if (access === 'none') return null;
  if (access === 'same') return 'same';
  return { username: username === '' ? undefined : username, password: password === '' ? undefined : password };
}

/** The draft as the API takes it. */
export function requestOf(draft: RegisterDraft): RegisterRequest {
  const { name, url, environment } = draft;
  return { name: name.trim(), url: url.trim(), environment, operator: operatorOf(draft) };
}
