/**
 * One record of RFC 4180, without its CRLF's line feed (the printer adds it). A cell that a spreadsheet would take for
 * a formula (`=`, `+`, `-`, `@`, TAB, CR first) begins with `'`; control characters other than the line break go.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r`;
}

// oxlint-disable-next-line no-control-regex -- they are what it looks for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

function csvCell(text: string): string {
  const shown = text.replace(control, '');
  const safe = /^[=+\-@\t\r]/.test(shown) ? `'${shown}` : shown;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
