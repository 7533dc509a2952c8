import { connectEarly } from './connect-early.js'

const agents = await connectEarly(process.env)
const { cleanUp, isPost, run } = await import('./main.js')

await (isPost() ? cleanUp() : run(agents))
