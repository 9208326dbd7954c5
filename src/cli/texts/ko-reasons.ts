import type { enReasons } from './en-reasons.ts';

/** 설정 변경의 근거. */
export const koReasons: typeof enReasons = {
  'answered-at': (value) => `${value('url')}에서 폴링에 응답합니다`,
  'answers-without-credentials': () => '같은 요청에 자격 증명 없이도 응답합니다',
  'answers-without-proxy': () => '프록시 없이 호스트가 직접 응답합니다',
  'certificate-for': (value) => `인증서의 이름은 ${value('name')}이며 같은 주소로 연결됩니다`,
  'collection-polled-at': (value) => `컬렉션이 폴링 주소로 ${value('url')}을 알려 줍니다`,
  'nearest-of-listed': (value) =>
    `목록의 컬렉션 ${value('count')}개 가운데 이름이 가장 가까운 것은 ${value('name')}입니다`,
  'poll-service-listed-at': (value) => `서버가 알려 주는 폴링 서비스의 주소는 ${value('url')}입니다`,
  'port-443-answers': (value) =>
    `포트 ${value('port')}에서는 TLS로 응답하지 않지만 같은 호스트의 포트 443에서는 응답합니다`,
  'port-80-answers': (value) => `포트 ${value('port')}에서는 응답하지 않지만 포트 80에서는 응답합니다`,
  'port-in-clear': (value) => `포트 ${value('port')}에서는 평문 HTTP로 응답합니다`,
  'port-in-clear-credentials': (value) =>
    `포트 ${value('port')}에서는 평문 HTTP로 응답합니다. 자격 증명이 암호화되지 않은 채 전송됩니다`,
  'port-speaks-tls': (value) => `포트 ${value('port')}에서 TLS 인사에 응답합니다`,
  'proxy-answers-to': (value) => `프록시가 ${value('url')}에 응답합니다`,
  'reached-through-proxy': (value) => `호스트에 직접 닿지 않지만 프록시 ${value('proxy')}를 거치면 닿습니다`,
  'redirects-to': (value) => `서버가 ${value('url')}로 리디렉션합니다`,
  'root-of-system': (value) => `루트 ${value('issuer')}는 시스템 목록에 있지만 소스가 그 목록을 사용하지 않습니다`,
  'server-names': (value) => `서버가 스스로 ${value('url')}을 알려 줍니다`,
  'span-answered': (value) => `${value('hours')}시간 폭의 요청에는 응답합니다`,
  'speaks-taxii': (value) => `서버가 TAXII ${value('version')}으로 응답합니다`,
  'speaks-tls-1.2': () => '서버는 TLS 1.2를 사용하는데 소스가 1.3을 요구합니다',
};
