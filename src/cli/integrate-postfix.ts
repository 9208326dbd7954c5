import { chmod, chown, copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseGatewaySettings } from '../config/gateway-settings.ts';
import { withFront } from '../config/settings-edit.ts';
import { errorCode } from '../host/error-code.ts';
import type { Given } from './command.ts';
import { configOf } from './config-option.ts';
import type { Context } from './context.ts';
import { exits } from './exit.ts';
import { proofLine, proveAll } from './canary-proofs.ts';
import { lookAtPostfix, postfix } from './postconf.ts';
import { postfixMilters, postfixParameters, postfixSocket, type HostFacts } from './recipe.ts';

/** What is changed, in order. */
interface Plan {
  /** Of the socket; Postfix's group gets it, so that the socket in it is Postfix's to open. */
  readonly directory: string;
  readonly settingsFile: string;
  readonly settingsText: string;
  readonly isNewText: boolean;
  readonly mainFile: string;
  readonly parameters: readonly string[];
}

/** Time for the gateway to take its settings over. */
const patience = 10_000;

/** `integrate postfix --apply`: settings, directory, main.cf (the old ones are kept), reload, and a canary through the front. */
export async function applyPostfix(context: Context, given: Given, facts: HostFacts): Promise<number> {
  const directory = given.text('postfixConfig');
  const plan = await planOf(context, facts, directory);
  const { out } = context.print;
  const say = context.texts.integrate;
  const dry = given.on('dryRun');
  out.line(`mkdir -p -m 2750 ${plan.directory}`);
  if (plan.isNewText) out.line(`${plan.settingsFile}: gateway.fronts.milter`);
  for (const each of plan.parameters) out.line(`postconf -e '${each}'`);
  out.line('postfix reload');
  if (dry) {
    out.line(say.nothingDone);
    return exits.ok;
  }
  await carryOut(context, plan, directory);
  const [proof] = await proven(context, configOf(given).config);
  out.line(proof === undefined ? context.texts.gateway.notRunning : proofLine(context, proof));
  return proof?.state === 'matches' ? exits.ok : exits.problem;
}

async function planOf(context: Context, facts: HostFacts, directory: string | undefined): Promise<Plan> {
  const { environment, globals } = context;
  const { configDirectory, queueDirectory, milters } = await lookAtPostfix(directory);
  const { paths } = environment.files(globals.data, undefined);
  const socket = join(queueDirectory, postfixSocket);
  const text = await textOf(facts.file);
  const front = facts.settings.fronts.milter;
  const isThere = front?.listen.kind === 'unix' && front.listen.path === socket;
  const settingsText = isThere ? text : withFront(text, 'milter', { listen: `unix:${socket}`, mode: '0660' });
  // What would be written has to be readable again.
  const settings = parseGatewaySettings({ name: facts.file, text: settingsText }, paths.root);
  return {
    directory: dirname(socket),
    settingsFile: facts.file,
    settingsText,
    isNewText: !isThere,
    mainFile: join(configDirectory, 'main.cf'),
    parameters: postfixParameters(postfixMilters(milters), settings),
  };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

async function carryOut({ environment, globals, print, texts }: Context, plan: Plan, directory: string | undefined) {
  const { root } = environment.files(globals.data, undefined).paths;
  const stamp = new Date(environment.clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const keep = async (file: string): Promise<void> => {
    const copy = `${file}.feedgate-${stamp}`;
    await copyFile(file, copy);
    print.talk.line(texts.integrate.kept(copy));
  };
  await mkdir(plan.directory, { recursive: true });
  await giveToPostfix(plan.directory, root);
  if (plan.isNewText) {
    await keep(plan.settingsFile).catch(() => undefined);
    await writeFile(plan.settingsFile, plan.settingsText, { mode: 0o600 });
    await giveToOwner(plan.settingsFile, root);
  }
  await keep(plan.mainFile);
  await postfix('postconf', directory, ['-e', ...plan.parameters]);
  // One that does not run reads its configuration when it starts.
  await postfix('postfix', directory, ['reload']).catch(() => print.talk.line(texts.integrate.notReloaded));
}

/** A file that root has made is read by the owner of the data directory. */
async function giveToOwner(file: string, data: string): Promise<void> {
  const { uid, gid } = await stat(data);
  await chown(file, uid, gid).catch(() => undefined);
}

/** Owner is whoever owns the data directory, group that of Postfix, which what is made in it inherits. */
async function giveToPostfix(directory: string, data: string): Promise<void> {
  const group = await postfixGroup();
  const { uid } = await stat(data);
  if (group !== null) await chown(directory, uid, group).catch(() => undefined);
  await chmod(directory, 0o2750);
}

async function postfixGroup(): Promise<number | null> {
  const line = /^postfix:[^:]*:(\d+):/m.exec(await readFile('/etc/group', 'utf8').catch(() => ''));
  return line === null ? null : Number(line[1]);
}

/** The gateway takes a changed file within a second or two. */
async function proven(context: Context, config: string | undefined) {
  const { clock } = context.environment;
  const until = clock.monotonic() + patience;
  for (;;) {
    const proofs = await proveAll(context, config, 'milter');
    if (proofs.some(({ state }) => state === 'matches') || clock.monotonic() > until) return proofs;
    await clock.sleep(500);
  }
}
