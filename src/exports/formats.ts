import { postfix, rbldnsd, rpz } from './dns.ts';
import type { ExportFormat } from './export.ts';
import { csv, jsonl, list } from './lists.ts';
import { misp } from './misp.ts';
import { stix2 } from './stix2.ts';

/** The formats that observables in force can be written in, by the name that is typed. */
export const exportFormats = { list, csv, jsonl, stix2, misp, rpz, rbldnsd, postfix } as const satisfies Record<
  string,
  ExportFormat
>;

export type ExportFormatName = keyof typeof exportFormats;

export const exportFormatNames = Object.keys(exportFormats) as readonly ExportFormatName[];
