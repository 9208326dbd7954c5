import type { Code } from '../base/failure.ts';

/** Names under which a condition may be asked for, and the code under which it is raised. */
export const aliases: ReadonlyMap<string, Code> = new Map<string, Code>([
  ['body/empty-first', 'body/empty'],
  ['body/error-page', 'body/html-error'],
  ['body/portal', 'body/html-portal'],
  ['host/parser-oom', 'host/parser-out-of-memory'],
  ['host/parser-time', 'host/parser-stalled'],
  ['http/302-portal', 'http/511'],
  ['http/redirect-other', 'http/redirect'],
  ['tcp/rst-at-accept', 'tcp/reset'],
]);
