import { marked } from 'marked'

/** A step of a workflow and what it left as its summary. */
export type Chapter = { readonly title: string; readonly summary: string }

const escape = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

const style = `
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #1f2328 }
  section { border: 1px solid #d1d9e0; border-radius: 6px; padding: 0 1rem 1rem; margin: 1rem 0; overflow-x: auto }
  table { border-collapse: collapse; font-size: 14px } th, td { border: 1px solid #d1d9e0; padding: 4px 10px; text-align: left }
  code, pre { font: 13px ui-monospace, monospace; background: #f6f8fa } pre { padding: 1rem; overflow-x: auto }
  blockquote { border-left: 4px solid #d1d9e0; margin-left: 0; padding-left: 1rem }`

/** Step summaries as one page, much as GitHub shows them; it loads nothing from elsewhere. */
export const renderPage = (title: string, chapters: readonly Chapter[]): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    `<meta charset="utf-8"><title>${escape(title)}</title><style>${style}</style>`,
    `<h1>${escape(title)}</h1>`,
    ...chapters.map(
      ({ title: name, summary }, at) =>
        `<h2>${at + 1}. ${escape(name)}</h2>\n<section>${marked.parse(summary, { async: false })}</section>`
    ),
    '</html>',
    ''
  ].join('\n')
