import { redirect } from 'next/navigation';
import { LoginView } from '@/components/access/login-view';
import { ownPath } from '@/lib/http/own-path';
import { readSession } from '@/lib/http/pages';

const PROBLEMS = ['provider', 'no-role', 'too-many', 'store', 'fault'] as const;

interface Props {
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = ownPath(query.next);
  const { actor, signIn } = await readSession();
  if (actor !== null) redirect(next);
  return (
    <LoginView
      next={next}
      needsSetUp={signIn.needsSetUp}
      provider={signIn.provider?.name ?? null}
      hasArrived={query['signed-in'] !== undefined}
      problem={PROBLEMS.find((one) => one === query.problem) ?? null}
    />
  );
}
