import { row, type Entries } from '../entry.ts';

const operator = row('proxy', 'operator', 'after-change');
const network = row('proxy', 'network', 'soon');

/** What the proxy answers to the wish for a tunnel (CONNECT). */
export const proxyTunnelTexts: Entries = {
  'proxy/denied': {
    ...operator,
    en: {
      title: 'the proxy forbids the destination',
      meaning: 'The proxy {proxy} answered 403: its policy does not let this host reach {host}.',
      certain: 'CONNECT was answered 403 by the proxy.',
      causes: [
        'The host, or its category ("newly seen", "malware"), is blocked.',
        'The proxy knows no rule for this host.',
      ],
      remedy: [
        'Ask the proxy team to allow {host} port {port} from this host.',
        'Then poll: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '프록시가 목적지를 금지합니다',
      meaning: '프록시 {proxy}{이/가} 403으로 응답했습니다. 정책상 {host}에 접속할 수 없습니다.',
      certain: '프록시가 CONNECT에 403으로 응답했습니다.',
      causes: [
        '호스트나 그 범주(신규 도메인, 악성 코드 등)가 차단되어 있습니다.',
        '이 호스트에 대한 허용 규칙이 없습니다.',
      ],
      remedy: [
        '프록시 담당자에게 이 호스트에서 {host}의 {port}번 포트 접속을 허용해 달라고 요청하십시오.',
        '그 뒤 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'proxy/method-not-allowed': {
    ...operator,
    en: {
      title: 'the proxy forbids tunnels to the port',
      meaning: 'The proxy does not open a tunnel (CONNECT) to port {port}; most allow only 443.',
      certain: 'CONNECT was answered 400, 405 or 501.',
      causes: ['The feed uses an unusual port.', 'The proxy is a plain web server or a cache without CONNECT.'],
      remedy: [
        'Ask the proxy team to allow CONNECT to {host} port {port}.',
        'Or ask the provider for an address on port 443.',
      ],
    },
    ko: {
      title: '프록시가 이 포트로의 터널을 금지합니다',
      meaning: '프록시가 {port}번 포트로의 터널(CONNECT)을 열지 않습니다. 대부분 443만 허용합니다.',
      certain: 'CONNECT에 400, 405, 501 중 하나로 응답했습니다.',
      causes: ['피드가 흔하지 않은 포트를 씁니다.', 'CONNECT를 지원하지 않는 웹 서버나 캐시입니다.'],
      remedy: [
        '프록시 담당자에게 {host}의 {port}번 포트로 CONNECT를 허용해 달라고 요청하십시오.',
        '또는 피드 제공자에게 443번 포트의 주소를 요청하십시오.',
      ],
    },
  },
  'proxy/cannot-resolve': {
    ...network,
    en: {
      title: 'the proxy cannot resolve the destination',
      meaning: 'The proxy {proxy} works but does not find {host} in its own DNS.',
      certain: 'The answer of the proxy says so (ERR_DNS_FAIL or the like; of SOCKS reply 8).',
      causes: [
        'A typing error in the host.',
        'The DNS of the proxy is broken, or does not know an internal name.',
        'A SOCKS proxy that takes addresses alone, no names.',
      ],
      remedy: [
        'Check the name here: `dig {host} A`.',
        'If it exists, tell the proxy team.',
        'If it is internal: `feedgate source edit {source} --proxy-except +{host}`.',
        'Where the proxy is a profile, add to its list: `feedgate proxy edit {profile} --no-proxy +{host}`.',
      ],
    },
    ko: {
      title: '프록시가 목적지의 이름을 해석하지 못합니다',
      meaning: '프록시 {proxy}{은/는} 동작하지만 자신의 DNS에서 {host}{을/를} 찾지 못합니다.',
      certain: '프록시의 응답에 그렇게 나옵니다(ERR_DNS_FAIL 등, SOCKS는 응답 8).',
      causes: [
        '호스트에 오타가 있습니다.',
        '프록시의 DNS에 문제가 있거나 내부 이름을 모릅니다.',
        '이름이 아니라 주소만 받는 SOCKS 프록시입니다.',
      ],
      remedy: [
        '여기에서 이름을 확인하십시오: `dig {host} A`.',
        '존재하면 프록시 담당자에게 알리십시오.',
        '내부 이름이면 예외로 두십시오: `feedgate source edit {source} --proxy-except +{host}`.',
        '프록시가 프로필이면 그 목록에 추가하십시오: `feedgate proxy edit {profile} --no-proxy +{host}`.',
      ],
    },
  },
  'proxy/cannot-reach': {
    ...network,
    en: {
      title: 'the proxy cannot reach the destination',
      meaning: 'The proxy {proxy} works but its own connection to {host} port {port} fails.',
      certain: 'CONNECT was answered 502, 503 or 504 by the proxy.',
      causes: ['The server of the feed is down.', 'The firewall does not let the proxy reach the port.'],
      remedy: [
        'Compare with another address through the proxy: `curl -sv -x http://{proxy} -o /dev/null https://example.com/`.',
        'If that works, the fault lies between the proxy and {host}: tell the proxy team and the provider.',
      ],
    },
    ko: {
      title: '프록시가 목적지에 도달하지 못합니다',
      meaning: '프록시 {proxy}{은/는} 동작하지만 프록시에서 {host}의 {port}번 포트로 가는 연결이 실패합니다.',
      certain: '프록시가 CONNECT에 502, 503, 504 중 하나로 응답했습니다.',
      causes: ['피드 서버가 내려가 있습니다.', '방화벽이 프록시에서 이 포트로의 연결을 막습니다.'],
      remedy: [
        '프록시로 다른 주소에 접속하여 비교하십시오: `curl -sv -x http://{proxy} -o /dev/null https://example.com/`.',
        '그것이 되면 프록시와 {host} 사이의 문제입니다. 프록시 담당자와 피드 제공자에게 알리십시오.',
      ],
    },
  },
  'proxy/portal': {
    ...operator,
    en: {
      title: 'the proxy asks to log in first',
      meaning: 'The proxy sends to a log-in page ({location}) instead of opening a tunnel.',
      certain: 'CONNECT was answered by a redirect or 511.',
      causes: ['A captive portal: this host has not been registered.'],
      remedy: ['Have this host exempted from the portal by its address; a mail gateway cannot click on a page.'],
    },
    ko: {
      title: '프록시가 먼저 로그인하라고 합니다',
      meaning: '프록시가 터널을 여는 대신 로그인 페이지({location})로 보냅니다.',
      certain: 'CONNECT에 리디렉션이나 511로 응답했습니다.',
      causes: ['캡티브 포털입니다. 이 호스트가 등록되어 있지 않습니다.'],
      remedy: ['이 호스트의 주소를 포털 예외로 등록하십시오. 메일 게이트웨이는 웹 페이지에서 로그인할 수 없습니다.'],
    },
  },
  'proxy/silent': {
    ...network,
    en: {
      title: 'the proxy accepts but does not answer',
      meaning: 'The proxy {proxy} took the connection and never answered the wish for a tunnel.',
      certain: 'The time for CONNECT ran out on an open connection.',
      causes: [
        'The proxy is overloaded.',
        'It waits for {host}, which drops its connection.',
        'The port speaks another protocol.',
      ],
      remedy: [
        'Try it: `curl -sv -m 20 -x http://{proxy} -o /dev/null https://example.com/`.',
        'If that hangs too, restart or report the proxy; else allow the proxy to reach {host} port {port}.',
      ],
    },
    ko: {
      title: '프록시가 연결은 받지만 응답하지 않습니다',
      meaning: '프록시 {proxy}{이/가} 연결을 받은 뒤 터널 요청에 응답하지 않았습니다.',
      certain: '연결된 상태에서 CONNECT 제한 시간이 지났습니다.',
      causes: [
        '프록시가 과부하입니다.',
        '프록시가 연결을 버리는 {host}{을/를} 기다리고 있습니다.',
        '다른 프로토콜을 쓰는 포트입니다.',
      ],
      remedy: [
        '시험하십시오: `curl -sv -m 20 -x http://{proxy} -o /dev/null https://example.com/`.',
        '이것도 멈추면 프록시를 점검하고, 아니면 프록시에서 {host}의 {port}번 포트로 가는 연결을 허용하십시오.',
      ],
    },
  },
  'proxy/closes': {
    ...network,
    en: {
      title: 'the proxy closes without an answer',
      meaning: 'The proxy {proxy} closed the connection when asked for a tunnel to {host}.',
      certain: 'The connection ended after CONNECT was sent, without a byte.',
      causes: ['This host is not on the access list of the proxy.', 'The proxy crashed or restarts.'],
      remedy: [
        'Look into the log of the proxy for the address of this host.',
        'Have this host allowed; then poll: `feedgate poll {source}`.',
      ],
    },
    ko: {
      title: '프록시가 응답 없이 연결을 닫습니다',
      meaning: '{host}{으로/로} 가는 터널을 요청하자 프록시 {proxy}{이/가} 연결을 닫았습니다.',
      certain: 'CONNECT를 보낸 뒤 한 바이트도 받지 못하고 연결이 끝났습니다.',
      causes: ['프록시의 허용 목록에 이 호스트가 없습니다.', '프록시가 비정상 종료했거나 다시 시작하는 중입니다.'],
      remedy: [
        '프록시 로그에서 이 호스트의 주소를 찾아보십시오.',
        '이 호스트를 허용받은 뒤 폴링하십시오: `feedgate poll {source}`.',
      ],
    },
  },
  'proxy/reset': {
    ...network,
    en: {
      title: 'the proxy resets the connection',
      meaning: 'The proxy {proxy}, or a firewall in front of it, cut the connection hard.',
      certain: 'A reset came at the hop to the proxy.',
      causes: [
        'This host is not on the access list of the proxy.',
        'A firewall between both inspects and blocks CONNECT.',
      ],
      remedy: [
        'Look into the log of the proxy for the address of this host.',
        'Try from another host: `curl -sv -x http://{proxy} -o /dev/null https://{host}/`.',
      ],
    },
    ko: {
      title: '프록시가 연결을 재설정합니다',
      meaning: '프록시 {proxy} 또는 그 앞의 방화벽이 연결을 강제로 끊었습니다.',
      certain: '프록시까지의 구간에서 재설정이 왔습니다.',
      causes: ['프록시의 허용 목록에 이 호스트가 없습니다.', '중간 방화벽이 CONNECT를 검사하여 차단합니다.'],
      remedy: [
        '프록시 로그에서 이 호스트의 주소를 찾아보십시오.',
        '다른 호스트에서 시도하십시오: `curl -sv -x http://{proxy} -o /dev/null https://{host}/`.',
      ],
    },
  },
  'proxy/tunnel-cut': {
    ...network,
    en: {
      title: 'the proxy opened a tunnel and cut it',
      meaning: 'The proxy {proxy} said yes and ended the connection before TLS with {host} was up.',
      certain: 'CONNECT was answered 200 and the connection ended in the TLS handshake.',
      causes: [
        'The proxy blocks {host} by the name in the TLS greeting.',
        'The proxy could not reach the server after all.',
      ],
      remedy: [
        'Ask the proxy team whether {host} is filtered by name or category.',
        'Compare with another address: `curl -sv -x http://{proxy} -o /dev/null https://example.com/`.',
      ],
    },
    ko: {
      title: '프록시가 터널을 열었다가 끊었습니다',
      meaning: '프록시 {proxy}{이/가} 터널을 허용한 뒤 {host}{과/와} TLS가 성립하기 전에 연결을 끊었습니다.',
      certain: 'CONNECT에 200으로 응답한 뒤 TLS 핸드셰이크 중에 연결이 끝났습니다.',
      causes: [
        '프록시가 TLS 핸드셰이크에 든 이름 {host}{을/를} 차단합니다.',
        '프록시가 결국 서버에 도달하지 못했습니다.',
      ],
      remedy: [
        '{host}{이/가} 이름이나 범주로 차단되는지 프록시 담당자에게 문의하십시오.',
        '다른 주소와 비교하십시오: `curl -sv -x http://{proxy} -o /dev/null https://example.com/`.',
      ],
    },
  },
};
