/** A name a peer chose, made fit to be part of a reason: at most 48 letters, digits, `_`, `.` or `-`; else `other`. */
export function reasonName(name: string): string {
  return /^[\w.-]{1,48}$/.test(name) ? name : 'other';
}
