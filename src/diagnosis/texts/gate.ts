import { row, type Entries } from '../entry.ts';

const closed = row('gate', 'operator', 'after-change');

/** Why nothing was even asked: switches, licences, suspended sources. */
export const gateTexts: Entries = {
  'gate/disabled': {
    ...closed,
    en: {
      title: 'the threat feeds service is switched off',
      meaning: 'The service is disabled for this node, its group or the whole cluster, so no source is polled.',
      certain: 'The most specific level that says something says no.',
      causes: [
        'It was never enabled after the installation.',
        'It was switched off at node level while the cluster says on.',
      ],
      remedy: [
        'Switch it on where it is off; polls that were stopped begin by themselves: `feedgate service enable --level {level}`.',
        'Or, where the cluster says on, take its settings over: `feedgate level copy --from cluster --to node`.',
        'See what each level says: `feedgate service status`.',
      ],
    },
    ko: {
      title: '위협 피드 서비스가 꺼져 있습니다',
      meaning: '이 노드, 그룹 또는 클러스터 전체에서 서비스가 비활성화되어 소스를 폴링하지 않습니다.',
      certain: '값이 있는 가장 구체적인 수준의 설정이 꺼짐입니다.',
      causes: ['설치 후 활성화하지 않았습니다.', '클러스터에서는 켜져 있으나 노드 수준에서 껐습니다.'],
      remedy: [
        '꺼져 있는 수준에서 켜십시오. 막혀 있던 폴링은 저절로 시작합니다: `feedgate service enable --level {level}`.',
        '또는 클러스터에서 켜져 있으면 그 설정을 복사하십시오: `feedgate level copy --from cluster --to node`.',
        '수준마다 어떻게 설정되어 있는지 보십시오: `feedgate service status`.',
      ],
    },
  },
  'gate/terms-not-accepted': {
    ...closed,
    en: {
      title: 'the licence terms are not accepted',
      meaning: 'The service is enabled but its terms were not accepted at this level, so no source is polled.',
      certain: 'No acceptance is recorded for the level that applies.',
      causes: ['A node joined later and has settings of its own.', 'An upgrade brought new terms.'],
      remedy: ['Read and accept them; polls that were stopped begin by themselves: `feedgate service accept-terms`.'],
    },
    ko: {
      title: '사용 조건에 동의하지 않았습니다',
      meaning: '서비스는 켜져 있으나 해당 수준에서 사용 조건에 동의하지 않아 소스를 폴링하지 않습니다.',
      certain: '적용되는 수준에 동의 기록이 없습니다.',
      causes: ['나중에 추가된 노드가 자체 설정을 가지고 있습니다.', '업그레이드로 새 조건이 생겼습니다.'],
      remedy: ['읽고 동의하십시오. 막혀 있던 폴링은 저절로 시작합니다: `feedgate service accept-terms`.'],
    },
  },
  'gate/key-missing': {
    ...closed,
    en: {
      title: 'there is no feature key for the service here',
      meaning:
        'The installation asks for a feature key and this node has none, or the key was issued for another node.',
      certain: 'No installed key names this feature and this node; for whom one is, the evidence says.',
      causes: [
        'The key was never installed.',
        'The key is installed at another cluster level or for another serial number.',
      ],
      remedy: [
        'Another level has a key that counts here. Take over what that level says: `feedgate level copy --from {keyLevel} --to node`.',
        'Ask your supplier for a key for the node {node}, and install it: `feedgate featurekey add FILE`.',
        'See what is installed, and for which node: `feedgate service status`.',
      ],
    },
    ko: {
      title: '이 노드에 서비스의 기능 키가 없습니다',
      meaning: '기능 키가 필요한 설치이지만 이 노드에 키가 없거나 다른 노드용 키입니다.',
      certain: '설치된 키 중에 이 기능과 이 노드를 가리키는 것이 없습니다. 어느 노드의 키인지는 근거에 있습니다.',
      causes: ['키를 설치하지 않았습니다.', '키가 다른 클러스터 수준이나 다른 일련번호에 설치되어 있습니다.'],
      remedy: [
        '여기에서도 인정되는 키가 다른 수준에 있습니다. 그 수준의 설정을 복사하십시오: `feedgate level copy --from {keyLevel} --to node`.',
        '공급업체에 노드 {node}의 키를 요청하여 설치하십시오: `feedgate featurekey add FILE`.',
        '설치된 키와 그 노드를 보십시오: `feedgate service status`.',
      ],
    },
  },
  'gate/key-expired': {
    ...closed,
    en: {
      title: 'the feature key for the service has expired',
      meaning:
        'A key is installed but its time is over (or has not begun), so no source is polled. Listings stay in force until they age out.',
      certain: 'The dates in the key do not include the present time of this host.',
      causes: ['The subscription ended.', 'The clock of this host is wrong.'],
      remedy: [
        'Renew the key with your supplier and install it: `feedgate featurekey add FILE`.',
        'If its dates are right, check the clock: `timedatectl`.',
      ],
    },
    ko: {
      title: '서비스의 기능 키가 만료되었습니다',
      meaning:
        '키가 설치되어 있으나 기간이 지났거나 시작되지 않아 소스를 폴링하지 않습니다. 등재는 보존 기간이 끝날 때까지 유효합니다.',
      certain: '키의 유효 기간에 이 호스트의 현재 시각이 들어 있지 않습니다.',
      causes: ['구독이 끝났습니다.', '이 호스트의 시계가 틀립니다.'],
      remedy: [
        '공급업체에서 키를 갱신하여 설치하십시오: `feedgate featurekey add FILE`.',
        '키의 기간이 맞으면 시계를 확인하십시오: `timedatectl`.',
      ],
    },
  },
  'gate/key-expires': {
    ...row('gate', 'operator', 'after-change'),
    en: {
      title: 'the feature key expires soon',
      meaning: 'The feature key counts until {validTo}. After that no source is polled.',
      certain: 'The date in the key lies less than 30 days ahead.',
      causes: ['The subscription was not renewed yet.'],
      remedy: ['Renew the key with your supplier and install it beside the old one: `feedgate featurekey add FILE`.'],
    },
    ko: {
      title: '기능 키가 곧 만료됩니다',
      meaning: '기능 키는 {validTo}까지 유효합니다. 그 뒤에는 소스를 폴링하지 않습니다.',
      certain: '키의 끝 날짜가 30일 이내입니다.',
      causes: ['구독을 아직 갱신하지 않았습니다.'],
      remedy: ['공급업체에서 키를 갱신하여 추가로 설치하십시오: `feedgate featurekey add FILE`.'],
    },
  },
  'gate/key-invalid': {
    ...closed,
    en: {
      title: 'the feature key is not genuine',
      meaning: 'What was given as a feature key is none, or nobody who is trusted here has signed it.',
      certain: 'Its Ed25519 signature was checked against the issuers that are trusted here.',
      causes: ['The key was not copied whole.', 'The issuer is not trusted on this node yet.'],
      remedy: [
        'Trust the issuer that your supplier has published: `feedgate featurekey trust ISSUER`.',
        'Ask your supplier for the key again, and install it: `feedgate featurekey add FILE`.',
        'See whether a file holds a genuine key: `feedgate featurekey check FILE`.',
      ],
    },
    ko: {
      title: '기능 키가 진짜가 아닙니다',
      meaning: '기능 키로 받은 것이 키가 아니거나, 여기에서 신뢰하는 발급자가 서명하지 않았습니다.',
      certain: '신뢰하는 발급자로 Ed25519 서명을 확인했습니다.',
      causes: ['키를 일부만 복사했습니다.', '이 노드가 아직 발급자를 신뢰하지 않습니다.'],
      remedy: [
        '공급업체가 공개한 발급자를 신뢰하십시오: `feedgate featurekey trust ISSUER`.',
        '공급업체에서 키를 다시 받아 설치하십시오: `feedgate featurekey add FILE`.',
        '파일의 키가 진짜인지 보십시오: `feedgate featurekey check FILE`.',
      ],
    },
  },
  'gate/source-suspended': {
    ...closed,
    en: {
      title: 'the source is suspended',
      meaning: 'Somebody stopped the polling of {source}. Its listings stay in force until they age out.',
      certain: 'The state of the source says so.',
      causes: ['It was suspended on purpose, perhaps for maintenance.'],
      remedy: ['Poll it again: `feedgate source resume {source}`.'],
    },
    ko: {
      title: '소스가 일시 중지되어 있습니다',
      meaning: '누군가 {source}의 폴링을 멈췄습니다. 등재는 보존 기간이 끝날 때까지 유효합니다.',
      certain: '소스의 상태가 일시 중지입니다.',
      causes: ['유지보수 등을 위해 의도적으로 중지했습니다.'],
      remedy: ['다시 폴링하십시오: `feedgate source resume {source}`.'],
    },
  },
  'gate/poll-running': {
    ...row('gate', 'operator', 'next-poll'),
    en: {
      title: 'a poll of this source is already running',
      meaning:
        'A source is polled by one process at a time. The running poll may also be waiting between two attempts.',
      certain: 'The lease of the source is held; the evidence names the holder, since when, and its stage.',
      causes: [
        'A scheduled poll is under way.',
        'An earlier attempt failed and the next one waits.',
        'Another node polls the source.',
      ],
      remedy: ['See how far it is: `feedgate status`.', 'Wait, or stop it: `feedgate poll {source} --cancel`.'],
    },
    ko: {
      title: '이 소스의 폴링이 이미 진행 중입니다',
      meaning: '한 소스는 한 번에 한 프로세스만 폴링합니다. 진행 중인 폴링이 다음 시도를 기다리는 중일 수도 있습니다.',
      certain: '다른 프로세스가 소스의 폴링 권한을 가지고 있습니다. 누가, 언제부터, 어느 단계인지 근거에 표시합니다.',
      causes: [
        '예약된 폴링이 진행 중입니다.',
        '앞선 시도가 실패하여 다음 시도를 기다립니다.',
        '다른 노드가 폴링하고 있습니다.',
      ],
      remedy: ['진행 상황을 보십시오: `feedgate status`.', '기다리거나 멈추십시오: `feedgate poll {source} --cancel`.'],
    },
  },
  'gate/poll-cancelled': {
    ...row('gate', 'operator', 'next-poll'),
    en: {
      title: 'the poll was cancelled',
      meaning: 'Somebody stopped the poll. What was stored before stays.',
      certain: 'A cancel request was received.',
      causes: ['A person or a script cancelled it.', 'The daemon was told to stop.'],
      remedy: ['Poll again when you like: `feedgate poll {source}`.'],
    },
    ko: {
      title: '폴링이 취소되었습니다',
      meaning: '누군가 폴링을 멈췄습니다. 그전에 저장된 내용은 남습니다.',
      certain: '취소 요청을 받았습니다.',
      causes: ['사람이나 스크립트가 취소했습니다.', '데몬에 종료 명령이 내려졌습니다.'],
      remedy: ['필요할 때 다시 폴링하십시오: `feedgate poll {source}`.'],
    },
  },
  'gate/cancelled': {
    ...row('gate', 'operator', 'next-poll'),
    en: {
      title: 'the request was cancelled',
      meaning: 'The request to the server was given up because its poll was stopped.',
      certain: 'The poll that it belongs to was cancelled.',
      causes: ['The poll was cancelled, or the daemon is stopping.'],
      remedy: ['Nothing to do. To poll again: `feedgate poll {source}`.'],
    },
    ko: {
      title: '요청이 취소되었습니다',
      meaning: '폴링이 중단되어 서버에 보낸 요청을 포기했습니다.',
      certain: '이 요청이 속한 폴링이 취소되었습니다.',
      causes: ['폴링을 취소했거나 데몬이 종료되는 중입니다.'],
      remedy: ['조치할 것이 없습니다. 다시 폴링하려면: `feedgate poll {source}`.'],
    },
  },
  'gate/lease-lost': {
    ...row('gate', 'host', 'next-poll'),
    en: {
      title: 'another process has taken over the poll of this source',
      meaning:
        'The right to poll the source ran out while this process was busy, and another one took it. This process stopped without storing anything more.',
      certain: 'The lease in the database names another holder.',
      causes: [
        'This process or the disk was too slow for more than a minute.',
        'The host slept or was paused.',
        'Two daemons run on one data directory.',
      ],
      remedy: ['Look for the load and the disk: `uptime` and `iostat -x 5 2`.', 'See who polls: `feedgate status`.'],
    },
    ko: {
      title: '다른 프로세스가 이 소스의 폴링을 넘겨받았습니다',
      meaning:
        '이 프로세스가 지연되는 동안 폴링 권한이 만료되어 다른 프로세스가 가져갔습니다. 이 프로세스는 더 저장하지 않고 멈췄습니다.',
      certain: '데이터베이스의 폴링 권한에 다른 소유자가 기록되어 있습니다.',
      causes: [
        '프로세스나 디스크가 1분 넘게 지연되었습니다.',
        '호스트가 절전 또는 일시 정지되었습니다.',
        '한 데이터 디렉터리에서 데몬 두 개가 실행 중입니다.',
      ],
      remedy: [
        '부하와 디스크를 확인하십시오: `uptime`, `iostat -x 5 2`.',
        '누가 폴링하는지 보십시오: `feedgate status`.',
      ],
    },
  },
};
