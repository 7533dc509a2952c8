import type { Linter } from 'eslint'

export declare const importRules: (basePath: string) => Linter.Config[]
