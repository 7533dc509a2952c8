import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

/** The folders of src/, the lowest first: each may import those before it. */
const layers = [
  'common',
  'runner',
  'windows',
  'oci',
  'dockerfile',
  'files',
  'registry/transport',
  'registry',
  'docker',
  'inputs',
  'report',
  'modes'
]

/** Folders that are below another one, which still has nothing to do with them. */
const apart = { 'registry/transport': ['files'], registry: ['files'] }

/** The files of a folder and of those in it, but for one that is a layer of its own. */
const filesOf = folder =>
  folder === 'registry' ? ['./src/registry/*.ts', './src/registry/!(transport)/**/*.ts'] : [`./src/${folder}/**/*.ts`]

const zones = layers.map((layer, index) => ({
  target: filesOf(layer),
  from: ['./src/*.ts', ...[...layers.slice(index + 1), ...(apart[layer] ?? [])].flatMap(filesOf)],
  message: `${layer} must not import it: imports go down (docs/architecture.md).`
}))

/** What reaches the network, the disk or a process. */
const io = ['node:fs', 'node:fs/promises', 'node:http', 'node:https', 'node:net', 'node:tls', 'node:child_process']

const isPure = 'this folder is pure'

/**
 * The rules of who imports whom in src/.
 *
 * @param {string} basePath the folder that src/ is in
 */
export const importRules = basePath => [
  {
    files: ['src/**/*.ts'],
    plugins: { 'import-x': importX },
    languageOptions: { parser: tseslint.parser },
    settings: {
      'import-x/extensions': ['.ts'],
      // Specifiers end in .js, as Node wants them; the files end in .ts.
      'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })]
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': ['error', { basePath, zones }]
    }
  },
  {
    files: ['src/common/**', 'src/windows/**', 'src/oci/**', 'src/dockerfile/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: io.map(name => ({ name, message: isPure })),
          patterns: [{ group: ['@actions/*', '**/runner/**'], message: isPure }]
        }
      ]
    }
  },
  {
    // The type of an input is that of the module which uses it; nothing of that module runs while inputs are read.
    files: ['src/inputs/**'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/docker/**', '**/registry/**', '**/files/**'],
              message: 'inputs import types only',
              allowTypeImports: true
            }
          ]
        }
      ]
    }
  }
]
