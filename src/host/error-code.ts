/** The name a failed system call goes by (`ENOSPC`), else the error's own name; safe to show. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
