import type { ProblemAbout, TlsAbout } from '../../observation/observation';
import { ASKED_FOR_OURS, NOT_TRUSTED, OTHER_NAME, REFUSED_OURS } from '../../observation/tls-alert';
import { day } from './format';

export function tlsProblem({ address, detail, when = null, tls }: ProblemAbout): string {
  if (when !== null) return outOfTime(address, detail, day(when));
  return (tls === undefined ? null : ofConfiguration(address, detail, tls)) ?? failed(address, detail);
}

function ofConfiguration(address: string, detail: string, tls: TlsAbout): string | null {
  if (tls.file !== null) return `${tls.file.where}：${ofFile(detail, tls.file.path)}没有它，Savepoint 不会连接。`;
  if (NOT_TRUSTED.test(detail)) return notTrusted(address, tls);
  if (OTHER_NAME.test(detail))
    return `${address} 的证书不是签发给 ${tls.name} 的：Savepoint 不会连接。如果那是另一台服务器，请更正地址；如果正是要找的服务器，请把其证书上的一个名称写入 savepoint.yaml（tls: serverName）。`;
  if (ASKED_FOR_OURS.test(detail) && tls.cert === null)
    return `${address} 结束了 TLS 连接（${detail}）：它要求连接方出示证书，而这里没有提供。请在 savepoint.yaml 中给出证书及其密钥（tls: cert 和 key）。`;
  if (REFUSED_OURS.test(detail) && tls.cert !== null)
    return `${tls.cert.where}：${address} 不接受证书 ${tls.cert.path}（${detail}）。它可能已过期，或由 Redis 不认识的机构签发（redis.conf 中的 tls-ca-cert-file）。`;
  return null;
}

function notTrusted(address: string, { ca }: TlsAbout): string {
  if (ca !== null)
    return `${ca.where}：${address} 的证书不是由 ${ca.path} 中的机构签发的，因此无人担保那里是谁在应答。请把签发机构的证书放入该文件，或查明是谁在应答。`;
  return `${address} 的证书不是由 Savepoint 认识的机构签发的，因此无人担保那里是谁在应答。如果是自己的机构，请在 savepoint.yaml 中给出其证书文件（tls: ca）。`;
}

function ofFile(detail: string, path: string): string {
  switch (detail) {
    case 'FILE_MISSING':
      return `没有文件 ${path}。`;
    case 'FILE_FORBIDDEN':
      return `运行 Savepoint 的用户无权读取 ${path}。`;
    case 'NO_CERTIFICATE':
      return `${path} 中没有 PEM 格式的证书（首行含 BEGIN CERTIFICATE）。`;
    case 'NO_KEY':
      return `${path} 中没有 PEM 格式的私钥（首行含 BEGIN PRIVATE KEY）。`;
    case 'KEY_LOCKED':
      return `密钥 ${path} 设有口令，而无人能在此输入。请使用没有口令、只有运行 Savepoint 的用户可读的密钥。`;
    case 'KEY_OF_ANOTHER':
      return `密钥 ${path} 与 tls.cert 的证书不匹配。请给出同时生成的那两个文件。`;
    default:
      return `${path} 无法读取：它不是文件，或文件过大。`;
  }
}

function outOfTime(address: string, errorCode: string, on: string): string {
  if (errorCode === 'CERT_NOT_YET_VALID')
    return `${address} 的证书在 ${on}（UTC）之前无效：Savepoint 不会连接。请检查证书，以及运行 Savepoint 的机器的时钟。`;
  return `${address} 的证书已于 ${on}（UTC）过期：Savepoint 不会连接。请更新证书，并让 Redis 加载新证书。`;
}

function failed(address: string, detail: string): string {
  return `到 ${address} 的 TLS 连接失败（${detail}）。请检查证书；如果端口是明文，请使用 redis://。`;
}
