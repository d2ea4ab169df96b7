import { redirect } from 'next/navigation';
import { LoginView } from '@/components/access/login-view';
import { ownPath } from '@/lib/http/own-path';
import { readSession } from '@/lib/http/pages';

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function LoginPage({ searchParams }: Props) {
  const next = ownPath((await searchParams).next);
  const { actor, signIn } = await readSession();
  if (actor !== null) redirect(next);
  return <LoginView next={next} needsSetUp={signIn.needsSetUp} />;
}
