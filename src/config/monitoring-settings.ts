import { z } from 'zod';
import { isLocal, parseListenAddress, type ListenAddress } from './listen-address.ts';

const address = z.string().transform((text, context): ListenAddress => {
  const parsed = parseListenAddress(text);
  if (parsed !== undefined) return parsed;
  context.issues.push({
    code: 'custom',
    input: text,
    message: 'unix:/path, or an address with a port (127.0.0.1:9652)',
  });
  return z.NEVER;
});

/** Where the daemon tells monitoring how it is; off unless written. */
export const monitoringSchema = z
  .strictObject({ listen: address, tokenFile: z.string().min(1).max(4096).optional() })
  .refine(({ listen, tokenFile }) => isLocal(listen) || tokenFile !== undefined, {
    message: 'given a tokenFile, for others than this machine can reach it',
    path: ['listen'],
  })
  .nullable()
  .default(null);

/** What monitoring may ask the daemon, and where. */
export interface MonitoringSettings {
  readonly listen: ListenAddress;
  /** A file with the token that `/metrics` and `/readyz` ask for; `null` where everybody is answered. */
  readonly tokenFile: string | null;
}
