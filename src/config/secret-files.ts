import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { textOf } from './text-file.ts';
import { readYaml } from './yaml-document.ts';

/** Files with public things in them. */
const open: ReadonlySet<string> = new Set(['caFile']);

/**
 * The files that the settings of this node name for secrets (`tokenFile`, `passwordFile` …), absolute; a path without a
 * directory is in `root`. @throws Failure `config/file-bad`
 */
export function secretFiles(file: string, root: string): readonly string[] {
  const settings = readYaml({ name: file, text: textOf(file) }, z.unknown());
  return [...new Set(namedIn(settings))].map((path) => (isAbsolute(path) ? path : join(root, path)));
}

function namedIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' ? (key.endsWith('File') && !open.has(key) ? [each] : []) : namedIn(each),
  );
}
