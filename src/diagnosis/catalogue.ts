import type { Code } from '../base/failure.ts';
import { aliases } from './aliases.ts';
import type { Entries, Entry, Language } from './entry.ts';
import { alertTexts } from './texts/alerts.ts';
import { authClientTexts } from './texts/auth-client.ts';
import { authEndpointTexts } from './texts/auth-endpoint.ts';
import { bodyTexts } from './texts/body.ts';
import { configAddressTexts } from './texts/config-address.ts';
import { configArchiveTexts } from './texts/config-archives.ts';
import { configFileTexts } from './texts/config-files.ts';
import { configNameTexts } from './texts/config-names.ts';
import { configSecretTexts } from './texts/config-secrets.ts';
import { configValueTexts } from './texts/config-values.ts';
import { dataTexts } from './texts/data.ts';
import { dnsResolverTexts } from './texts/dns-resolver.ts';
import { dnsTexts } from './texts/dns.ts';
import { gateDaemonTexts } from './texts/gate-daemon.ts';
import { gateTexts } from './texts/gate.ts';
import { guardListTexts } from './texts/guard-lists.ts';
import { guardTexts } from './texts/guard.ts';
import { hostDatabaseTexts } from './texts/host-database.ts';
import { hostPostgresTexts } from './texts/host-postgres.ts';
import { hostTexts } from './texts/host.ts';
import { httpAnswerTexts } from './texts/http-answer.ts';
import { httpCredentialTexts } from './texts/http-credentials.ts';
import { httpFramingTexts } from './texts/http-framing.ts';
import { httpGatewayTexts } from './texts/http-gateway.ts';
import { httpLimitTexts } from './texts/http-limits.ts';
import { httpProbeTexts } from './texts/http-probes.ts';
import { httpRedirectTexts } from './texts/http-redirect.ts';
import { httpRequestTexts } from './texts/http-request.ts';
import { httpServerTexts } from './texts/http-server.ts';
import { jsonTexts } from './texts/json.ts';
import { listContentTexts } from './texts/list-content.ts';
import { mispTexts } from './texts/misp.ts';
import { listFileTexts } from './texts/list-files.ts';
import { listTexts } from './texts/lists.ts';
import { doctorMachineTexts } from './texts/doctor-machine.ts';
import { doctorServiceTexts } from './texts/doctor-service.ts';
import { doctorSourceTexts } from './texts/doctor-sources.ts';
import { frontTexts } from './texts/mail-fronts.ts';
import { gatewayTexts } from './texts/mail-gateway.ts';
import { gatewayOperationTexts } from './texts/mail-operate.ts';
import { mailDocumentTexts } from './texts/mail-documents.ts';
import { mailReadingTexts } from './texts/mail-reading.ts';
import { backupTexts } from './texts/backup.ts';
import { captureTexts } from './texts/capture.ts';
import { mailJournalTexts } from './texts/mail-journal.ts';
import { milterTexts } from './texts/mail-milter.ts';
import { matchTexts } from './texts/match.ts';
import { proxyKindTexts } from './texts/proxy-kind.ts';
import { proxyProfileTexts } from './texts/proxy-profiles.ts';
import { proxyTunnelTexts } from './texts/proxy-tunnel.ts';
import { proxyTexts } from './texts/proxy.ts';
import { taxiiCollectionTexts } from './texts/taxii-collection.ts';
import { taxiiRequestTexts } from './texts/taxii-request.ts';
import { taxiiResultTexts } from './texts/taxii-result.ts';
import { taxiiServerTexts } from './texts/taxii-server.ts';
import { taxii2PageTexts } from './texts/taxii2-pages.ts';
import { taxii2ServerTexts } from './texts/taxii2-server.ts';
import { taxii2Texts } from './texts/taxii2.ts';
import { tcpProbeTexts } from './texts/tcp-probes.ts';
import { tcpTexts } from './texts/tcp.ts';
import { tlsHandshakeTexts } from './texts/tls-handshake.ts';
import { tlsLineTexts } from './texts/tls-line.ts';
import { tlsQualityTexts } from './texts/tls-quality.ts';
import { tlsTrustTexts } from './texts/tls-trust.ts';
import { tlsValidityTexts } from './texts/tls-validity.ts';
import { secretTexts } from './texts/secrets.ts';
import { usageTexts } from './texts/usage.ts';
import { xmlTexts } from './texts/xml.ts';

/** In the order in which a poll meets them, which is the order of the index. */
const areas: readonly Entries[] = [
  frontTexts,
  gatewayTexts,
  gatewayOperationTexts,
  backupTexts,
  captureTexts,
  mailJournalTexts,
  mailDocumentTexts,
  mailReadingTexts,
  milterTexts,
  matchTexts,
  secretTexts,
  usageTexts,
  configAddressTexts,
  configValueTexts,
  configSecretTexts,
  configArchiveTexts,
  configNameTexts,
  configFileTexts,
  gateTexts,
  gateDaemonTexts,
  hostTexts,
  hostDatabaseTexts,
  hostPostgresTexts,
  doctorServiceTexts,
  doctorMachineTexts,
  dnsTexts,
  dnsResolverTexts,
  tcpTexts,
  tcpProbeTexts,
  proxyTexts,
  proxyProfileTexts,
  proxyTunnelTexts,
  proxyKindTexts,
  tlsTrustTexts,
  tlsValidityTexts,
  tlsQualityTexts,
  tlsHandshakeTexts,
  tlsLineTexts,
  httpAnswerTexts,
  httpFramingTexts,
  httpLimitTexts,
  httpRedirectTexts,
  authEndpointTexts,
  authClientTexts,
  httpCredentialTexts,
  httpRequestTexts,
  httpProbeTexts,
  httpServerTexts,
  httpGatewayTexts,
  bodyTexts,
  xmlTexts,
  jsonTexts,
  taxiiCollectionTexts,
  taxiiRequestTexts,
  taxiiResultTexts,
  taxiiServerTexts,
  taxii2Texts,
  taxii2ServerTexts,
  taxii2PageTexts,
  listContentTexts,
  listFileTexts,
  listTexts,
  mispTexts,
  dataTexts,
  guardTexts,
  guardListTexts,
  doctorSourceTexts,
  alertTexts,
];

const entries: ReadonlyMap<string, Entry> = collect();

function collect(): Map<string, Entry> {
  const all = new Map<string, Entry>();
  for (const area of areas) {
    for (const [code, entry] of Object.entries(area)) {
      if (all.has(code)) throw new TypeError(`two entries for ${code}`);
      all.set(code, entry);
    }
  }
  return all;
}

/** The entry of a code, or of the code that has taken its place; `undefined` where the catalogue has none. */
export function lookUp(code: string): Entry | undefined {
  return entries.get(canonical(code));
}

/** The code under which a condition is raised: a name of the field's tables that has another one here is followed. */
export function canonical(code: string): Code {
  return aliases.get(code) ?? (code as Code);
}

/** Every code of the catalogue, in the order in which a poll meets them. */
export function codes(): readonly Code[] {
  return [...entries.keys()] as Code[];
}

/** The title of a code in a language; `null` where the catalogue has none. */
export function titleOf(code: string, language: Language): string | null {
  return lookUp(code)?.[language].title ?? null;
}

const areaNames: ReadonlySet<string> = new Set(codes().map(areaOf));

/** Whether a text begins with an area of the catalogue, as codes of newer versions do too. */
export function isArea(text: string): boolean {
  return areaNames.has(areaOf(text));
}

function areaOf(code: string): string {
  return code.slice(0, code.indexOf('/'));
}
