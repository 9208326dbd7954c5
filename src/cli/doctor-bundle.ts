import { open, rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { asFailure } from '../base/failure.ts';
import { quote } from '../base/text.ts';
import { bundleOf, type BundleParts } from '../doctor/bundle.ts';
import type { Result } from '../doctor/check.ts';
import type { DoctorReport } from '../doctor/report.ts';
import { fail } from './conditions.ts';
import type { Context } from './context.ts';
import { formatBytes } from './format.ts';

const mostPolls = 20;
const mostEvents = 500;

interface Examined {
  readonly results: readonly Result[];
  readonly report: DoctorReport;
}

/** Writes the bundle for a support: JSON, gzip where the name ends in `.gz`; readable by its owner alone, never over a file that is there. */
export async function writeBundle(context: Context, file: string, examined: Examined): Promise<void> {
  const bundle = bundleOf({ ...examined, ...(await gathered(context, examined.results)) });
  const text = Buffer.from(`${JSON.stringify(bundle, null, 1)}\n`);
  const bytes = file.endsWith('.gz') ? gzipSync(text) : text;
  await writeNew(file, bytes);
  context.print.talk.line(context.texts.doctor.bundled(quote(file, 300), formatBytes(bytes.length)));
}

async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  const failed = (error: unknown): Error =>
    fail('host/output-unwritable', `writing ${quote(file)}: ${asFailure(error, 'writing').message}`, { cause: error });
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    throw failed(error);
  });
  try {
    await handle.writeFile(bytes);
    await handle.close();
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(file, { force: true });
    throw failed(error);
  }
}

async function all(lines: AsyncIterable<string>): Promise<readonly string[]> {
  const kept: string[] = [];
  for await (const line of lines) kept.push(line);
  return kept;
}

type Gathered = Pick<BundleParts, 'sources' | 'polls' | 'log' | 'missing'>;

/** Sources, polls and log; what cannot be read is missing from it, with the code of why. */
async function gathered(context: Context, results: readonly Result[]): Promise<Gathered> {
  const missing: string[] = [];
  const unless = async <T>(attempted: string, none: T, read: () => Promise<T>): Promise<T> =>
    read().catch((error: unknown) => {
      missing.push(`${attempted}: ${asFailure(error, attempted).code}`);
      return none;
    });
  // Asking the service of an empty directory would make a database there.
  const stored = results.some(({ check, evidence }) => check === 'database' && evidence['bytes'] !== null);
  const service = stored ? await unless('service', null, () => context.service()) : null;
  const sources = service === null ? [] : await unless('sources', [], () => service.listSources());
  const polls = service === null ? [] : await unless('polls', [], () => service.listPolls({ limit: mostPolls }));
  const { environment, globals } = context;
  const log = await unless('log', [], () => all(environment.logs(globals.data).events(mostEvents)));
  return { sources, polls, log, missing };
}
