import prettier from 'eslint-config-prettier'
import tseslint from 'typescript-eslint'

/** The pure rooms: what they import from Node must not reach the network, the disk or a process. */
const io = ['node:fs', 'node:fs/promises', 'node:http', 'node:https', 'node:net', 'node:tls', 'node:child_process']

/** @param {string[]} rooms folders of src/ that a file here must not import from */
const forbidRooms = rooms => rooms.map(room => ({ group: [`**/${room}/*`], message: 'arrows point one way' }))

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'node_modules/', '__tests__/fixtures/'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      '@typescript-eslint/no-shadow': 'error',
      // Taking a member out of an object is how the others are copied.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'prefer-template': 'error',
      'object-shorthand': 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
        { selector: 'ExportAllDeclaration', message: 'No barrel files.' }
      ]
    }
  },
  {
    files: ['src/oci/**', 'src/windows/**', 'src/dockerfile/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: io.map(name => ({ name, message: 'this room is pure' })),
          patterns: [
            { group: ['@actions/*'], message: 'this room is pure' },
            ...forbidRooms(['registry', 'docker', 'files', 'report', 'inputs', 'modes'])
          ]
        }
      ]
    }
  },
  {
    files: ['src/registry/**', 'src/docker/**', 'src/files/**', 'src/report/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: forbidRooms(['inputs', 'modes']) }] }
  },
  {
    files: ['src/inputs/**'],
    rules: {
      // What a room is asked for has its type there.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: forbidRooms(['registry', 'docker', 'files', 'report', 'modes']).map(pattern => ({
            ...pattern,
            allowTypeImports: true
          }))
        }
      ]
    }
  },
  {
    files: ['*.config.ts', '*.config.js'],
    rules: { 'no-restricted-syntax': 'off' }
  },
  {
    files: ['scripts/**', 'bench/**', '__tests__/support/**'],
    rules: { 'no-console': 'off' }
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/explicit-function-return-type': 'off' }
  },
  prettier
)
