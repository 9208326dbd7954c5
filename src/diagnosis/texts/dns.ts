import { row, type Entries } from '../entry.ts';

/** Names that cannot be resolved, by the fault of the name or its zone. */
export const dnsTexts: Entries = {
  'dns/bad-name': {
    ...row('dns', 'operator', 'after-change'),
    en: {
      title: 'not a host name',
      meaning: 'The host of the source cannot be a name in DNS, so it was not looked up.',
      certain: 'A label is empty or longer than 63 characters, or a character is not allowed.',
      causes: ['A doubled or leading dot, a blank or an underscore from copying.'],
      remedy: ['Correct it: `feedgate source edit {source} --host taxii.example.net`.'],
    },
    ko: {
      title: '호스트 이름이 아닙니다',
      meaning: '소스의 호스트가 DNS 이름의 형식이 아니어서 조회하지 않았습니다.',
      certain: '비어 있거나 63자를 넘는 레이블이 있거나, 허용되지 않는 문자가 있습니다.',
      causes: ['복사하면서 연속된 점, 앞쪽의 점, 공백, 밑줄이 들어갔습니다.'],
      remedy: ['고치십시오: `feedgate source edit {source} --host taxii.example.net`.'],
    },
  },
  'dns/nxdomain': {
    ...row('dns', 'operator', 'after-change'),
    en: {
      title: 'the name does not exist',
      meaning: 'DNS answers that there is no host named {host}.',
      certain: 'A name server answered NXDOMAIN; it was reached.',
      causes: [
        'A typing error in the host.',
        'The provider has renamed or shut down the service.',
        'The name exists only in an internal DNS that this host does not use.',
      ],
      remedy: [
        'Ask DNS yourself: `dig {host} A`, and from outside: `dig @1.1.1.1 {host} A`.',
        'Correct the host: `feedgate source edit {source} --host taxii.example.net`.',
        'If the feed has ended, stop polling it: `feedgate source suspend {source}`.',
      ],
    },
    ko: {
      title: '이름이 존재하지 않습니다',
      meaning: '{host}{이/가} 존재하지 않는다고 DNS가 응답합니다.',
      certain: 'DNS 서버가 NXDOMAIN으로 응답했습니다. DNS 서버까지는 도달했습니다.',
      causes: [
        '호스트에 오타가 있습니다.',
        '피드 제공자가 이름을 바꾸었거나 서비스를 종료했습니다.',
        '이 호스트가 사용하지 않는 내부 DNS에만 있는 이름입니다.',
      ],
      remedy: [
        'DNS에 직접 물어보십시오: `dig {host} A`, 외부 DNS로는 `dig @1.1.1.1 {host} A`.',
        '호스트를 고치십시오: `feedgate source edit {source} --host taxii.example.net`.',
        '종료된 피드이면 폴링을 중지하십시오: `feedgate source suspend {source}`.',
      ],
    },
  },
  'dns/no-address': {
    ...row('dns', 'source', 'after-change'),
    en: {
      title: 'the name has no address',
      meaning: '{host} exists in DNS but has neither an IPv4 nor an IPv6 address.',
      certain: 'Both the A and the AAAA question were answered with an empty list.',
      causes: [
        'The domain was given instead of the host, such as example.net for taxii.example.net.',
        'The provider has taken the address away.',
      ],
      remedy: [
        'Look at the records: `dig {host} A` and `dig {host} AAAA`.',
        'Give the full host name: `feedgate source edit {source} --host taxii.example.net`.',
      ],
    },
    ko: {
      title: '이름에 주소가 없습니다',
      meaning: '{host}{은/는} DNS에 있으나 IPv4 주소도 IPv6 주소도 없습니다.',
      certain: 'A와 AAAA 조회에 모두 빈 목록으로 응답했습니다.',
      causes: [
        '호스트 대신 도메인을 지정했습니다(예: taxii.example.net 대신 example.net).',
        '피드 제공자가 주소를 없앴습니다.',
      ],
      remedy: [
        '레코드를 보십시오: `dig {host} A`, `dig {host} AAAA`.',
        '전체 호스트 이름을 지정하십시오: `feedgate source edit {source} --host taxii.example.net`.',
      ],
    },
  },
  'dns/cname-loop': {
    ...row('dns', 'source', 'next-poll'),
    en: {
      title: 'the alias leads nowhere',
      meaning: '{host} is an alias (CNAME) whose chain ends in no address, or in itself.',
      certain: 'The answer holds aliases and no address at their end.',
      causes: ['A mistake in the zone of the provider.'],
      remedy: ['Follow the chain: `dig +trace {host}`.', 'Tell the provider.'],
    },
    ko: {
      title: '별칭이 주소로 이어지지 않습니다',
      meaning: '{host}의 별칭(CNAME)을 따라가면 주소가 없거나 자기 자신으로 돌아옵니다.',
      certain: '응답에 별칭만 있고 마지막 주소가 없습니다.',
      causes: ['피드 제공자의 DNS 설정 오류입니다.'],
      remedy: ['따라가 보십시오: `dig +trace {host}`.', '피드 제공자에게 알리십시오.'],
    },
  },
  'dns/servfail': {
    ...row('dns', 'network', 'soon'),
    en: {
      title: 'the resolver could not find out',
      meaning: 'The DNS server of this host answered, but could not resolve {host} itself (SERVFAIL).',
      certain: 'The answer code is SERVFAIL.',
      causes: [
        'The name servers of the provider do not answer.',
        'The signatures of the zone are broken (DNSSEC).',
        'The resolver has no way to the internet.',
      ],
      remedy: [
        'See whether DNSSEC is the reason: `dig {host}` fails and `dig +cd {host}` works.',
        'Compare with another resolver: `dig @1.1.1.1 {host}`.',
        'If every name fails, look at the resolver: `dig example.com`.',
      ],
    },
    ko: {
      title: 'DNS 서버가 이름을 찾지 못했습니다',
      meaning: '이 호스트의 DNS 서버가 응답했으나 {host}{을/를} 해석하지 못했습니다(SERVFAIL).',
      certain: '응답 코드가 SERVFAIL입니다.',
      causes: [
        '피드 제공자의 이름 서버가 응답하지 않습니다.',
        '도메인의 서명(DNSSEC)이 잘못되었습니다.',
        'DNS 서버가 인터넷에 연결되지 않습니다.',
      ],
      remedy: [
        'DNSSEC이 원인인지 보십시오. `dig {host}`는 실패하고 `dig +cd {host}`는 성공하면 그렇습니다.',
        '다른 DNS 서버와 비교하십시오: `dig @1.1.1.1 {host}`.',
        '모든 이름이 실패하면 DNS 서버를 점검하십시오: `dig example.com`.',
      ],
    },
  },
  'dns/timeout': {
    ...row('dns', 'network', 'soon'),
    en: {
      title: 'no answer from the resolver',
      meaning: 'The DNS servers of this host did not answer the question for {host} in time.',
      certain: 'Every configured resolver was asked, with retries, and the time ran out.',
      causes: [
        'The resolver is overloaded or cut off.',
        'The name servers of the provider are slow.',
        'A firewall drops DNS (port 53).',
      ],
      remedy: [
        'See whether any name works: `dig example.com`.',
        'Ask each resolver of `/etc/resolv.conf` by itself: `dig @ADDRESS {host}`.',
        'The poll is tried again by itself.',
      ],
    },
    ko: {
      title: 'DNS 서버가 응답하지 않습니다',
      meaning: '{host}에 대한 조회에 이 호스트의 DNS 서버가 제시간에 응답하지 않았습니다.',
      certain: '설정된 모든 DNS 서버에 여러 번 물었으나 시간이 초과되었습니다.',
      causes: [
        'DNS 서버가 과부하이거나 연결이 끊겼습니다.',
        '피드 제공자의 이름 서버가 느립니다.',
        '방화벽이 DNS(53번 포트)를 버립니다.',
      ],
      remedy: [
        '다른 이름은 되는지 보십시오: `dig example.com`.',
        '`/etc/resolv.conf`의 서버마다 물어보십시오: `dig @ADDRESS {host}`.',
        '폴링은 자동으로 다시 시도합니다.',
      ],
    },
  },
  'dns/sinkholed': {
    ...row('dns', 'network', 'after-change'),
    en: {
      title: 'a DNS filter answers for the name',
      meaning: 'DNS gives {address} for {host}, an address that no feed can have: a filter replaces the real one.',
      certain: 'The answer lies in 0.0.0.0/8 or 127.0.0.0/8, or is the block page of a known filter.',
      causes: ['A DNS firewall lists the name, which is common for threat feeds.'],
      remedy: [
        'Compare with another resolver: `dig @1.1.1.1 {host} +short`.',
        'Have {host} exempted in the DNS filter, then poll: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: 'DNS 필터가 대신 응답합니다',
      meaning: 'DNS가 {host}에 대해 {address}{을/를} 응답합니다. 피드가 가질 수 없는 주소이므로 필터가 바꾼 것입니다.',
      certain: '응답이 0.0.0.0/8이나 127.0.0.0/8에 있거나, 알려진 필터의 차단 페이지입니다.',
      causes: ['DNS 방화벽이 이 이름을 차단합니다. 위협 피드에서 흔한 일입니다.'],
      remedy: [
        '다른 DNS 서버와 비교하십시오: `dig @1.1.1.1 {host} +short`.',
        'DNS 필터에서 {host}{을/를} 예외로 등록한 뒤 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'dns/private-blocked': {
    ...row('dns', 'operator', 'after-change'),
    en: {
      title: 'the address is private',
      meaning:
        '{host} leads to {address}, an address of a private or local network. Feedgate does not connect there unless you say so.',
      certain: 'Every address of the name is loopback, private or link-local.',
      causes: ['The feed is in your own network.', 'Somebody points a public name at your network.'],
      remedy: [
        'If the feed is yours: `feedgate source edit {source} --allow-private`.',
        'If not, tell the provider and suspend the source: `feedgate source suspend {source}`.',
      ],
    },
    ko: {
      title: '사설 주소입니다',
      meaning:
        '{host}{이/가} 사설 또는 로컬 네트워크의 주소 {address}{을/를} 가리킵니다. 허용하지 않는 한 이런 주소에는 연결하지 않습니다.',
      certain: '이름의 모든 주소가 루프백, 사설, 링크 로컬 주소입니다.',
      causes: ['피드가 사내 네트워크에 있습니다.', '누군가 공개 이름을 사내 네트워크로 향하게 했습니다.'],
      remedy: [
        '사내 피드이면 허용하십시오: `feedgate source edit {source} --allow-private`.',
        '아니면 피드 제공자에게 알리고 소스를 중지하십시오: `feedgate source suspend {source}`.',
      ],
    },
  },
};
