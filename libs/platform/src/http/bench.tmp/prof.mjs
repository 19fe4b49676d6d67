import fs from 'node:fs';
const f = process.argv[2]; const p = JSON.parse(fs.readFileSync(f));
const self = new Map(); const total = p.timeDeltas.reduce((a, b) => a + b, 0);
const byId = new Map(p.nodes.map((n) => [n.id, n]));
p.samples.forEach((id, i) => { const n = byId.get(id).callFrame; const k = `${n.functionName || '(anon)'} ${n.url.split('/').slice(-3).join('/')}:${n.lineNumber}`; self.set(k, (self.get(k) ?? 0) + p.timeDeltas[i]); });
for (const [k, v] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 45)) console.log((v / total * 100).toFixed(1) + '%', k);
