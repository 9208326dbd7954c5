import type { OptionSpec } from '../src/cli/command.ts';
import { commands } from '../src/cli/commands.ts';
import type { Language } from '../src/cli/language.ts';
import { globalOptions } from '../src/cli/program.ts';
import { catalogue, type CommandPath, type Texts } from '../src/cli/texts.ts';

interface PageText {
  readonly name: string;
  readonly sections: Readonly<
    Record<'name' | 'synopsis' | 'description' | 'commands' | 'globals' | 'exit' | 'environment' | 'files', string>
  >;
  readonly description: string;
  readonly exits: readonly (readonly [term: string, text: string])[];
  readonly environment: readonly (readonly [term: string, text: string])[];
  readonly files: readonly (readonly [term: string, text: string])[];
}

const pageTexts: Readonly<Record<Language, PageText>> = {
  en: {
    name: 'external threat feeds for mail gateways',
    sections: {
      name: 'NAME',
      synopsis: 'SYNOPSIS',
      description: 'DESCRIPTION',
      commands: 'COMMANDS',
      globals: 'OPTIONS OF EVERY COMMAND',
      exit: 'EXIT STATUS',
      environment: 'ENVIRONMENT',
      files: 'FILES',
    },
    description:
      'Commands work with the daemon running, through its socket, and without one, on the data directory. feedgate explain CODE tells what a failure means and what to do.',
    exits: [
      ['0', 'all is well'],
      ['1', 'a problem was found'],
      ['2', 'the command line cannot be read'],
      ['3', 'the configuration cannot be used'],
      ['4', 'the daemon cannot be reached'],
      ['5', 'a part was done'],
      ['6', 'permission is missing'],
      ['130', 'interrupted'],
    ],
    environment: [
      ['FEEDGATE_DATA', 'the data directory, where --data is not given'],
      ['FEEDGATE_CONFIG', 'the file of settings, where --config is not given'],
      ['FEEDGATE_DNS', 'DNS servers to ask in place of those of the host'],
      ['NO_COLOR', 'output without colours'],
    ],
    files: [
      ['/etc/feedgate/feedgate.yaml', 'settings of a packaged installation'],
      ['/var/lib/feedgate', 'data directory of a packaged installation'],
      ['~/.local/share/feedgate', 'data directory of a user'],
    ],
  },
  ko: {
    name: '메일 게이트웨이를 위한 외부 위협 피드',
    sections: {
      name: '이름',
      synopsis: '사용법',
      description: '설명',
      commands: '명령',
      globals: '모든 명령의 옵션',
      exit: '종료 코드',
      environment: '환경 변수',
      files: '파일',
    },
    description:
      '데몬이 실행 중이면 소켓을 통해, 아니면 데이터 디렉터리에서 직접 동작합니다. feedgate explain CODE는 실패의 뜻과 조치를 알려 줍니다.',
    exits: [
      ['0', '정상'],
      ['1', '문제가 발견됨'],
      ['2', '명령줄을 읽을 수 없음'],
      ['3', '설정을 쓸 수 없음'],
      ['4', '데몬에 연결할 수 없음'],
      ['5', '일부만 수행됨'],
      ['6', '권한이 없음'],
      ['130', '중단됨'],
    ],
    environment: [
      ['FEEDGATE_DATA', '--data를 주지 않았을 때의 데이터 디렉터리'],
      ['FEEDGATE_CONFIG', '--config를 주지 않았을 때의 설정 파일'],
      ['FEEDGATE_DNS', '호스트의 DNS 서버 대신 질의할 서버'],
      ['NO_COLOR', '색 없이 출력'],
    ],
    files: [
      ['/etc/feedgate/feedgate.yaml', '패키지로 설치했을 때의 설정'],
      ['/var/lib/feedgate', '패키지로 설치했을 때의 데이터 디렉터리'],
      ['~/.local/share/feedgate', '사용자별 데이터 디렉터리'],
    ],
  },
};

/** The manual page feedgate(1), in man(7), made from the commands there are and their texts. */
export function manPage(language: Language, version: string): string {
  const texts = catalogue[language];
  const page = pageTexts[language];
  const { sections } = page;
  const paths = Object.keys(texts.help.commands) as CommandPath[];
  return `${[
    `.TH FEEDGATE 1 "" "feedgate ${roff(version)}" "Feedgate"`,
    `.SH ${sections.name}`,
    `feedgate \\- ${roff(page.name)}`,
    `.SH ${sections.synopsis}`,
    '.B feedgate',
    roff(`${texts.help.placeholders.command} ${texts.help.placeholders.options}`),
    `.SH ${sections.description}`,
    roff(texts.help.about),
    '.PP',
    roff(page.description),
    `.SH ${sections.commands}`,
    ...paths.flatMap((path) => commandLines(path, texts)),
    `.SH "${sections.globals}"`,
    ...globalOptions.flatMap((option) => optionLines(option, texts)),
    `.SH "${sections.exit}"`,
    ...page.exits.flatMap(item),
    `.SH "${sections.environment}"`,
    ...page.environment.flatMap(item),
    `.SH ${sections.files}`,
    ...page.files.flatMap(item),
  ].join('\n')}\n`;
}

function commandLines(path: CommandPath, texts: Texts): string[] {
  const spec = commands.find((each) => each.path === path);
  const { summary, examples } = texts.help.commands[path];
  const options = spec?.options ?? [];
  return [
    `.SS "${roff(['feedgate', path, ...(spec?.takes ?? [])].join(' ')).replaceAll('"', '\\(dq')}"`,
    roff(summary),
    ...options.flatMap((option) => optionLines(option, texts)),
    ...(examples.length === 0 ? [] : ['.PP', '.nf', ...examples.map(([command]) => roff(`$ ${command}`)), '.fi']),
  ];
}

function optionLines({ flags, text, choices }: OptionSpec, texts: Texts): string[] {
  const among = choices === undefined ? '' : ` (${choices.join(', ')})`;
  return item([flags, texts.help.options[text] + among]);
}

function item([term, text]: readonly [string, string]): string[] {
  return ['.TP', `.B ${roff(term)}`, roff(text)];
}

/** Text as man(7) shows it unchanged: hyphens that can be copied, no escapes, no requests at the start of a line. */
function roff(text: string): string {
  const plain = text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('\n', ' ');
  return plain.replace(/^[.']/, '\\&$&');
}
