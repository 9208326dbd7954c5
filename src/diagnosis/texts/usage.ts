import { row, type Entries } from '../entry.ts';

const usage = row('config', 'operator', 'after-change');

/** The command line itself. */
export const usageTexts: Entries = {
  'usage/unknown-command': {
    ...usage,
    en: {
      title: 'there is no such command',
      meaning: 'Feedgate has no command of this name. Nothing was done.',
      certain: 'The word is in no list of commands.',
      causes: ['A typing error.', 'A command of another version of Feedgate.'],
      remedy: ['List the commands: `feedgate help`.', 'Check which version runs: `feedgate version`.'],
    },
    ko: {
      title: '그런 명령은 없습니다',
      meaning: '이 이름의 명령은 없습니다. 아무 작업도 하지 않았습니다.',
      certain: '명령 목록에 없는 단어입니다.',
      causes: ['오타입니다.', '다른 버전의 Feedgate에 있는 명령입니다.'],
      remedy: ['명령 목록을 보십시오: `feedgate help`.', '실행 중인 버전을 확인하십시오: `feedgate version`.'],
    },
  },
  'usage/unknown-option': {
    ...usage,
    en: {
      title: 'there is no such option',
      meaning: 'The command does not have this option. Nothing was done.',
      certain: 'The option is not among those of the command.',
      causes: ['A typing error.', 'An option of another command.'],
      remedy: ['List the options of the command, here of one: `feedgate help source edit`.'],
    },
    ko: {
      title: '그런 옵션은 없습니다',
      meaning: '이 명령에는 해당 옵션이 없습니다. 아무 작업도 하지 않았습니다.',
      certain: '명령의 옵션 목록에 없는 옵션입니다.',
      causes: ['오타입니다.', '다른 명령의 옵션입니다.'],
      remedy: ['명령의 옵션을 보십시오. 예: `feedgate help source edit`.'],
    },
  },
  'usage/missing-argument': {
    ...usage,
    en: {
      title: 'something is missing on the command line',
      meaning: 'The command needs a name or a value that was not given. Nothing was done.',
      certain: 'A required argument is absent.',
      causes: ['The name of the source was left out.', 'An option stands without its value.'],
      remedy: [
        'See what the command needs, here of one: `feedgate help poll`.',
        'List the names of the sources: `feedgate source list --quiet`.',
      ],
    },
    ko: {
      title: '명령줄에 빠진 것이 있습니다',
      meaning: '명령에 필요한 이름이나 값이 없습니다. 아무 작업도 하지 않았습니다.',
      certain: '필수 인수가 없습니다.',
      causes: ['소스 이름을 빠뜨렸습니다.', '옵션에 값이 없습니다.'],
      remedy: [
        '명령에 필요한 인수를 보십시오. 예: `feedgate help poll`.',
        '소스 이름을 보십시오: `feedgate source list --quiet`.',
      ],
    },
  },
  'usage/too-many-arguments': {
    ...usage,
    en: {
      title: 'there is too much on the command line',
      meaning: 'The command takes fewer words than were given. Nothing was done.',
      certain: 'Words are left over after the arguments of the command.',
      causes: ['A value with blanks stands without quotes.', 'Two commands ran together.'],
      remedy: ['Put quotes around a value with blanks, such as `--collection "phish urls"`.'],
    },
    ko: {
      title: '명령줄에 남는 것이 있습니다',
      meaning: '명령이 받는 것보다 많은 단어가 있습니다. 아무 작업도 하지 않았습니다.',
      certain: '명령의 인수를 모두 읽고도 단어가 남습니다.',
      causes: ['공백이 든 값을 따옴표로 묶지 않았습니다.', '두 명령이 이어 붙었습니다.'],
      remedy: ['공백이 든 값은 따옴표로 묶으십시오. 예: `--collection "phish urls"`.'],
    },
  },
  'usage/bad-value': {
    ...usage,
    en: {
      title: 'a value on the command line cannot be read',
      meaning: 'An option has a value that it cannot take. Nothing was done.',
      certain: 'The value is none of the choices, no number, or no date.',
      causes: ['A unit is missing: durations are written 30m, 4d.', 'A typing error in one of the choices.'],
      remedy: ['See the allowed values, here of one command: `feedgate help source edit`.'],
    },
    ko: {
      title: '명령줄의 값을 읽을 수 없습니다',
      meaning: '옵션에 허용되지 않는 값이 있습니다. 아무 작업도 하지 않았습니다.',
      certain: '선택지에 없거나, 숫자나 날짜가 아닙니다.',
      causes: ['단위가 빠졌습니다. 기간은 30m, 4d처럼 씁니다.', '선택지를 잘못 입력했습니다.'],
      remedy: ['허용되는 값을 보십시오. 예: `feedgate help source edit`.'],
    },
  },
  'usage/conflicting-options': {
    ...usage,
    en: {
      title: 'two options contradict each other',
      meaning: 'Options were given that exclude each other, or one without the other that it needs. Nothing was done.',
      certain: 'The options named in the message cannot go together as given.',
      causes: ['Two kinds of credentials in one command.', 'A key without its certificate.'],
      remedy: ['Leave out one of the options that the message names, or add the missing one.'],
    },
    ko: {
      title: '두 옵션이 서로 모순됩니다',
      meaning: '함께 쓸 수 없는 옵션이 있거나, 짝이 되는 옵션이 빠졌습니다. 아무 작업도 하지 않았습니다.',
      certain: '메시지에 나온 옵션은 이대로 함께 쓸 수 없습니다.',
      causes: ['한 명령에 인증 방식을 두 가지 지정했습니다.', '인증서 없이 키만 지정했습니다.'],
      remedy: ['메시지에 나온 옵션 중 하나를 빼거나, 빠진 옵션을 더하십시오.'],
    },
  },
  'usage/secret-on-command-line': {
    ...usage,
    en: {
      title: 'a secret does not belong on the command line',
      meaning: 'Every user of this host can read command lines, and the shell keeps them. The secret was not used.',
      certain: 'A value was given to an option that takes secrets only from a file, standard input or a prompt.',
      causes: ['A script written for another tool.'],
      remedy: [
        'Consider the secret known to others and change it at the provider.',
        'Give it by file: `feedgate source edit {source} --user {user} --password-file {file}`.',
      ],
    },
    ko: {
      title: '비밀값은 명령줄에 쓰지 않습니다',
      meaning: '명령줄은 이 시스템의 모든 사용자가 볼 수 있고 셸 기록에도 남습니다. 비밀값은 사용하지 않았습니다.',
      certain: '비밀값을 파일, 표준 입력, 프롬프트로만 받는 옵션에 값을 직접 썼습니다.',
      causes: ['다른 도구에 맞춰 쓴 스크립트입니다.'],
      remedy: [
        '이미 노출된 것으로 보고 피드 제공자에서 비밀값을 바꾸십시오.',
        '파일로 전달하십시오: `feedgate source edit {source} --user {user} --password-file {file}`.',
      ],
    },
  },
  'usage/confirmation-needed': {
    ...usage,
    en: {
      title: 'this needs a yes, and nobody can be asked',
      meaning: 'The command removes something and asks first, but it does not run in a terminal. Nothing was removed.',
      certain: 'There is no terminal, or `--no-input` was given.',
      causes: ['The command runs in a script or by cron.'],
      remedy: ['If it is meant, run it again with `--yes`.'],
    },
    ko: {
      title: '동의가 필요하지만 물어볼 사람이 없습니다',
      meaning: '삭제하기 전에 확인해야 하는 명령이지만 터미널에서 실행되지 않았습니다. 아무것도 삭제하지 않았습니다.',
      certain: '터미널이 없거나 `--no-input`이 지정되었습니다.',
      causes: ['스크립트나 cron에서 실행했습니다.'],
      remedy: ['의도한 작업이면 `--yes`를 붙여 다시 실행하십시오.'],
    },
  },
  'usage/file-unreadable': {
    ...usage,
    en: {
      title: 'a file named on the command line cannot be read',
      meaning: 'The file {file} does not exist or may not be read by the user who runs the command.',
      certain: 'The operating system refused to open the file.',
      causes: ['A typing error in the path.', 'The file belongs to another user.'],
      remedy: ['Look at the file and its owner: `ls -l {file}`.', 'Run the command as a user who may read it.'],
    },
    ko: {
      title: '명령줄에 지정한 파일을 읽을 수 없습니다',
      meaning: '{file} 파일이 없거나, 명령을 실행한 사용자에게 읽기 권한이 없습니다.',
      certain: '운영 체제가 파일 열기를 거부했습니다.',
      causes: ['경로에 오타가 있습니다.', '다른 사용자의 파일입니다.'],
      remedy: ['파일과 소유자를 확인하십시오: `ls -l {file}`.', '읽기 권한이 있는 사용자로 실행하십시오.'],
    },
  },
};
