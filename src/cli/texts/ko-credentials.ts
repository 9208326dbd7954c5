import type { enCredentialOptions } from './en-credentials.ts';

/** 소스의 인증 방식을 정하는 옵션. */
export const koCredentialOptions: typeof enCredentialOptions = {
  query: '주소의 쿼리에 넣는 키의 이름. 예: apikey. 여러 번 지정할 수 있습니다',
  queryFile: '그 키의 값이 든 파일. -는 표준 입력',
  oauthUrl: 'OAuth 2 클라이언트 인증: 토큰 엔드포인트의 주소 또는 소스 호스트의 경로',
  oauthClient: 'OAuth 클라이언트의 ID',
  oauthSecretFile: 'OAuth 클라이언트의 비밀값이 든 파일. -는 표준 입력',
  oauthSecretIn: 'OAuth 클라이언트의 비밀값을 보내는 곳: 헤더(basic, 기본값) 또는 본문(body)',
  oauthScope: '요청할 scope. 여러 개이면 공백으로 구분합니다',
  oauthAudience: '토큰 서버가 요구할 때 요청할 audience',
  loginUrl: '--user와 그 비밀번호를 보내 토큰을 받는 주소 또는 소스 호스트의 경로',
  loginFields: '사용자, 비밀번호, 토큰의 필드 이름. 기본값은 username,password,token',
};
