import { cleanUp, isPost, run } from './main.js'

await (isPost() ? cleanUp() : run())
