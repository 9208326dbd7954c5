import { row, type Entries } from '../entry.ts';

const notice = row('guard', 'source', 'next-poll');
const content = row('content', 'source', 'next-poll');

/** Data that came and is doubtful, and what guards held back. */
export const dataTexts: Entries = {
  'data/nothing-new': {
    ...content,
    en: {
      title: 'polls succeed but bring nothing',
      meaning: '{source} has answered every poll without new content for longer than usual.',
      certain: 'The count of new data is compared with the median of the last 30 polls.',
      causes: [
        'The collection is empty, or the account follows nobody (as with OTX).',
        'Another collection was meant.',
        'The clock of the server is behind, or data is stamped in the past.',
      ],
      remedy: [
        'Read the whole window once: `feedgate poll {source} --full`.',
        'Re-read more before the cursor: `feedgate source edit {source} --overlap 1h`.',
        'Check with the provider that {collection} has content.',
      ],
    },
    ko: {
      title: '폴링은 성공하지만 새 데이터가 없습니다',
      meaning: '{source}{이/가} 평소보다 오랫동안 새 내용 없이 응답했습니다.',
      certain: '최근 폴링 30회의 중앙값과 새 데이터의 수를 비교합니다.',
      causes: [
        '컬렉션이 비어 있거나 계정이 아무도 구독하지 않습니다(OTX 등).',
        '다른 컬렉션을 지정했습니다.',
        '서버의 시계가 늦거나 데이터에 과거 시각이 찍힙니다.',
      ],
      remedy: [
        '전체를 한 번 읽으십시오: `feedgate poll {source} --full`.',
        '커서 앞을 더 많이 다시 읽으십시오: `feedgate source edit {source} --overlap 1h`.',
        '{collection}에 데이터가 있는지 피드 제공자에게 확인하십시오.',
      ],
    },
  },
  'data/sudden-drop': {
    ...notice,
    en: {
      title: 'far less data than usual',
      meaning:
        'The last poll of {source} brought less than a tenth of what it usually brings. The old listings stay in force.',
      certain: 'More than 90 % below the median of the last 30 polls.',
      causes: ['The provider has trouble, or cleaned up.', 'The account lost rights.'],
      remedy: [
        'Compare the polls: `feedgate polls {source} -n 30`.',
        'Read everything again: `feedgate poll {source} --full`.',
      ],
    },
    ko: {
      title: '데이터가 평소보다 훨씬 적습니다',
      meaning: '{source}의 최근 폴링에서 평소의 10분의 1보다 적은 데이터가 왔습니다. 기존 등재는 유효합니다.',
      certain: '최근 폴링 30회의 중앙값보다 90 % 넘게 적습니다.',
      causes: ['피드 제공자의 장애이거나 데이터를 정리했습니다.', '계정의 권한이 줄었습니다.'],
      remedy: [
        '폴링을 비교하십시오: `feedgate polls {source} -n 30`.',
        '전체를 다시 읽으십시오: `feedgate poll {source} --full`.',
      ],
    },
  },
  'data/sudden-flood': {
    ...notice,
    en: {
      title: 'far more data than usual',
      meaning: 'The last poll of {source} brought more than ten times what it usually brings.',
      certain: 'More than ten times the median of the last 30 polls.',
      causes: ['The provider re-stamped old data.', 'A mistake or an attack at the provider.'],
      remedy: [
        'Look at what came: `feedgate observable list --source {source}`.',
        'Keep the source from stopping mail meanwhile: `feedgate source edit {source} --mode monitor`.',
      ],
    },
    ko: {
      title: '데이터가 평소보다 훨씬 많습니다',
      meaning: '{source}의 최근 폴링에서 평소의 10배가 넘는 데이터가 왔습니다.',
      certain: '최근 폴링 30회의 중앙값의 10배를 넘습니다.',
      causes: ['피드 제공자가 예전 데이터의 시각을 다시 찍었습니다.', '피드 제공자의 실수이거나 공격입니다.'],
      remedy: [
        '받은 내용을 보십시오: `feedgate observable list --source {source}`.',
        '그동안 메일을 막지 않게 하십시오: `feedgate source edit {source} --mode monitor`.',
      ],
    },
  },
  'data/nothing-kept': {
    ...content,
    en: {
      title: 'content came, and no observable was kept',
      meaning: 'The answer of {source} was read without fault, and nothing in it can be used to match mail.',
      certain: 'Blocks were received and the funnel of the poll ends at zero; its lines tell where.',
      causes: [
        'Only kinds that mail does not show (mutexes, registry keys).',
        'Every value is expired, guarded or combined with AND.',
      ],
      remedy: [
        'Find the poll: `feedgate polls {source}`.',
        'Read its funnel and the reasons: `feedgate polls show {poll} --json`.',
        'Choose another collection of the provider.',
      ],
    },
    ko: {
      title: '내용은 왔으나 남은 관측값이 없습니다',
      meaning: '{source}의 응답을 문제없이 읽었지만 메일과 매칭할 수 있는 것이 없습니다.',
      certain: '블록을 받았는데 처리 결과가 0입니다. 어디에서 빠졌는지 보고서에 나옵니다.',
      causes: [
        '뮤텍스, 레지스트리 키 등 메일에 나타나지 않는 종류만 있습니다.',
        '모든 값이 만료되었거나, 가드에 걸렸거나, AND로 결합되어 있습니다.',
      ],
      remedy: [
        '폴링을 찾으십시오: `feedgate polls {source}`.',
        '처리 과정과 이유를 보십시오: `feedgate polls show {poll} --json`.',
        '피드 제공자의 다른 컬렉션을 선택하십시오.',
      ],
    },
  },
  'data/unsupported': {
    ...content,
    en: {
      title: 'some content is of kinds that are not supported',
      meaning:
        'A part of the indicators of {source} was skipped, because Feedgate does not know their kind or pattern. The rest is in force.',
      certain: 'Counted by kind in the report of the poll.',
      causes: ['The feed holds more than addresses, domains, URLs and hashes.'],
      remedy: [
        'Find the poll: `feedgate polls {source}`.',
        'See which: `feedgate polls show {poll} --json`.',
        'Nothing to do unless you miss something.',
      ],
    },
    ko: {
      title: '일부 내용은 지원하지 않는 종류입니다',
      meaning: '{source}의 지표 중 일부는 종류나 패턴을 알 수 없어 건너뛰었습니다. 나머지는 유효합니다.',
      certain: '폴링 보고서에 종류별로 셉니다.',
      causes: ['피드에 주소, 도메인, URL, 해시가 아닌 것도 있습니다.'],
      remedy: [
        '폴링을 찾으십시오: `feedgate polls {source}`.',
        '무엇인지 보십시오: `feedgate polls show {poll} --json`.',
        '필요한 것이 빠지지 않았다면 조치할 것이 없습니다.',
      ],
    },
  },
  'data/poison-value': {
    ...notice,
    en: {
      title: 'dangerous values were refused',
      meaning:
        'Some values of {source} would match far too much or are damaged, such as 0.0.0.0/0 or a whole top-level domain. They were kept out; the rest is in force.',
      certain: 'Each value passes the guards; the report lists the refused ones with the rule.',
      causes: ['Mistakes of the provider.', 'An attack on those who use the feed.'],
      remedy: [
        'Find the poll: `feedgate polls {source}`.',
        'See them: `feedgate polls show {poll}`.',
        'Tell the provider.',
      ],
    },
    ko: {
      title: '위험한 값을 거부했습니다',
      meaning:
        '{source}의 일부 값이 0.0.0.0/0이나 최상위 도메인 전체처럼 지나치게 많이 매칭되거나 손상되었습니다. 이 값은 제외했고 나머지는 유효합니다.',
      certain: '모든 값이 가드를 거칩니다. 거부된 값과 규칙을 보고서에 표시합니다.',
      causes: ['피드 제공자의 실수입니다.', '피드 사용자를 노린 공격입니다.'],
      remedy: [
        '폴링을 찾으십시오: `feedgate polls {source}`.',
        '값을 보십시오: `feedgate polls show {poll}`.',
        '피드 제공자에게 알리십시오.',
      ],
    },
  },
  'data/poison-block': {
    ...content,
    en: {
      title: 'a time span that cannot be read was passed over',
      meaning:
        'A warning: one short span of {source} fails however narrowly it is asked for. It was skipped and everything around it was read.',
      certain: 'The segment was halved down to the least width and failed still, while its neighbours worked.',
      causes: ['One damaged block at the provider.'],
      remedy: [
        'Tell the provider the span: `feedgate polls {source}`.',
        'When it is repaired, read it again: `feedgate poll {source} --full`.',
      ],
    },
    ko: {
      title: '읽을 수 없는 기간을 건너뛰었습니다',
      meaning:
        '경고입니다. {source}의 짧은 기간 하나가 아무리 좁게 요청해도 실패합니다. 그 기간만 건너뛰고 나머지는 모두 읽었습니다.',
      certain: '구간을 최소 폭까지 절반으로 줄여도 실패하고 이웃한 구간은 성공했습니다.',
      causes: ['피드 제공자에 손상된 블록이 하나 있습니다.'],
      remedy: [
        '기간을 피드 제공자에게 알리십시오: `feedgate polls {source}`.',
        '복구되면 다시 읽으십시오: `feedgate poll {source} --full`.',
      ],
    },
  },
};
