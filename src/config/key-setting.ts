import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { textOf } from './text-file.ts';
import { readYaml } from './yaml-document.ts';

/** What stands elsewhere in the file does not matter to a key. */
const schema = z.object({ secrets: z.object({ key: z.string().min(1).optional() }).optional() });

/**
 * The file of the key that the settings of this node name, absolute; a path without a directory is in `root`. `null`
 * where they name none.
 * @throws Failure `config/file-bad`
 */
export function keySetting(file: string, root: string): string | null {
  const key = readYaml({ name: file, text: textOf(file) }, schema).secrets?.key;
  if (key === undefined) return null;
  return isAbsolute(key) ? key : join(root, key);
}
