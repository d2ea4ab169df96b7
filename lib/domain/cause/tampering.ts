import type { Evidence } from './evidence';
import { escaped } from '../text/format';
import { valueOf, type Facts } from '../observation/observation';
import type { Cause } from '../save/save';
import type { Words } from '../words/words';

/** Where attackers make an open Redis write its dump: whatever lies there is run, or lets them in. */
const TRAP_DIRS =
  /(?:^|\/)\.ssh(?:\/|$)|^\/(?:etc|var|var\/spool)\/(?:ana)?cron(?:tabs?|\.(?:d|hourly|daily|weekly|monthly))?(?:\/|$)/i;
/** Where no dump belongs, though a careless set-up may put it there. */
const ODD_DIRS =
  /^\/(?:etc|root|boot|bin|sbin|lib|lib64|var\/www|srv\/www|srv\/http|usr\/share\/nginx)(?:\/|$)|(?:^|\/)(?:htdocs|public_html|wwwroot)(?:\/|$)/i;
const TRAP_FILES =
  /^(?:authorized_keys2?|crontab|root|id_rsa|\.?bashrc|\.profile|passwd|shadow)$|\.(?:so|php\d?|phtml|jspx?|aspx?|sh|py|pl)$/i;

export interface Tampering {
  readonly cause: Cause;
  /** Plain enough to say aloud; otherwise it is only shown as a possible cause. */
  readonly loud: boolean;
  readonly sentence: (words: Words) => string;
}

/**
 * Does Redis's dump go where an attacker would send it (CONFIG SET dir and dbfilename on an open Redis)? `likely` when directory
 * and file name both speak for it, `possible` for one of them. Null when neither does or neither can be read.
 */
export function tampering({ config }: Facts): Tampering | null {
  const dir = valueOf(config.dir) ?? '';
  const file = valueOf(config.dbfilename) ?? '';
  const trapDir = TRAP_DIRS.test(dir);
  const oddDir = trapDir || ODD_DIRS.test(dir);
  const trapFile = TRAP_FILES.test(file);
  if (!oddDir && !trapFile) return null;
  const evidence: readonly Evidence[] = [
    ...(oddDir ? [{ told: 'strange-dir', dir: escaped(dir) } as const] : []),
    ...(trapFile ? [{ told: 'strange-file', file: escaped(file) } as const] : []),
  ];
  const confidence = oddDir && trapFile ? 'likely' : 'possible';
  const against: readonly Evidence[] = trapDir || trapFile ? [] : [{ told: 'maybe-careless' }];
  return {
    cause: { kind: 'tampered', confidence, stage: null, evidence, against },
    loud: trapDir || trapFile,
    sentence: ({ summary }) => summary.tampered(escaped(`${dir.replace(/\/$/, '')}/${file}`)),
  };
}
