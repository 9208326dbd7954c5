import { row, type Entries } from '../entry.ts';

/** Faults of the resolver or of the way to it. */
export const dnsResolverTexts: Entries = {
  'dns/refused': {
    ...row('dns', 'network', 'next-poll'),
    en: {
      title: 'the resolver refuses to answer this host',
      meaning: 'The DNS server was reached and answered REFUSED: it does not serve this host.',
      certain: 'The answer code is REFUSED.',
      causes: [
        'This host is not in the access list of the resolver.',
        'The server in /etc/resolv.conf serves only its own zones.',
      ],
      remedy: [
        'See which resolvers are used: `cat /etc/resolv.conf`.',
        'Have this host allowed there, or name another resolver.',
      ],
    },
    ko: {
      title: 'DNS 서버가 이 호스트의 조회를 거부합니다',
      meaning: 'DNS 서버에 도달했으나 REFUSED로 응답했습니다. 이 호스트를 허용하지 않습니다.',
      certain: '응답 코드가 REFUSED입니다.',
      causes: ['DNS 서버의 허용 목록에 이 호스트가 없습니다.', '/etc/resolv.conf의 서버가 자기 도메인만 응답합니다.'],
      remedy: [
        '사용하는 DNS 서버를 보십시오: `cat /etc/resolv.conf`.',
        '그 서버에서 이 호스트를 허용하거나 다른 DNS 서버를 지정하십시오.',
      ],
    },
  },
  'dns/resolver-down': {
    ...row('dns', 'host', 'soon'),
    en: {
      title: 'nothing listens where the resolver should be',
      meaning: 'The DNS server that this host is told to use is not running: its port 53 is closed.',
      certain: 'The question is answered by "connection refused".',
      causes: ['A local resolver (systemd-resolved, unbound) has stopped.', 'A wrong address in /etc/resolv.conf.'],
      remedy: [
        'See who should answer: `cat /etc/resolv.conf` and `ss -lnup "sport = :53"`.',
        'Start the local resolver: `systemctl restart systemd-resolved`.',
      ],
    },
    ko: {
      title: 'DNS 서버가 실행되고 있지 않습니다',
      meaning: '이 호스트가 사용하도록 설정된 DNS 서버의 53번 포트가 닫혀 있습니다.',
      certain: '조회에 연결 거부로 응답합니다.',
      causes: ['로컬 DNS 서버(systemd-resolved, unbound)가 중지되었습니다.', '/etc/resolv.conf의 주소가 틀립니다.'],
      remedy: [
        '응답해야 할 서버를 보십시오: `cat /etc/resolv.conf`, `ss -lnup "sport = :53"`.',
        '로컬 DNS 서버를 시작하십시오: `systemctl restart systemd-resolved`.',
      ],
    },
  },
  'dns/resolver-unreachable': {
    ...row('dns', 'network', 'soon'),
    en: {
      title: 'there is no way to the resolver',
      meaning: 'The DNS server itself cannot be reached from this host.',
      certain: 'There is no route to it, or neither UDP nor TCP port 53 answers.',
      causes: ['The network or VPN of this host is down.', 'A firewall blocks port 53.'],
      remedy: [
        'See the way to it: `ip route get ADDRESS` with the address of the resolver.',
        'Try it over TCP: `dig +tcp @ADDRESS example.com`.',
      ],
    },
    ko: {
      title: 'DNS 서버로 가는 경로가 없습니다',
      meaning: '이 호스트에서 DNS 서버 자체에 도달할 수 없습니다.',
      certain: '경로가 없거나, UDP와 TCP 53번 포트가 모두 응답하지 않습니다.',
      causes: ['이 호스트의 네트워크나 VPN이 끊겼습니다.', '방화벽이 53번 포트를 막습니다.'],
      remedy: [
        'DNS 서버 주소로 가는 경로를 보십시오: `ip route get ADDRESS`.',
        'TCP로 시도하십시오: `dig +tcp @ADDRESS example.com`.',
      ],
    },
  },
  'dns/resolv-conf-empty': {
    ...row('dns', 'host', 'after-change'),
    en: {
      title: 'no resolver is configured on this host',
      meaning: '/etc/resolv.conf names no DNS server, so no name can be looked up.',
      certain: 'The file has no nameserver line.',
      causes: ['The network was set up by hand without DNS.', 'A container was started without it.'],
      remedy: [
        'Look: `cat /etc/resolv.conf`.',
        'Add a server with your network tool, here with systemd: `resolvectl dns eth0 192.0.2.53`.',
      ],
    },
    ko: {
      title: '이 호스트에 DNS 서버가 설정되어 있지 않습니다',
      meaning: '/etc/resolv.conf에 DNS 서버가 없어 이름을 조회할 수 없습니다.',
      certain: '파일에 nameserver 줄이 없습니다.',
      causes: ['DNS 없이 네트워크를 직접 설정했습니다.', 'DNS 설정 없이 컨테이너를 시작했습니다.'],
      remedy: [
        '확인하십시오: `cat /etc/resolv.conf`.',
        '네트워크 도구로 서버를 추가하십시오. systemd의 예: `resolvectl dns eth0 192.0.2.53`.',
      ],
    },
  },
  'dns/bad-answer': {
    ...row('dns', 'network', 'soon'),
    en: {
      title: 'the answer was damaged',
      meaning: 'The answer of DNS cannot be read as a DNS message.',
      certain: 'The message breaks the rules of its format.',
      causes: ['A firewall or router rewrites DNS.', 'Something else listens on port 53.'],
      remedy: [
        'Look at the answer: `dig @ADDRESS {host}` for each resolver.',
        'Switch off DNS inspection for this host, or use another resolver.',
      ],
    },
    ko: {
      title: 'DNS 응답이 손상되었습니다',
      meaning: 'DNS의 응답을 DNS 메시지로 읽을 수 없습니다.',
      certain: '메시지가 형식의 규칙에 맞지 않습니다.',
      causes: ['방화벽이나 라우터가 DNS를 고쳐 씁니다.', '53번 포트에 다른 프로그램이 있습니다.'],
      remedy: [
        'DNS 서버마다 응답을 보십시오: `dig @ADDRESS {host}`.',
        '이 호스트에 대한 DNS 검사를 끄거나 다른 DNS 서버를 쓰십시오.',
      ],
    },
  },
  'dns/formerr': {
    ...row('dns', 'network', 'next-poll'),
    en: {
      title: 'the resolver did not understand the question',
      meaning: 'The DNS server calls an ordinary question malformed (FORMERR).',
      certain: 'The answer code is FORMERR.',
      causes: ['A very old or home-grown DNS server or middlebox.'],
      remedy: ['Compare: `dig {host}` and `dig @1.1.1.1 {host}`.', 'Name a full resolver in /etc/resolv.conf.'],
    },
    ko: {
      title: 'DNS 서버가 질의를 이해하지 못했습니다',
      meaning: 'DNS 서버가 정상적인 질의를 형식 오류(FORMERR)라고 응답합니다.',
      certain: '응답 코드가 FORMERR입니다.',
      causes: ['매우 오래되었거나 자체 제작한 DNS 서버 또는 중간 장비입니다.'],
      remedy: [
        '비교하십시오: `dig {host}`, `dig @1.1.1.1 {host}`.',
        '/etc/resolv.conf에 정상적인 DNS 서버를 지정하십시오.',
      ],
    },
  },
  'dns/notimp': {
    ...row('dns', 'network', 'next-poll'),
    en: {
      title: 'the resolver does not do this kind of question',
      meaning: 'The DNS server answers NOTIMP: it is not a full resolver.',
      certain: 'The answer code is NOTIMP.',
      causes: ['A router or load balancer answers in place of a resolver.'],
      remedy: ['Name a full resolver in /etc/resolv.conf and try it: `dig {host}`.'],
    },
    ko: {
      title: 'DNS 서버가 이런 질의를 지원하지 않습니다',
      meaning: 'DNS 서버가 NOTIMP로 응답합니다. 완전한 DNS 서버가 아닙니다.',
      certain: '응답 코드가 NOTIMP입니다.',
      causes: ['라우터나 로드 밸런서가 DNS 서버 대신 응답합니다.'],
      remedy: ['/etc/resolv.conf에 정상적인 DNS 서버를 지정하고 확인하십시오: `dig {host}`.'],
    },
  },
  'dns/tcp-blocked': {
    ...row('dns', 'network', 'after-change'),
    en: {
      title: 'DNS over TCP is blocked',
      meaning: 'The answer was too long for UDP, and the resolver cannot be asked over TCP.',
      certain: 'UDP answers are cut (TC) and TCP port 53 fails.',
      causes: ['A firewall allows only UDP to port 53.'],
      remedy: ['Show it: `dig +tcp {host}`.', 'Allow TCP port 53 from this host to the resolver.'],
    },
    ko: {
      title: 'TCP를 통한 DNS가 차단되어 있습니다',
      meaning: '응답이 UDP에 담기에는 길지만 DNS 서버에 TCP로 물어볼 수 없습니다.',
      certain: 'UDP 응답이 잘리고(TC) TCP 53번 포트가 실패합니다.',
      causes: ['방화벽이 53번 포트에 UDP만 허용합니다.'],
      remedy: ['확인하십시오: `dig +tcp {host}`.', '이 호스트에서 DNS 서버로 TCP 53번 포트를 허용하십시오.'],
    },
  },
  'dns/slow-aaaa': {
    ...row('dns', 'network', 'soon'),
    en: {
      title: 'the IPv6 look-up lags behind',
      meaning:
        'A warning: the IPv4 address came, the question for IPv6 addresses (AAAA) is late or dropped. The poll went on over IPv4.',
      certain: 'The A answer was there more than 50 ms before the AAAA answer.',
      causes: ['A firewall or resolver drops AAAA questions.'],
      remedy: [
        'Compare the times: `dig {host} A` and `dig {host} AAAA`.',
        'Have the resolver answer AAAA questions, even with nothing.',
      ],
    },
    ko: {
      title: 'IPv6 조회가 늦습니다',
      meaning: '경고입니다. IPv4 주소는 받았으나 IPv6 주소(AAAA) 조회가 늦거나 버려집니다. 폴링은 IPv4로 진행했습니다.',
      certain: 'A 응답이 AAAA 응답보다 50 ms 넘게 먼저 왔습니다.',
      causes: ['방화벽이나 DNS 서버가 AAAA 질의를 버립니다.'],
      remedy: [
        '시간을 비교하십시오: `dig {host} A`, `dig {host} AAAA`.',
        '빈 응답이라도 AAAA 질의에 응답하도록 DNS 서버를 설정하십시오.',
      ],
    },
  },
  'dns/failed': {
    ...row('dns', 'network', 'soon'),
    en: {
      title: 'resolving failed for a reason of its own',
      meaning: 'Looking up {host} failed in a way that no rule recognises; the evidence holds what the system said.',
      certain: 'None of the other DNS conditions fits.',
      causes: ['A rare fault of the resolver or of this host.'],
      remedy: ['Try it by hand: `dig {host}` and `getent ahosts {host}`.', 'Report the evidence if it happens again.'],
    },
    ko: {
      title: '다른 이유로 이름을 해석하지 못했습니다',
      meaning: '알려진 규칙에 없는 방식으로 {host} 조회가 실패했습니다. 시스템의 응답을 근거에 표시합니다.',
      certain: '다른 DNS 상태 중 어느 것에도 맞지 않습니다.',
      causes: ['DNS 서버나 이 호스트의 드문 장애입니다.'],
      remedy: ['직접 확인하십시오: `dig {host}`, `getent ahosts {host}`.', '반복되면 근거와 함께 신고하십시오.'],
    },
  },
};
