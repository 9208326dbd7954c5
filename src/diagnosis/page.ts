import type { Code, Fault, RetryClass } from '../base/failure.ts';
import { aliases } from './aliases.ts';
import { applianceSteps } from './appliance.ts';
import { codes, lookUp } from './catalogue.ts';
import type { Entry, Language } from './entry.ts';
import { render } from './render.ts';
import { fill } from './template.ts';

/** The words of a page around the texts of the catalogue. */
const words = {
  en: {
    index: 'Failures',
    intro:
      'Every failure of Feedgate carries a code in brackets. This is what the codes mean, in the order in which a poll meets them. On the command line: `feedgate explain CODE`.',
    made: 'Made from the catalogue by `scripts/failure-pages.ts`; not to be edited by hand.',
    other: '한국어',
    back: 'All failures',
    code: 'Code',
    stage: 'Stage',
    fault: 'Who has to act',
    retry: 'Tried again',
    meaning: 'What happened',
    causes: 'Likely causes',
    remedy: 'What to do',
    appliance: 'On a Cisco Secure Email Gateway',
    certain: 'How it is recognised',
    aliases: 'Also asked for as',
    what: 'What',
  },
  ko: {
    index: '장애 목록',
    intro:
      'Feedgate의 모든 장애에는 대괄호 안에 코드가 붙습니다. 코드의 의미를 폴링이 진행되는 순서로 정리했습니다. 명령줄에서는 `feedgate explain CODE`로 볼 수 있습니다.',
    made: '`scripts/failure-pages.ts`가 목록에서 만든 문서입니다. 직접 고치지 마십시오.',
    other: 'English',
    back: '전체 목록',
    code: '코드',
    stage: '단계',
    fault: '조치할 쪽',
    retry: '재시도',
    meaning: '무슨 일인가',
    causes: '가능한 원인',
    remedy: '조치',
    appliance: 'Cisco Secure Email Gateway에서',
    certain: '판별 방법',
    aliases: '다른 이름',
    what: '내용',
  },
} as const;

const faults: Readonly<Record<Language, Readonly<Record<Fault, string>>>> = {
  en: {
    operator: 'you, in the settings or with the provider',
    source: 'the provider of the feed',
    network: 'whoever runs the network',
    host: 'you, on this host',
    bug: 'the makers of Feedgate',
  },
  ko: {
    operator: '운영자(설정 또는 피드 제공자에게 문의)',
    source: '피드 제공자',
    network: '네트워크 담당자',
    host: '운영자(이 호스트)',
    bug: 'Feedgate 개발자',
  },
};

const retries: Readonly<Record<Language, Readonly<Record<RetryClass, string>>>> = {
  en: {
    soon: 'within the poll, after a pause',
    'next-poll': 'at the next scheduled poll',
    'after-change': 'at ever longer intervals until something is changed',
  },
  ko: {
    soon: '잠시 뒤 같은 폴링에서',
    'next-poll': '다음 예약된 폴링에서',
    'after-change': '설정 등이 바뀔 때까지 점점 긴 간격으로',
  },
};

/** A file of documentation: its path under the repository's root, and its text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** Every page of the catalogue with its two indexes. */
export function pages(): readonly Page[] {
  return [...pagesIn('en'), ...pagesIn('ko')];
}

function pagesIn(language: Language): Page[] {
  const all: Page[] = [{ path: `${folders[language]}/README.md`, text: indexPage(language) }];
  for (const code of codes()) {
    const entry = lookUp(code);
    if (entry !== undefined) all.push({ path: `${folders[language]}/${code}.md`, text: page(code, entry, language) });
  }
  return all;
}

const folders = { en: 'docs/failures', ko: 'docs/ko/failures' } as const;

/** From a page, or from an index, to the same one in the other language. */
const across = {
  en: { page: '../../ko/failures', index: '../ko/failures' },
  ko: { page: '../../../failures', index: '../../failures' },
} as const;

function indexPage(language: Language): string {
  const w = words[language];
  const lines = [`# ${w.index}`, '', `[${w.other}](${across[language].index}/README.md)`, '', w.intro, ''];
  for (const [area, of] of byArea()) {
    lines.push(`## ${area}`, '', `| ${w.code} | ${w.what} |`, '|---|---|');
    for (const code of of) lines.push(`| [${code}](${code}.md) | ${cell(lookUp(code)?.[language].title ?? '')} |`);
    lines.push('');
  }
  return `${[...lines, w.made].join('\n')}\n`;
}

function byArea(): Map<string, Code[]> {
  const areas = new Map<string, Code[]>();
  for (const code of codes()) {
    const [area = ''] = code.split('/');
    areas.set(area, [...(areas.get(area) ?? []), code]);
  }
  return areas;
}

function page(code: Code, entry: Entry, language: Language): string {
  const w = words[language];
  const { title, meaning, certain, causes, remedy } = render(entry, language);
  const also = [...aliases].filter(([, of]) => of === code).map(([alias]) => `\`${alias}\``);
  const steps = (applianceSteps(code)?.[language] ?? []).map((step) => fill(step, {}));
  const lines = [
    `# ${escaped(title.charAt(0).toUpperCase() + title.slice(1))}`,
    '',
    `[${w.back}](../README.md) · [${w.other}](${across[language].page}/${code}.md)`,
    '',
    '| | |',
    '|---|---|',
    `| ${w.code} | \`${code}\` |`,
    `| ${w.stage} | ${entry.stage} |`,
    `| ${w.fault} | ${faults[language][entry.fault]} |`,
    `| ${w.retry} | ${retries[language][entry.retry]} |`,
    ...(also.length === 0 ? [] : [`| ${w.aliases} | ${also.join(', ')} |`]),
    ...section(w.meaning, [escaped(meaning)]),
    ...section(
      w.causes,
      causes.map((cause) => `- ${escaped(cause)}`),
    ),
    ...section(w.remedy, numbered(remedy)),
    ...(steps.length === 0 ? [] : section(w.appliance, numbered(steps))),
    ...section(w.certain, [escaped(certain)]),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return ['', `## ${title}`, '', ...lines];
}

function numbered(texts: readonly string[]): string[] {
  return texts.map((text, i) => `${i + 1}. ${escaped(text)}`);
}

/** Markdown would take `<` and the like outside of commands for its own. */
function escaped(text: string): string {
  return text
    .split('`')
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll(/[<*_[\]]/g, (mark) => `\\${mark}`)))
    .join('`');
}

function cell(text: string): string {
  return escaped(text).replaceAll('|', '\\|');
}
