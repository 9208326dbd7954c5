import { Failure } from '../base/failure.ts';
import type { Service, SourceView, TestSubject } from '../service/service.ts';
import type { Given } from './command.ts';
import type { Context } from './context.ts';
import { pastedFiles } from './pasted-files.ts';
import { settingsOf } from './source-settings.ts';

/** What a command was asked to try: a source that is saved, or an address. */
export interface Asked {
  readonly subject: TestSubject;
  /** `null` for an address. */
  readonly source: SourceView | null;
  /** The address as it was pasted; empty for a source. */
  readonly pasted: string;
}

/** The source of that name, with what the options change for the test; else the address, taken apart as `source add` does. */
export async function askedFor(context: Context, service: Service, given: Given): Promise<Asked> {
  const text = given.argument(0);
  const source = isAddress(text) ? null : await sourceNamed(service, text);
  const settings = await settingsOf(context, given, source === null ? null : async () => source.settings);
  if (source === null) {
    const files = await pastedFiles(context, text);
    return { subject: { input: { url: text, ...files, ...settings } }, source, pasted: text };
  }
  const changes = Object.keys(settings).length === 0 ? {} : { changes: settings };
  return { subject: { name: source.name, ...changes }, source, pasted: '' };
}

function isAddress(text: string): boolean {
  return text.includes('/') || /^curl\s/i.test(text);
}

/** `null` for what is no source but looks like a host. @throws Failure `config/no-such-source` for what looks like a name. */
async function sourceNamed(service: Service, name: string): Promise<SourceView | null> {
  try {
    return await service.getSource(name);
  } catch (error) {
    const host = error instanceof Failure && error.code === 'config/no-such-source' && /[.:]/.test(name);
    if (host) return null;
    throw error;
  }
}
