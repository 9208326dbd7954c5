import { captureLimits, startCapture, type Order, type RunningCapture } from '../capture/capture.ts';
import { fail as failCapture } from '../capture/conditions.ts';
import { readCapture } from '../capture/reading.ts';
import type { CaptureRecord } from '../capture/record.ts';
import { quote } from '../base/text.ts';
import { parseProxyUrl } from '../config/proxy-url.ts';
import type { PollReport } from '../feed/report.ts';
import { systemRandom } from '../host/clock.ts';
import type { Service, SourceView } from '../service/service.ts';
import { capturesOf } from './capture-kept.ts';
import { captureLines } from './capture-lines.ts';
import type { CommandSpec, Given } from './command.ts';
import { fail } from './conditions.ts';
import { showDuration, type Context } from './context.ts';
import { exits } from './exit.ts';
import { formatBytes } from './format.ts';
import { byteCount, wholeNumber } from './numbers.ts';
import { follow, showPoll } from './poll.ts';

/** After the poll, for what is still on its way. */
const afterPoll = 1000;

/** `capture start`: packets of a source, of its own poll on demand; Ctrl-C ends it early. */
export const captureStart: CommandSpec = {
  path: 'capture start',
  options: [
    { flags: '--source <name>', text: 'captureSource', completes: 'source' },
    { flags: '--seconds <N>', text: 'captureSeconds' },
    { flags: '--max <size>', text: 'captureMax' },
    { flags: '--poll', text: 'capturePoll' },
    { flags: '--tls-keys', text: 'captureTlsKeys' },
  ],
  stopsItself: true,
  async run(context, given) {
    const { environment, globals, print, texts } = context;
    const name = given.text('source');
    if (name === undefined) throw fail('usage/missing-argument', texts.usage.needs('capture start', '--source NAME'));
    if (given.on('tlsKeys') && !given.on('poll'))
      throw fail('usage/missing-argument', texts.usage.needs('--tls-keys', '--poll'));
    const limits = limitsOf(context, given);
    const service = await context.service();
    const order = { ...(await placeOf(context, await service.getSource(name))), ...limits };
    const running = await startCapture(order, {
      directory: environment.files(globals.data, undefined).paths.captures,
      clock: environment.clock,
      random: systemRandom,
      path: environment.env['PATH'] ?? '',
    });
    const { seconds, maxBytes } = limits;
    if (!globals.quiet && !globals.json)
      print.talk.line(texts.capture.started(name, showDuration(context, seconds * 1000), formatBytes(maxBytes)));
    const report = await whileItRuns(
      context,
      running,
      given.on('poll') ? { service, name, keys: given.on('tlsKeys') } : null,
    );
    return tell(context, service, { record: await running.ended, report });
  },
};

function limitsOf(context: Context, given: Given): Pick<Order, 'seconds' | 'maxBytes'> {
  const { seconds, bytes } = captureLimits;
  return {
    seconds: wholeNumber(context, { option: '--seconds', text: given.text('seconds'), ...seconds }) ?? seconds.default,
    maxBytes: byteCount(context, { option: '--max', text: given.text('max'), ...bytes }) ?? bytes.default,
  };
}

/** Where its packets go: to its proxy, where it has one that it uses, else to its own host. @throws Failure `capture/no-address`, `dns/*` */
async function placeOf(
  { environment }: Context,
  { name, proxy, settings }: SourceView,
): Promise<Omit<Order, 'seconds' | 'maxBytes'>> {
  const way = proxy.url === null || proxy.bypassed ? null : parseProxyUrl(proxy.url);
  const host = way?.host ?? settings['host'];
  const port = way?.port ?? settings['port'];
  if (typeof host !== 'string' || typeof port !== 'number' || host === '') {
    throw failCapture('capture/no-address', `${quote(name)} is polled without a network`, {
      evidence: { source: name },
    });
  }
  const addresses = await environment.addressesOf(host.replace(/^\[(.*)\]$/, '$1'));
  return { source: name, addresses, port, proxy: way === null ? null : proxy.url };
}

/** Polls where that is asked for, and ends the capture a second after it; Ctrl-C ends both. */
async function whileItRuns(
  context: Context,
  running: RunningCapture,
  poll: { readonly service: Service; readonly name: string; readonly keys: boolean } | null,
): Promise<PollReport | null> {
  const { clock, signal } = context.environment;
  const interrupt = (): void => running.stop('interrupted');
  signal.addEventListener('abort', interrupt, { once: true });
  if (signal.aborted) interrupt();
  try {
    if (poll === null) return null;
    const keep = (lines: readonly string[]): void => capturesOf(context).addKeys(running.record.id, lines);
    const asked = { name: poll.name, mode: null, ...(poll.keys ? { keys: keep } : {}) };
    const report = await follow(context, poll.service, asked);
    await clock.sleep(afterPoll, signal);
    return report;
  } finally {
    if (poll !== null) running.stop('poll');
    await running.ended;
    signal.removeEventListener('abort', interrupt);
  }
}

interface Came {
  readonly record: CaptureRecord;
  readonly report: PollReport | null;
}

async function tell(context: Context, service: Service, { record, report }: Came): Promise<number> {
  const { globals, print, environment } = context;
  const file = capturesOf(context).fileOf(record.id);
  const reading = await readCapture(file, record.port);
  if (globals.json) print.out.json({ ...record, file, reading, poll: report });
  else {
    if (report !== null) await showPoll(context, service, report);
    if (globals.quiet) print.out.line(record.id);
    else for (const line of captureLines(context, record, { file, reading, isNew: true })) print.out.line(line);
  }
  if (environment.signal.aborted) return exits.interrupted;
  const polled = report === null || report.state === 'succeeded';
  return polled && record.failure === null ? exits.ok : exits.problem;
}
