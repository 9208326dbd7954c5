import { Failure } from '../base/failure.ts';
import { netConditions, type NetCode } from './conditions.ts';

const own: Readonly<Record<string, NetCode>> = {
  'tcp/refused': 'proxy/refused',
  'tcp/timeout': 'proxy/timeout',
  'tls/not-tls': 'proxy/not-tls',
  'tls/timeout': 'proxy/tls',
  'http/port-is-tls': 'proxy/speaks-tls',
};

/** What failed between us and a proxy, in the proxy's own codes; the first code stands in the evidence as `cause`. */
export function asProxyFailure(failure: Failure): Failure {
  const code = proxyCode(failure);
  const row = code === undefined ? undefined : netConditions[code];
  const renamed =
    code === undefined || row === undefined
      ? {}
      : {
          code,
          stage: row.stage,
          fault: row.fault,
          retry: row.retry,
          evidence: { ...failure.evidence, cause: failure.code },
        };
  const message = /\bproxy\b/i.test(failure.message) ? failure.message : `proxy: ${failure.message}`;
  return new Failure({ ...failure.toJSON(), ...renamed, hop: 'proxy', message }, { cause: failure.cause });
}

/** What stays as it is: a proxy's own condition, and what this host itself forbids or lacks. */
function proxyCode({ code, retry }: Failure): NetCode | undefined {
  const [area] = code.split('/');
  if (own[code] !== undefined) return own[code];
  if (area === 'dns') return code === 'dns/private-blocked' ? undefined : 'proxy/dns';
  if (area === 'tcp') return code === 'tcp/local-policy' ? undefined : 'proxy/unreachable';
  if (area !== 'tls') return undefined;
  return retry === 'after-change' ? 'proxy/cert' : 'proxy/tls';
}
