import { fork } from 'node:child_process';
import { connect } from 'node:net';
const kinds = process.argv[2]?.split(',') ?? ['bare', 'nest'];
const servers = [];
for (const kind of kinds) {
  const child = fork(new URL('./server.ts', import.meta.url), [kind], { execArgv: [...(process.env.PROF ? ['--cpu-prof','--cpu-prof-dir=/tmp/cw-a/prof'] : []), '--conditions=ts-source', '--import', '@swc-node/register/esm-register'], env:{...process.env, NODE_ENV:'production'} });
  const port = await new Promise((r) => child.once('message', (m) => r(m.port)));
  servers.push({ kind, child, port });
}
const body = JSON.stringify({ lines: [1,2,3].map((i) => ({ sku: 'SKU-' + i, quantity: i })) });
const reqs = {
  small: 'GET /v1/small HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer abcdefabcdefabcdefabcdefabcdefabcdef\r\n\r\n',
  pub: 'GET /v1/pub HTTP/1.1\r\nHost: x\r\n\r\n',
  hot: `POST /v1/hot HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer abcdefabcdef\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  cold: `POST /v1/cold HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer abcdefabcdef\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
};
const usage = (child) => new Promise((r) => { child.once('message', r); child.send('u'); });
async function run(port, text, n, conns = 32) {
  let left = n, done = 0;
  await new Promise((resolve) => {
    for (let i = 0; i < conns; i++) {
      const s = connect(port, '127.0.0.1');
      const next = () => { if (left-- > 0) s.write(text); else s.end(); };
      s.on('connect', next);
      s.on('data', (d) => { if (!d.toString('latin1', 0, 12).includes('200')) { console.log(d.toString()); process.exit(1);} done++; if (done === n) resolve(); next(); });
    }
  });
}
for (const name of Object.keys(reqs)) {
  for (const s of servers) await run(s.port, reqs[name], 8000);
  const sums = {};
  for (let round = 0; round < 5; round++) for (const s of servers) {
    const a = await usage(s.child); const t = performance.now();
    await run(s.port, reqs[name], 10000);
    const b = await usage(s.child); const dt = performance.now() - t;
    const cpu = (b.user + b.system - a.user - a.system) / 10000;
    (sums[s.kind] ??= []).push(cpu);
  }
  const med = Object.fromEntries(Object.entries(sums).map(([k, v]) => [k, Math.min(...v).toFixed(1)]));
  console.log(name, 'min CPU µs/request', med, 'ratio', (med[kinds[1]] / med[kinds[0]]).toFixed(2));
}
for (const s of servers) s.child.send('exit');
