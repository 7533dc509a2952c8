import {runAction} from '/work/main/__tests__/support/action.js'
import { test } from 'vitest'
import { mkdirSync, writeFileSync, readFileSync } from 'node:fs'
import { startWindowsHost } from '/work/main/__tests__/support/wine.js'
import { startMemoryRegistry } from '/work/main/__tests__/support/memory-registry.js'
import { pushFixture, readFixture } from '/work/main/__tests__/support/images.js'
import { tls } from '/work/main/__tests__/support/tls.js'
test('x', async () => {
  const registry = await startMemoryRegistry({auth:'token',username:'u',password:'secretpw', tls: tls()})
  const plain = await startMemoryRegistry()
  for (const t of ['v1-ltsc2022']) await pushFixture(registry,'org/app',t,'app-classic-ltsc2022')
  const { digest } = readFixture('app-classic-ltsc2022')
  const reference = `${registry.host}/org/app:v1-ltsc2022`
  const image = { Id: 'sha256:1234', Os: 'windows', Architecture: 'amd64', OsVersion: '10.0.20348.5499' }
  let t=Date.now(); const lap=(n:string)=>{console.log(n,Date.now()-t);t=Date.now()}
  const host = await startWindowsHost({build:20348,ubr:5499,dockerRules:[{ args: ['build'], stdout: 'Successfully built 1234\n::set-output name=x::y\n' },
      { args: ['image', 'inspect', reference], stdout: JSON.stringify([image]) },
      { args: ['push', reference], stdout: `v1-ltsc2022: digest: ${digest} size: 1234\n` }]}); lap('host')
  mkdirSync(host.profile+'/.docker/contexts/meta/x',{recursive:true}); writeFileSync(host.profile+'/.docker/config.json',JSON.stringify({credsStore:'wincred',auths:{}})); writeFileSync(host.profile+'/.docker/contexts/meta/x/meta.json','{}')
  const env={NODE_EXTRA_CA_CERTS:tls().caFile}
  const r = await host.runAction({inputs:{image:`${registry.host}/org/app`,tags:'v1',username:'u',password:'secretpw'},env}); lap('build')
  console.log(r.exitCode,r.log,r.errors,r.warnings,r.stderr,r.masks,r.durationMs)
  console.log(JSON.stringify(host.calls(),null,1))
  const entry='/tmp/w2/junction.mjs'
  writeFileSync(entry,`import fs from 'node:fs'; import path from 'node:path'; const T=process.env.RUNNER_TEMP; fs.mkdirSync(path.join(T,'a/b'),{recursive:true}); fs.writeFileSync(path.join(T,'a/b/f'),'1');
  for (const k of ['junction','dir','file']) try { const d=path.join(T,'l'+k); fs.symlinkSync(path.join(T,'a'),d,k); console.log(k,fs.existsSync(d), fs.lstatSync(d).isSymbolicLink(), fs.existsSync(path.join(d,'b'))); try{console.log(fs.readdirSync(d))}catch(e){console.log(e.message)}; fs.rmSync(d,{recursive:true,force:true}); console.log(fs.existsSync(d), fs.existsSync(path.join(T,'a/b/f'))) } catch(e){console.log(k,e.message)}`)
  console.log((await host.runAction({entry,inputs:{}})).stdout)
  const q = await runAction({inputs:{mode:'manifest',image:`${registry.host}/org/app`,tags:'v1',releases:'ltsc2022',username:'u',password:'secretpw'},env}); console.log(q.exitCode,q.log,q.errors,q.stderr,q.durationMs)
 console.log(registry.requests.length);  const p = await host.runAction({inputs:{mode:'manifest',image:`${registry.host}/org/app`,tags:'v1',releases:'ltsc2022',username:'u',password:'secretpw'},env,limit:15000}).catch(e=>{console.log(e.message); console.log(registry.requests.slice(-12).map(r=>[r.method,r.path,r.status,r.broken])); throw e}); console.log(p.exitCode,p.log,p.errors,p.stderr)
  await host.close(); await registry.close()
}, 60000)
