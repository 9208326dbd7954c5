import { X509Certificate } from 'node:crypto';
import { dayMs, ends, soon, urgent } from './check-certificates.ts';
import type { SourcesFacts } from './check-sources.ts';
import { check, ok, problem, warning, type Check, type Judgement } from './check.ts';
import { alike } from './words.ts';

/** A certificate that stands in the settings of a source, or in the list of the node. */
export interface OwnCertificate {
  /** `null`: of the node's own list. */
  readonly source: string | null;
  readonly use: 'client' | 'ca';
  /** `null` where it cannot be read. */
  readonly validTo: number | null;
  readonly subject: string;
}

/** The client certificate alone, not its chain; of several CAs each. */
export function ownCertificates({ sources }: SourcesFacts): readonly (OwnCertificate & { readonly source: string })[] {
  return (sources ?? []).flatMap(({ source: { settings } }) => {
    const { name, clientCertificate, ca } = settings;
    const client = clientCertificate === null ? [] : blocksOf(clientCertificate.certificate).slice(0, 1);
    return [...client.map((pem) => own(name, 'client', pem)), ...blocksOf(ca ?? '').map((pem) => own(name, 'ca', pem))];
  });
}

function blocksOf(pem: string): readonly string[] {
  return (pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []).slice(0, 200);
}

function own<Source extends string | null>(
  source: Source,
  use: OwnCertificate['use'],
  pem: string,
): OwnCertificate & { readonly source: Source } {
  try {
    const { validToDate, subject } = new X509Certificate(pem);
    return { source, use, validTo: validToDate.getTime(), subject: subject.split('\n').join(', ') };
  } catch {
    return { source, use, validTo: null, subject: '' };
  }
}

export function judgeOwnCertificates(certificates: readonly OwnCertificate[], now: number): readonly Judgement[] {
  const due = certificates.filter(({ validTo }) => validTo !== null && validTo - now <= soon * dayMs);
  if (due.length > 0) return due.map((certificate) => judgeOwn(certificate, now));
  if (certificates.length === 0) return [ok({ en: 'none in the settings of a source', ko: '소스 설정에 없음' })];
  const count = certificates.length;
  return [ok({ en: `${count}, none expires within ${soon} days`, ko: `${count}개, ${soon}일 안에 만료되는 것 없음` })];
}

function judgeOwn({ source, use, validTo, subject }: OwnCertificate, now: number): Judgement {
  const end = validTo ?? now;
  const grade = end - now > urgent * dayMs ? warning : problem;
  const code = use === 'client' ? 'config/client-cert-expires' : 'config/ca-expires';
  const says = ends(subject === '' ? (source ?? '') : subject, end, now);
  return grade(code, says, {
    ...(source === null ? {} : { subject: source }),
    evidence: { ...(source === null ? {} : { source }), certificate: { subject, validTo: end } },
    cause: use === 'ca' ? subject : null,
    fix: [
      alike(
        use === 'client'
          ? '`feedgate source edit {source} --client-cert FILE --client-key FILE`'
          : source === null
            ? '`feedgate trust add FILE`'
            : '`feedgate source edit {source} --ca FILE`',
      ),
    ],
  });
}

/** `authorities`: the node's own, PEM. @throws what `authorities` throws */
export function ownCertificateCheck(facts: () => Promise<SourcesFacts>, authorities: () => readonly string[]): Check {
  return check({
    id: 'own-certificates',
    section: 'network',
    title: { en: 'own certificates', ko: '자체 인증서' },
    gather: async () => {
      const known = await facts();
      const ours = authorities().map((pem) => own(null, 'ca', pem));
      return { certificates: [...ours, ...ownCertificates(known)], now: known.now };
    },
    judge: ({ certificates, now }) => judgeOwnCertificates(certificates, now),
  });
}
