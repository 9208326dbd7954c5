import { readFileSync } from 'node:fs';
import type { AlertSettings } from '../config/alert-settings.ts';
import { parseAlertSettings } from '../config/gateway-settings.ts';
import { errorCode } from '../host/error-code.ts';

/** The settings of alerts in a file; where there is none, those of an empty one. @throws Failure `config/file-bad`, and the file system's. */
export function readAlertSettings(file: string, root: string): AlertSettings {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  return parseAlertSettings({ name: file, text }, root);
}
