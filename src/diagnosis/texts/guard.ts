import { row, type Entries } from '../entry.ts';

const notice = row('guard', 'source', 'next-poll');

/** Snapshots that were held back, limits, and what no rule recognises. */
export const guardTexts: Entries = {
  'data/late-labels': {
    ...notice,
    en: {
      title: 'the server stamps its data late',
      meaning: 'A warning: content of {source} appears with times before the cursor, so a delta poll could miss it.',
      certain: 'A full poll finds content inside spans that had been read.',
      causes: ['The provider dates content by its origin and publishes it later.', 'Its clock is behind.'],
      remedy: [
        'Re-read more before the cursor: `feedgate source edit {source} --overlap 6h`.',
        'Read everything once: `feedgate poll {source} --full`.',
      ],
    },
    ko: {
      title: '서버가 데이터의 시각을 늦게 기록합니다',
      meaning: '경고입니다. {source}의 내용이 커서보다 앞선 시각으로 나타나 증분 폴링에서 놓칠 수 있습니다.',
      certain: '전체 폴링에서 이미 읽은 기간의 새 내용이 발견됩니다.',
      causes: ['피드 제공자가 원래 시각으로 기록하고 나중에 게시합니다.', '서버의 시계가 늦습니다.'],
      remedy: [
        '커서 앞을 더 많이 다시 읽으십시오: `feedgate source edit {source} --overlap 6h`.',
        '전체를 한 번 읽으십시오: `feedgate poll {source} --full`.',
      ],
    },
  },
  'data/limit': {
    ...row('guard', 'operator', 'after-change'),
    en: {
      title: 'the limit for observables is reached',
      meaning:
        'More observables came than this installation may hold. What was stored before stays in force; the rest was left out.',
      certain: 'The number in force equals the limit.',
      causes: ['A very large feed.', 'A long age keeps old observables.'],
      remedy: [
        'See which source holds how many: `feedgate source list`.',
        'Shorten the age of the largest: `feedgate source edit {source} --age 14d --keep-cursor`.',
        'Or raise the limit, if the memory allows: `free -m`.',
      ],
    },
    ko: {
      title: '관측값의 한도에 도달했습니다',
      meaning:
        '이 설치가 보관할 수 있는 것보다 많은 관측값이 왔습니다. 이미 저장된 것은 유효하고 나머지는 제외했습니다.',
      certain: '유효한 관측값의 수가 한도와 같습니다.',
      causes: ['매우 큰 피드입니다.', '보존 기간이 길어 오래된 관측값이 남아 있습니다.'],
      remedy: [
        '소스별 개수를 보십시오: `feedgate source list`.',
        '가장 큰 소스의 보존 기간을 줄이십시오: `feedgate source edit {source} --age 14d --keep-cursor`.',
        '메모리가 충분하면 한도를 올리십시오: `free -m`.',
      ],
    },
  },
  'guard/snapshot-empty': {
    ...notice,
    en: {
      title: 'the data set came back empty and was held back',
      meaning:
        'A data set is read whole, and what is missing is withdrawn. An empty answer would have withdrawn everything of {source}; the last good set stays in force instead.',
      certain: 'The answer was read to its end and holds nothing, while there were listings before.',
      causes: [
        'A fault at the provider.',
        'The provider has emptied or retired the list.',
        'The account lost its rights.',
      ],
      remedy: [
        'Look at the next poll: `feedgate poll {source}`.',
        'If it is meant to be empty, take it so: `feedgate poll {source} --accept`.',
        'Or remove the source: `feedgate source remove {source}`.',
        'Else tell the provider.',
      ],
    },
    ko: {
      title: '데이터 세트가 비어 있어 반영을 보류했습니다',
      meaning:
        '데이터 세트는 전체를 읽고 사라진 것을 철회합니다. 빈 응답을 그대로 반영하면 {source}의 등재가 모두 철회되므로, 마지막 정상 데이터를 유지합니다.',
      certain: '응답을 끝까지 읽었으나 아무것도 없고, 이전에는 등재가 있었습니다.',
      causes: [
        '피드 제공자의 장애입니다.',
        '피드 제공자가 목록을 비웠거나 종료했습니다.',
        '계정의 권한이 없어졌습니다.',
      ],
      remedy: [
        '다시 폴링해 보십시오: `feedgate poll {source}`.',
        '비어 있는 것이 맞으면 그대로 받아들이십시오: `feedgate poll {source} --accept`.',
        '또는 소스를 삭제하십시오: `feedgate source remove {source}`.',
        '아니면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'guard/snapshot-shrunk': {
    ...notice,
    en: {
      title: 'the data set lost too much and was held back',
      meaning:
        'The data set of {source} has lost more than its shrink limit allows (half, unless it says otherwise). So much is not withdrawn at once; the last good set stays in force.',
      certain: 'Both sets were counted; the evidence holds the numbers.',
      causes: ['An incomplete answer of the provider.', 'A clean-up at the provider.'],
      remedy: [
        'Look at the next poll: `feedgate poll {source}`.',
        'Ask the provider whether the list was cleaned up.',
        'If so, take it as it is: `feedgate poll {source} --accept`.',
        'If it often does so, allow more: `feedgate source edit {source} --shrink-limit 80`.',
      ],
    },
    ko: {
      title: '데이터 세트가 너무 많이 줄어 반영을 보류했습니다',
      meaning:
        '{source}의 데이터 세트가 축소 한도(따로 정하지 않으면 절반)보다 많이 줄었습니다. 한꺼번에 철회하지 않고 마지막 정상 데이터를 유지합니다.',
      certain: '두 데이터의 수를 비교했습니다. 수를 근거에 표시합니다.',
      causes: ['피드 제공자의 응답이 불완전합니다.', '피드 제공자가 목록을 정리했습니다.'],
      remedy: [
        '다시 폴링해 보십시오: `feedgate poll {source}`.',
        '목록을 정리했는지 피드 제공자에게 확인하십시오.',
        '정리한 것이 맞으면 그대로 받아들이십시오: `feedgate poll {source} --accept`.',
        '자주 그렇다면 한도를 넓히십시오: `feedgate source edit {source} --shrink-limit 80`.',
      ],
    },
  },
  'guard/snapshot-grown': {
    ...notice,
    en: {
      title: 'the data set grew many times over and was held back',
      meaning:
        'The data set of {source} is many times as large as the last good one, more than its growth limit allows (ten times, unless it says otherwise). It could stop mail that nobody meant to stop; the last good set stays in force.',
      certain: 'Both sets were counted; the evidence holds the numbers.',
      causes: [
        'The provider has put something else in the place of the list.',
        'A mistake or an attack at the provider.',
        'Another list was entered, or the provider has really added so much.',
      ],
      remedy: [
        'Look at what it holds now: `feedgate source test {source}`.',
        'Ask the provider whether it is meant to be so large.',
        'If so, take it as it is: `feedgate poll {source} --accept`.',
        'If it often does so, allow more: `feedgate source edit {source} --growth-limit 50`.',
      ],
    },
    ko: {
      title: '데이터 세트가 몇 배로 늘어 반영을 보류했습니다',
      meaning:
        '{source}의 데이터 세트가 마지막 정상 데이터보다 증가 한도(따로 정하지 않으면 10배)를 넘게 늘었습니다. 그대로 반영하면 엉뚱한 메일을 막을 수 있으므로 마지막 정상 데이터를 유지합니다.',
      certain: '두 데이터의 수를 비교했습니다. 수를 근거에 표시합니다.',
      causes: [
        '피드 제공자가 목록 자리에 다른 것을 두었습니다.',
        '피드 제공자의 실수이거나 공격입니다.',
        '다른 목록을 입력했거나 피드 제공자가 실제로 그만큼 추가했습니다.',
      ],
      remedy: [
        '지금 무엇이 들어 있는지 보십시오: `feedgate source test {source}`.',
        '이만큼 큰 것이 맞는지 피드 제공자에게 확인하십시오.',
        '맞으면 그대로 받아들이십시오: `feedgate poll {source} --accept`.',
        '자주 그렇다면 한도를 넓히십시오: `feedgate source edit {source} --growth-limit 50`.',
      ],
    },
  },
  'guard/reconcile-shrunk': {
    ...notice,
    en: {
      title: 'the source has lost too much, and nothing was withdrawn',
      meaning:
        'From time to time everything of {source} is read again, and what has vanished is withdrawn. More was missing than its shrink limit allows (half, unless it says otherwise); so much is not withdrawn at once, and everything stays in force until it ages out.',
      certain: 'Everything was read to its end and counted; the evidence holds the numbers.',
      causes: [
        'An incomplete answer of the provider.',
        'The provider has cleaned up, or gives new ids to what it lists.',
        'The account may read less than before.',
      ],
      remedy: [
        'Read everything once more: `feedgate poll {source} --full`.',
        'Ask the provider whether the collection was cleaned up.',
        'If so, take it as it is: `feedgate poll {source} --accept`.',
      ],
    },
    ko: {
      title: '소스가 너무 많이 줄어 철회를 보류했습니다',
      meaning:
        '{source} 전체를 주기적으로 다시 읽고 사라진 것을 철회합니다. 이번에는 축소 한도(따로 정하지 않으면 절반)보다 많이 보이지 않았습니다. 한꺼번에 철회하지 않고 보존 기간이 끝날 때까지 모두 유지합니다.',
      certain: '전체를 끝까지 읽고 수를 비교했습니다. 수를 근거에 표시합니다.',
      causes: [
        '피드 제공자의 응답이 불완전합니다.',
        '피드 제공자가 정리했거나 지표에 새 식별자를 부여했습니다.',
        '계정이 읽을 수 있는 범위가 줄었습니다.',
      ],
      remedy: [
        '전체를 다시 읽어 보십시오: `feedgate poll {source} --full`.',
        '컬렉션을 정리했는지 피드 제공자에게 확인하십시오.',
        '정리한 것이 맞으면 지금 상태를 그대로 받아들이십시오: `feedgate poll {source} --accept`.',
      ],
    },
  },
  'bug/unknown': {
    ...row('config', 'bug', 'next-poll'),
    en: {
      title: 'not recognised by any rule',
      meaning:
        'Something failed in a way that Feedgate has no name for. That is a gap in Feedgate; the evidence holds the raw chain of errors.',
      certain: 'No condition of the catalogue fits.',
      causes: ['A defect, or a fault that nobody has met yet.'],
      remedy: [
        'Keep the lines around it: `feedgate log tail -n 200`.',
        'Report it with the evidence and a bundle, so that it gets a name and a remedy: `feedgate doctor --bundle feedgate.json.gz`.',
      ],
    },
    ko: {
      title: '어느 규칙에도 맞지 않습니다',
      meaning:
        'Feedgate가 이름을 붙이지 못한 방식으로 실패했습니다. Feedgate의 빈틈이며, 원래의 오류를 근거에 표시합니다.',
      certain: '목록의 어떤 상태에도 맞지 않습니다.',
      causes: ['결함이거나 아직 알려지지 않은 장애입니다.'],
      remedy: [
        '앞뒤의 로그를 보관하십시오: `feedgate log tail -n 200`.',
        '이름과 조치를 정할 수 있도록 근거와 묶음을 함께 신고하십시오: `feedgate doctor --bundle feedgate.json.gz`.',
      ],
    },
  },
};
