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
  const code = proxyCode(failure.code);
  const row = code === undefined ? undefined : netConditions[code];
  return new Failure(
    {
      ...failure.toJSON(),
      ...(code === undefined || row === undefined
        ? {}
        : { code, ...pick(row), evidence: { ...failure.evidence, cause: failure.code } }),
      hop: 'proxy',
      message: failure.message.startsWith('the proxy') ? failure.message : `proxy: ${failure.message}`,
    },
    { cause: failure.cause },
  );
}

function pick({ stage, fault, retry }: (typeof netConditions)[NetCode]) {
  return { stage, fault, retry };
}

function proxyCode(code: string): NetCode | undefined {
  const [area] = code.split('/');
  if (own[code] !== undefined) return own[code];
  if (area === 'dns') return code === 'dns/private-blocked' ? undefined : 'proxy/dns';
  if (area === 'tcp') return code === 'tcp/local-policy' ? undefined : 'proxy/unreachable';
  if (area !== 'tls') return undefined;
  const row = Object.entries(netConditions).find(([known]) => known === code)?.[1];
  return row?.retry === 'after-change' ? 'proxy/cert' : 'proxy/tls';
}
