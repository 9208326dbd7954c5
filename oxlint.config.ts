import { defineConfig, type OxlintOverride } from 'oxlint';
import { rooms, roots } from './house.ts';

const sideEffects = [
  'fetch',
  'process',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'performance',
  'Buffer',
];

const allPackages = Object.values(rooms).flatMap((room) => room.packages ?? []);

/** The import rule of one folder: its rooms, its packages, and for a pure one no `node:*`. */
function fence(name: string): OxlintOverride {
  const room = rooms[name];
  if (room === undefined) throw new Error(`no room ${name}`);
  const strangers = Object.keys(rooms).filter((other) => other !== name && !room.uses.includes(other));
  const foreign = allPackages.filter((pkg) => !(room.packages ?? []).includes(pkg));
  return {
    files: [`src/${name}/**/*.ts`],
    excludeFiles: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...strangers.map((other) => ({
              group: [`../${other}/*`, `../../${other}/*`, `../../../${other}/*`],
              message: `${name}/ may not import ${other}/ (house.ts)`,
            })),
            {
              // In a folder below its room, `../conditions.ts` is the room's own table; test/guard/house.test.ts tells them apart.
              group: roots.flatMap((root) => [...(root === 'conditions.ts' ? [] : [`../${root}`]), `../../${root}`]),
              message: 'rooms do not import composition roots',
            },
            ...(foreign.length > 0
              ? [{ group: foreign, message: `${name}/ may not name this package (house.ts)` }]
              : []),
            ...(room.pure
              ? [{ group: ['node:*', '!node:crypto'], message: `${name}/ is pure: bytes in, values out` }]
              : []),
          ],
        },
      ],
      ...(room.pure
        ? {
            'no-restricted-globals': ['error', ...sideEffects],
            'no-restricted-properties': [
              'error',
              { object: 'Date', property: 'now', message: 'the clock is an argument' },
              { object: 'Math', property: 'random', message: 'randomness is an argument' },
            ],
          }
        : {}),
    },
  };
}

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise'],
  categories: { correctness: 'error', suspicious: 'error' },
  ignorePatterns: ['node_modules', 'dist', 'coverage'],
  rules: {
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    complexity: ['error', { max: 12 }],
    'max-depth': ['error', 3],
    'max-params': ['error', 4],
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'no-console': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-type-imports': 'error',
    'import/no-default-export': 'error',
    'import/no-cycle': 'error',
    'no-await-in-loop': 'off',
    'no-shadow': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/consistent-return': 'off',
    'no-underscore-dangle': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'promise/always-return': 'off',
    'import/no-unassigned-import': 'off',
    'import/no-named-as-default-member': 'off',
    'promise/no-multiple-resolved': 'off',
  },
  overrides: [
    ...Object.keys(rooms).map(fence),
    {
      files: ['**/*.test.ts', 'test/**/*.ts'],
      rules: {
        'max-lines-per-function': 'off',
        'no-control-regex': 'off',
        'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      },
    },
    { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['scripts/**', 'bench/**', 'test/**'], rules: { 'no-console': 'off' } },
  ],
});
