import type { IncomingHttpHeaders } from 'node:http';
import { readRequest, type TaxiiAsk } from './request.ts';
import { paths, type ServiceName } from './taxii-service.ts';

/** One HTTP request as the practice server sees it. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The service meant, with or without the slash at the end of its path. */
  readonly service: ServiceName | null;
  /** Whether the path is written exactly as the service has it. */
  readonly exact: boolean;
  /** What the body says, where it is a TAXII message. */
  readonly taxii: TaxiiAsk | undefined;
}

type Received = Pick<Ask, 'method' | 'path' | 'headers' | 'body'>;

/** Recognises service and message of a request. */
export function understand(received: Received): Ask {
  const bare = received.path.replace(/\?.*$/s, '');
  const trimmed = bare.replace(/\/$/, '');
  const names = Object.keys(paths) as ServiceName[];
  const service = names.find((name) => paths[name].replace(/\/$/, '') === trimmed) ?? null;
  const exact = service === 'discovery' || (service !== null && paths[service] === bare);
  const taxii = received.method === 'POST' ? readRequest(received.body) : undefined;
  return { ...received, service, exact, taxii };
}
