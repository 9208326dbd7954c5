import { row, type Entries } from '../entry.ts';

/** Connections that fail, as the system reports them. */
export const tcpTexts: Entries = {
  'tcp/refused': {
    ...row('tcp', 'source', 'soon'),
    en: {
      title: 'connection refused',
      meaning: '{host} was reached, and nothing listens on port {port} there.',
      certain: 'The connection request was answered with a reset (ECONNREFUSED).',
      causes: ['A wrong or outdated port.', 'The service of the provider is down.', 'A firewall answers in its place.'],
      remedy: [
        'If the provider names another port, correct it: `feedgate source edit {source} --port PORT`.',
        'If the port is right, ask the provider; the poll is tried again by itself.',
        'See what the port is like: `feedgate net check {host} {port}`.',
        'Have other ports, other hosts and the proxy tried: `feedgate source test {source}`.',
      ],
    },
    ko: {
      title: '연결이 거부되었습니다',
      meaning: '{host}에 도달했으나 {port}번 포트에서 수신하는 서비스가 없습니다.',
      certain: '연결 요청에 재설정(ECONNREFUSED)으로 응답했습니다.',
      causes: [
        '포트가 틀렸거나 예전 것입니다.',
        '피드 제공자의 서비스가 내려가 있습니다.',
        '방화벽이 대신 거부했습니다.',
      ],
      remedy: [
        '피드 제공자가 다른 포트를 알려 주면 고치십시오: `feedgate source edit {source} --port PORT`.',
        '포트가 맞으면 피드 제공자에게 문의하십시오. 폴링은 자동으로 다시 시도합니다.',
        '포트의 상태를 보십시오: `feedgate net check {host} {port}`.',
        '다른 포트와 호스트, 프록시로도 시도하게 하십시오: `feedgate source test {source}`.',
      ],
    },
  },
  'tcp/timeout': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'no answer to the connection request',
      meaning: 'The request to connect to {host} port {port} was not answered at all; something on the way drops it.',
      certain:
        'The connect limit passed without any answer. Probes then tell whether the port, this site or the host is the reason.',
      causes: [
        'A firewall, yours or theirs, drops the port.',
        'The internet is reachable only through a proxy here.',
        'The host is down.',
      ],
      remedy: [
        'Have other ports, other hosts and the proxy tried: `feedgate source test {source}`.',
        'See what really goes over the wire: `feedgate capture start --source {source} --poll`.',
        'See whether the host answers on another port, such as 443 or 80: `feedgate net check {host} 443`.',
        'See how far packets come: `traceroute -T -p {port} {host}`.',
        'Allow outgoing TCP to {host} port {port} in your firewall.',
        'If this site needs a proxy: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
      ],
    },
    ko: {
      title: '연결 요청에 응답이 없습니다',
      meaning: '{host}의 {port}번 포트에 보낸 연결 요청에 아무 응답이 없습니다. 경로 중간에서 버려지고 있습니다.',
      certain:
        '연결 제한 시간 동안 응답이 없었습니다. 추가 점검으로 포트, 이 사이트, 호스트 중 어디가 원인인지 구분합니다.',
      causes: [
        '이쪽 또는 상대쪽 방화벽이 포트를 차단합니다.',
        '이 사이트는 프록시로만 인터넷에 연결됩니다.',
        '호스트가 내려가 있습니다.',
      ],
      remedy: [
        '다른 포트와 호스트, 프록시로도 시도하게 하십시오: `feedgate source test {source}`.',
        '실제로 오가는 패킷을 확인하십시오: `feedgate capture start --source {source} --poll`.',
        '443이나 80 같은 다른 포트에서 응답하는지 보십시오: `feedgate net check {host} 443`.',
        '패킷이 어디까지 가는지 보십시오: `traceroute -T -p {port} {host}`.',
        '방화벽에서 {host}의 {port}번 포트로 나가는 TCP를 허용하십시오.',
        '프록시가 필요한 사이트이면 설정하십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
      ],
    },
  },
  'tcp/host-unreachable': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'host unreachable',
      meaning: 'A router, or this host itself, reports that {address} cannot be reached.',
      certain: 'The system answers EHOSTUNREACH.',
      causes: [
        'A firewall rejects with "prohibited".',
        'The host is in the local network and switched off.',
        'Routing on the way is broken.',
      ],
      remedy: [
        'Have other ports, other hosts and the proxy tried: `feedgate source test {source}`.',
        'See the route: `ip route get {address}` and `ip neigh show {address}`.',
        'See who rejects: `traceroute -n {address}`.',
        'Give the result to the network team.',
      ],
    },
    ko: {
      title: '호스트에 도달할 수 없습니다',
      meaning: '라우터 또는 이 호스트가 {address}에 도달할 수 없다고 알립니다.',
      certain: '시스템이 EHOSTUNREACH를 반환합니다.',
      causes: [
        '방화벽이 금지 응답으로 거부합니다.',
        '같은 네트워크의 호스트가 꺼져 있습니다.',
        '경로의 라우팅이 잘못되었습니다.',
      ],
      remedy: [
        '다른 포트와 호스트, 프록시로도 시도하게 하십시오: `feedgate source test {source}`.',
        '경로를 보십시오: `ip route get {address}`, `ip neigh show {address}`.',
        '어디에서 거부하는지 보십시오: `traceroute -n {address}`.',
        '결과를 네트워크 담당자에게 전달하십시오.',
      ],
    },
  },
  'tcp/no-route': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'no route to the network',
      meaning: 'This host, or a router, has no route to {address}.',
      certain: 'The system answers ENETUNREACH.',
      causes: [
        'No default route: the network is down or not configured.',
        'Only IPv6 addresses were tried, and IPv6 is not set up.',
      ],
      remedy: ['See the routes: `ip route` and `ip -6 route`.', 'Add the missing route, or ask the network team.'],
    },
    ko: {
      title: '네트워크로 가는 경로가 없습니다',
      meaning: '이 호스트 또는 라우터에 {address}{으로/로} 가는 경로가 없습니다.',
      certain: '시스템이 ENETUNREACH를 반환합니다.',
      causes: [
        '기본 경로가 없습니다. 네트워크가 내려가 있거나 설정되지 않았습니다.',
        'IPv6 주소만 시도했는데 IPv6가 설정되지 않았습니다.',
      ],
      remedy: [
        '경로를 보십시오: `ip route`, `ip -6 route`.',
        '빠진 경로를 추가하거나 네트워크 담당자에게 문의하십시오.',
      ],
    },
  },
  'tcp/v6-only-no-v6': {
    ...row('tcp', 'host', 'after-change'),
    en: {
      title: 'the server has only IPv6 and this host has none',
      meaning: '{host} has no IPv4 address, and this host has no way into the IPv6 internet.',
      certain: 'DNS gives only AAAA records, and there is no IPv6 route.',
      causes: ['IPv6 is not set up on this host.'],
      remedy: [
        'See: `dig {host} A +short` is empty, `ip -6 route show default` too.',
        'Set up IPv6, or reach the feed through a proxy that has it: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
      ],
    },
    ko: {
      title: '서버는 IPv6만 쓰는데 이 호스트에는 IPv6가 없습니다',
      meaning: '{host}에 IPv4 주소가 없고, 이 호스트는 IPv6 인터넷에 연결되어 있지 않습니다.',
      certain: 'DNS에 AAAA 레코드만 있고 IPv6 경로가 없습니다.',
      causes: ['이 호스트에 IPv6가 설정되지 않았습니다.'],
      remedy: [
        '확인하십시오. `dig {host} A +short`와 `ip -6 route show default`의 출력이 모두 비어 있습니다.',
        'IPv6를 설정하거나, IPv6를 쓸 수 있는 프록시를 지정하십시오: `feedgate source edit {source} --proxy http://proxy.example.net:3128`.',
      ],
    },
  },
  'tcp/local-policy': {
    ...row('tcp', 'host', 'after-change'),
    en: {
      title: 'this host forbids the connection',
      meaning: 'The connection was stopped by a rule on this host, before anything was sent.',
      certain: 'The answer of connect() is EACCES, EPERM, EINVAL or ENOPROTOOPT.',
      causes: ['A firewall rule on this host.', 'IPAddressDeny in the unit of the service.', 'SELinux or AppArmor.'],
      remedy: [
        'Look at the rules: `nft list ruleset` and `ip rule`.',
        'Look at the unit: `systemctl show feedgate -p IPAddressDeny`.',
        'Look for denials: `ausearch -m avc -ts recent`.',
      ],
    },
    ko: {
      title: '이 호스트의 규칙이 연결을 막습니다',
      meaning: '아무것도 보내기 전에 이 호스트의 규칙이 연결을 중단했습니다.',
      certain: 'connect()가 EACCES, EPERM, EINVAL, ENOPROTOOPT 중 하나를 반환합니다.',
      causes: [
        '이 호스트의 방화벽 규칙입니다.',
        '서비스 유닛의 IPAddressDeny 설정입니다.',
        'SELinux나 AppArmor입니다.',
      ],
      remedy: [
        '규칙을 보십시오: `nft list ruleset`, `ip rule`.',
        '유닛을 보십시오: `systemctl show feedgate -p IPAddressDeny`.',
        '거부 기록을 보십시오: `ausearch -m avc -ts recent`.',
      ],
    },
  },
  'tcp/reset': {
    ...row('tcp', 'source', 'soon'),
    en: {
      title: 'reset while connecting',
      meaning: '{host} port {port} took the connection and dropped it at once.',
      certain: 'The connection is reset before anything was sent.',
      causes: [
        'An access list at the provider does not know our address.',
        'The server or its load balancer is overloaded.',
      ],
      remedy: [
        'Tell the provider the address that you come from: `curl -s https://ifconfig.me`.',
        'See what really goes over the wire: `feedgate capture start --source {source} --poll`.',
        'Try from another network to compare: `nc -vz {host} {port}`.',
      ],
    },
    ko: {
      title: '연결하는 중에 재설정되었습니다',
      meaning: '{host}의 {port}번 포트가 연결을 받자마자 끊었습니다.',
      certain: '데이터를 보내기 전에 연결이 재설정됩니다.',
      causes: ['피드 제공자의 허용 목록에 이쪽 주소가 없습니다.', '서버나 로드 밸런서가 과부하입니다.'],
      remedy: [
        '이쪽의 공인 주소를 피드 제공자에게 알리십시오: `curl -s https://ifconfig.me`.',
        '실제로 오가는 패킷을 확인하십시오: `feedgate capture start --source {source} --poll`.',
        '다른 네트워크에서 시도하여 비교하십시오: `nc -vz {host} {port}`.',
      ],
    },
  },
  'tcp/all-addresses-fail': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'every address failed, each in its own way',
      meaning:
        '{host} has several addresses and none of them could be connected to. The evidence lists each with its error.',
      certain: 'Every address was tried.',
      causes: ['The network of this host is down.', 'The provider is moving or down.'],
      remedy: [
        'See whether anything is reachable: `feedgate net check example.com 443`.',
        'Read the list of attempts in the report: `feedgate polls {source}`.',
      ],
    },
    ko: {
      title: '모든 주소가 서로 다른 이유로 실패했습니다',
      meaning: '{host}의 여러 주소 중 어느 것에도 연결하지 못했습니다. 주소별 오류를 근거에 표시합니다.',
      certain: '모든 주소를 시도했습니다.',
      causes: ['이 호스트의 네트워크가 끊겼습니다.', '피드 제공자가 이전 중이거나 내려가 있습니다.'],
      remedy: [
        '다른 곳에는 연결되는지 보십시오: `feedgate net check example.com 443`.',
        '보고서에서 시도 목록을 보십시오: `feedgate polls {source}`.',
      ],
    },
  },
  'tcp/v6-broken': {
    ...row('tcp', 'network', 'soon'),
    en: {
      title: 'IPv6 failed where IPv4 worked',
      meaning:
        'A warning: the IPv6 address of {host} does not answer, so each connection loses time before IPv4 is used.',
      certain: 'IPv6 was tried and failed, then IPv4 worked.',
      causes: ['IPv6 on this host or its provider is broken.'],
      remedy: [
        'Try it: `curl -6 -sS -o /dev/null https://{host}/` against `curl -4 -sS -o /dev/null https://{host}/`.',
        'Repair IPv6, or take the IPv6 default route away.',
      ],
    },
    ko: {
      title: 'IPv4는 되지만 IPv6는 실패합니다',
      meaning: '경고입니다. {host}의 IPv6 주소가 응답하지 않아 IPv4로 넘어가기까지 매번 시간이 걸립니다.',
      certain: 'IPv6를 시도하여 실패한 뒤 IPv4로 연결되었습니다.',
      causes: ['이 호스트나 회선의 IPv6에 문제가 있습니다.'],
      remedy: [
        '비교하십시오: `curl -6 -sS -o /dev/null https://{host}/`, `curl -4 -sS -o /dev/null https://{host}/`.',
        'IPv6를 고치거나 IPv6 기본 경로를 없애십시오.',
      ],
    },
  },
};
