import type { Role } from '@/lib/contracts/access';
import { useStrings } from '../strings/use-strings';

const ROLES: readonly Role[] = ['viewer', 'operator', 'admin'];

/** The roles, the least first. */
export function RoleOptions() {
  const { roles } = useStrings().who;
  return ROLES.map((role) => (
    <option key={role} value={role}>
      {roles[role]}
    </option>
  ));
}
