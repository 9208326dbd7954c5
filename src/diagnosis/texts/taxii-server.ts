import { row, type Entries } from '../entry.ts';

const soon = row('taxii', 'source', 'soon');
const later = row('taxii', 'source', 'next-poll');

/** What the server says of itself, and oddities of its paging that stop nothing. */
export const taxiiServerTexts: Entries = {
  'taxii/failure': {
    ...soon,
    en: {
      title: 'the server failed and does not say why',
      meaning:
        '{host} answered FAILURE; the evidence holds its text. Feedgate tries again and then halves the time span.',
      certain: 'A status message FAILURE whose text fits no other condition.',
      causes: ['A fault of the server, often over one bad piece of data.', 'The server is overloaded.'],
      remedy: [
        'Read the text: `feedgate polls {source}`.',
        'Pin a narrower segment: `feedgate source edit {source} --segment 1d`.',
        'If every segment fails, tell the provider.',
      ],
    },
    ko: {
      title: '서버가 실패했으나 이유를 밝히지 않습니다',
      meaning:
        '{host}{이/가} FAILURE로 응답했습니다. 내용을 근거에 표시합니다. Feedgate가 다시 시도한 뒤 기간을 절반으로 줄입니다.',
      certain: '상태 메시지가 FAILURE이고 내용이 다른 상태에 맞지 않습니다.',
      causes: ['서버의 결함이며, 잘못된 데이터 하나 때문인 경우가 많습니다.', '서버가 과부하입니다.'],
      remedy: [
        '내용을 읽으십시오: `feedgate polls {source}`.',
        '더 좁은 구간으로 고정하십시오: `feedgate source edit {source} --segment 1d`.',
        '모든 구간이 실패하면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'taxii/network-error': {
    ...soon,
    en: {
      title: 'the server could not reach its own back end',
      meaning: '{host} was reached and has trouble within its own network.',
      certain: 'A status message NETWORK_ERROR.',
      causes: ['An outage at the provider.'],
      remedy: ['Wait: the poll is tried again by itself.', 'If it stays, tell the provider.'],
    },
    ko: {
      title: '서버가 자신의 백엔드에 도달하지 못했습니다',
      meaning: '{host}에는 도달했으나 그 내부 네트워크에 문제가 있습니다.',
      certain: '상태 메시지가 NETWORK_ERROR입니다.',
      causes: ['피드 제공자의 장애입니다.'],
      remedy: ['기다리십시오. 폴링은 자동으로 다시 시도합니다.', '계속되면 피드 제공자에게 알리십시오.'],
    },
  },
  'taxii/status-unknown': {
    ...later,
    en: {
      title: 'a status message of a type that TAXII does not define',
      meaning: '{host} answered with a status of its own; the evidence holds type and text.',
      certain: 'The type is none of those of TAXII 1.x.',
      causes: ['An extension of the provider.'],
      remedy: ['Read the text: `feedgate polls {source}`.', 'Ask the provider what it means.'],
    },
    ko: {
      title: 'TAXII에 정의되지 않은 상태 메시지입니다',
      meaning: '{host}{이/가} 자체 상태로 응답했습니다. 종류와 내용을 근거에 표시합니다.',
      certain: 'TAXII 1.x에 없는 종류입니다.',
      causes: ['피드 제공자의 확장입니다.'],
      remedy: ['내용을 읽으십시오: `feedgate polls {source}`.', '의미를 피드 제공자에게 문의하십시오.'],
    },
  },
  'taxii/more-without-result-id': {
    ...later,
    en: {
      title: 'more was promised without a way to ask for it',
      meaning:
        'A warning: {host} says that there is more but gives no id by which to fetch it. The answer is taken as the last one.',
      certain: 'The answer has more="true" and no result_id.',
      causes: ['A fault of the server.'],
      remedy: [
        'Narrow the segment, so that one answer is enough: `feedgate source edit {source} --segment 6h`.',
        'Tell the provider.',
      ],
    },
    ko: {
      title: '더 있다고 하지만 요청할 방법이 없습니다',
      meaning: '경고입니다. {host}{이/가} 더 있다고 하면서 가져올 ID를 주지 않습니다. 마지막 응답으로 처리합니다.',
      certain: 'result_id 없이 more="true"가 왔습니다.',
      causes: ['서버의 결함입니다.'],
      remedy: [
        '응답 하나로 충분하도록 구간을 좁히십시오: `feedgate source edit {source} --segment 6h`.',
        '피드 제공자에게 알리십시오.',
      ],
    },
  },
  'taxii/count-differs': {
    ...later,
    en: {
      title: 'the server counted other than it sent',
      meaning:
        'A warning: {host} announced one number of blocks and sent another. The segment is read again in halves once.',
      certain: 'The record count of the first part differs from the blocks that came.',
      causes: ['New data arrived while the result was read.', 'The server counts wrongly.'],
      remedy: ['Nothing to do. If data seems to be missing: `feedgate poll {source} --full`.'],
    },
    ko: {
      title: '서버가 알린 수와 보낸 수가 다릅니다',
      meaning:
        '경고입니다. {host}{이/가} 알린 블록 수와 실제로 보낸 수가 다릅니다. 구간을 절반으로 나누어 한 번 더 읽습니다.',
      certain: '첫 파트의 레코드 수와 받은 블록 수가 다릅니다.',
      causes: ['읽는 동안 새 데이터가 들어왔습니다.', '서버가 잘못 셉니다.'],
      remedy: ['조치할 것이 없습니다. 데이터가 빠진 것 같으면: `feedgate poll {source} --full`.'],
    },
  },
  'taxii/capped': {
    ...later,
    en: {
      title: 'the answer looks cut at a limit of the server',
      meaning:
        'A warning: even the narrowest segment of {source} brings a suspiciously round number of blocks; {host} may leave out the rest.',
      certain: 'The same number came for several segments and stays when the span is halved.',
      causes: ['A limit of the server that TAXII 1.0 cannot tell.'],
      remedy: [
        'Ask the provider for a TAXII 1.1 address, which sends long results in parts.',
        'Poll more often: `feedgate source edit {source} --interval 15m`.',
      ],
    },
    ko: {
      title: '서버의 한도에서 응답이 잘린 것 같습니다',
      meaning:
        '경고입니다. {source}의 가장 좁은 구간에서도 의심스러운 개수의 블록이 옵니다. {host}{이/가} 나머지를 빠뜨릴 수 있습니다.',
      certain: '여러 구간에서 같은 개수가 오고 기간을 절반으로 줄여도 같습니다.',
      causes: ['TAXII 1.0으로는 알릴 수 없는 서버의 한도입니다.'],
      remedy: [
        '긴 결과를 파트로 보내는 TAXII 1.1 주소를 피드 제공자에게 문의하십시오.',
        '더 자주 폴링하십시오: `feedgate source edit {source} --interval 15m`.',
      ],
    },
  },
  'taxii/labels-ignored': {
    ...later,
    en: {
      title: 'the server ignores the begin of the time window',
      meaning:
        'A warning: {host} sends the same content at every poll, whatever span is asked for. Duplicates are folded; only time is lost.',
      certain: 'Blocks with labels before the begin of the window keep coming.',
      causes: ['A fault of the server.', 'A data set that is polled as a feed.'],
      remedy: [
        'If it is a data set: `feedgate source edit {source} --collection-type set --reset-cursor`.',
        'Else tell the provider.',
      ],
    },
    ko: {
      title: '서버가 기간의 시작을 무시합니다',
      meaning:
        '경고입니다. {host}{이/가} 어떤 기간을 요청해도 매번 같은 내용을 보냅니다. 중복은 합쳐지며 시간만 더 걸립니다.',
      certain: '기간의 시작보다 앞선 블록이 계속 옵니다.',
      causes: ['서버의 결함입니다.', '데이터 세트를 피드로 폴링하고 있습니다.'],
      remedy: [
        '데이터 세트이면: `feedgate source edit {source} --collection-type set --reset-cursor`.',
        '아니면 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'taxii/set-with-labels': {
    ...row('taxii', 'operator', 'after-change'),
    en: {
      title: 'a data set is polled as if it were a feed',
      meaning: '{collection} is a data set: it has no order in time and is always read whole.',
      certain: 'The collection list of the server says DATA_SET, or time labels are refused.',
      causes: ['The type of the collection was left at its default.'],
      remedy: ['Set the type: `feedgate source edit {source} --collection-type set --reset-cursor`.'],
    },
    ko: {
      title: '데이터 세트를 피드처럼 폴링하고 있습니다',
      meaning: '{collection}{은/는} 데이터 세트입니다. 시간 순서가 없으며 항상 전체를 읽습니다.',
      certain: '서버의 컬렉션 목록에 DATA_SET으로 나오거나 시각 지정을 거부합니다.',
      causes: ['컬렉션 종류를 기본값으로 두었습니다.'],
      remedy: ['종류를 설정하십시오: `feedgate source edit {source} --collection-type set --reset-cursor`.'],
    },
  },
};
