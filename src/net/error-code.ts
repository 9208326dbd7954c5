/** The name a failed system or TLS call goes by (`ECONNRESET`), else the error's own name; safe to show. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
