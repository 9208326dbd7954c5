import { row, type Entries } from '../entry.ts';

const atSave = row('config', 'operator', 'after-change');

/** Values of settings. */
export const configValueTexts: Entries = {
  'config/missing': {
    ...atSave,
    en: {
      title: 'a setting is missing',
      meaning: 'A source cannot be polled without the settings that the message names.',
      certain: 'Checked when the settings are saved.',
      causes: ['The host or the collection was left out.'],
      remedy: ['Give what is missing: `feedgate source edit {source} --collection {collection}`.'],
    },
    ko: {
      title: '설정이 빠졌습니다',
      meaning: '메시지에 나온 설정이 없으면 소스를 폴링할 수 없습니다.',
      certain: '설정을 저장할 때 검사합니다.',
      causes: ['호스트나 컬렉션을 지정하지 않았습니다.'],
      remedy: ['빠진 설정을 지정하십시오: `feedgate source edit {source} --collection {collection}`.'],
    },
  },
  'config/unknown-field': {
    ...atSave,
    en: {
      title: 'there is no such setting',
      meaning:
        'A setting was given that Feedgate does not know; it was not ignored, so that a typing error cannot hide.',
      certain: 'The name is in no list of settings.',
      causes: ['A typing error.', 'A file written for another version.'],
      remedy: ['Compare with the settings as they are: `feedgate source show {source} --json`.'],
    },
    ko: {
      title: '그런 설정은 없습니다',
      meaning: 'Feedgate가 모르는 설정입니다. 오타를 놓치지 않도록 무시하지 않고 거부합니다.',
      certain: '설정 목록에 없는 이름입니다.',
      causes: ['오타입니다.', '다른 버전에 맞춘 파일입니다.'],
      remedy: ['현재 설정과 비교하십시오: `feedgate source show {source} --json`.'],
    },
  },
  'config/value-bad': {
    ...atSave,
    en: {
      title: 'a setting has a value that it cannot have',
      meaning: 'The value of the setting that the message names is of the wrong kind or none of the choices.',
      certain: 'Checked when the settings are saved.',
      causes: ['A typing error.', 'A number in quotes, or text where a number belongs.'],
      remedy: ['See the choices: `feedgate help source edit`.'],
    },
    ko: {
      title: '설정에 허용되지 않는 값이 있습니다',
      meaning: '메시지에 나온 설정의 값이 종류가 다르거나 선택지에 없습니다.',
      certain: '설정을 저장할 때 검사합니다.',
      causes: ['오타입니다.', '숫자를 따옴표로 묶었거나, 숫자 자리에 글자가 있습니다.'],
      remedy: ['선택지를 보십시오: `feedgate help source edit`.'],
    },
  },
  'config/out-of-range': {
    ...atSave,
    en: {
      title: 'a setting is out of its limits',
      meaning: 'The value is smaller or larger than allowed; the message tells the limits.',
      certain: 'Checked when the settings are saved.',
      causes: ['A wrong unit, such as minutes for hours.'],
      remedy: ['Choose a value within the limits: `feedgate source edit {source} --interval 1h --age 30d`.'],
    },
    ko: {
      title: '설정이 허용 범위를 벗어났습니다',
      meaning: '값이 허용 범위보다 작거나 큽니다. 메시지에 범위를 표시합니다.',
      certain: '설정을 저장할 때 검사합니다.',
      causes: ['단위를 잘못 썼습니다(예: 시간 대신 분).'],
      remedy: ['범위 안의 값을 지정하십시오: `feedgate source edit {source} --interval 1h --age 30d`.'],
    },
  },
  'config/duration-bad': {
    ...atSave,
    en: {
      title: 'a duration cannot be read',
      meaning: 'Durations are a number and a unit: 30s, 15m, 6h, 4d.',
      certain: 'Checked when the settings are saved.',
      causes: ['The unit is missing.'],
      remedy: ['Write it with its unit: `feedgate source edit {source} --interval 1h`.'],
    },
    ko: {
      title: '기간을 읽을 수 없습니다',
      meaning: '기간은 30s, 15m, 6h, 4d처럼 숫자와 단위로 씁니다.',
      certain: '설정을 저장할 때 검사합니다.',
      causes: ['단위가 빠졌습니다.'],
      remedy: ['단위를 붙여 쓰십시오: `feedgate source edit {source} --interval 1h`.'],
    },
  },
  'config/cron-bad': {
    ...atSave,
    en: {
      title: 'a cron expression cannot be read',
      meaning: 'A schedule has five fields: minute, hour, day of month, month, day of week.',
      certain: 'Checked when the settings are saved.',
      causes: ['A field is missing or out of range.', 'The quotes are missing and the shell expanded the asterisks.'],
      remedy: ['Put it in quotes: `feedgate source edit {source} --interval "15 */2 * * *"`.'],
    },
    ko: {
      title: 'cron 식을 읽을 수 없습니다',
      meaning: '일정은 분, 시, 일, 월, 요일의 다섯 항목으로 씁니다.',
      certain: '설정을 저장할 때 검사합니다.',
      causes: ['항목이 빠졌거나 범위를 벗어났습니다.', '따옴표가 없어 셸이 별표를 확장했습니다.'],
      remedy: ['따옴표로 묶으십시오: `feedgate source edit {source} --interval "15 */2 * * *"`.'],
    },
  },
  'config/too-many-segments': {
    ...atSave,
    en: {
      title: 'a full poll would have too many segments',
      meaning: 'The age divided by the poll segment (the time slice of one request) gives more than 1,000 requests.',
      certain: 'Computed when the settings are saved.',
      causes: ['A long age with a very short segment.'],
      remedy: ['Widen the segment, or shorten the age: `feedgate source edit {source} --segment 1d`.'],
    },
    ko: {
      title: '전체 폴링의 구간이 너무 많아집니다',
      meaning: '보존 기간을 폴링 구간(요청 한 번의 시간 범위)으로 나누면 요청이 1,000개를 넘습니다.',
      certain: '설정을 저장할 때 계산합니다.',
      causes: ['보존 기간은 긴데 구간이 매우 짧습니다.'],
      remedy: ['구간을 늘리거나 보존 기간을 줄이십시오: `feedgate source edit {source} --segment 1d`.'],
    },
  },
  'config/insecure-option': {
    ...atSave,
    en: {
      title: 'certificate verification cannot be switched off',
      meaning:
        'The pasted command tells its tool to accept any certificate. Feedgate does not; it can trust one certificate or one authority instead.',
      certain: 'The command holds an option such as -k or --insecure.',
      causes: ['The server has a certificate of a private authority.'],
      remedy: [
        'Trust the authority for this source only: `feedgate source edit {source} --ca {file}`.',
        'Or accept exactly one certificate: `feedgate source edit {source} --pin {fingerprint}`.',
      ],
    },
    ko: {
      title: '인증서 검증은 끌 수 없습니다',
      meaning:
        '붙여 넣은 명령은 모든 인증서를 받아들이도록 합니다. Feedgate는 대신 인증서나 인증 기관 하나를 지정해 신뢰할 수 있습니다.',
      certain: '명령에 -k나 --insecure 같은 옵션이 있습니다.',
      causes: ['서버가 사설 인증 기관의 인증서를 사용합니다.'],
      remedy: [
        '이 소스에서만 해당 인증 기관을 신뢰하십시오: `feedgate source edit {source} --ca {file}`.',
        '또는 인증서 하나만 허용하십시오: `feedgate source edit {source} --pin {fingerprint}`.',
      ],
    },
  },
  'config/file-elsewhere': {
    ...atSave,
    en: {
      title: 'a file named in a pasted command has to be given here',
      meaning:
        'The pasted command reads a file (certificate, key, authority). Feedgate does not follow paths in pasted text.',
      certain: 'The command names a file with an option such as --cert, --key or --cacert.',
      causes: ['The command was written on another host.'],
      remedy: ['Name the files here: `feedgate source edit {source} --client-cert cert.pem --client-key key.pem`.'],
    },
    ko: {
      title: '붙여 넣은 명령의 파일은 여기에서 직접 지정해야 합니다',
      meaning:
        '붙여 넣은 명령이 인증서, 키, 인증 기관 파일을 읽습니다. Feedgate는 붙여 넣은 글 속의 경로를 따라가지 않습니다.',
      certain: '명령에 --cert, --key, --cacert처럼 파일을 지정하는 옵션이 있습니다.',
      causes: ['다른 호스트에서 작성한 명령입니다.'],
      remedy: [
        '이 호스트의 파일을 지정하십시오: `feedgate source edit {source} --client-cert cert.pem --client-key key.pem`.',
      ],
    },
  },
};
