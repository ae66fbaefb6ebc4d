// chrono-node in the interface of te3.py: chrono.mjs MANIFEST OUTPUT; run where node finds the package chrono-node.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const begun = process.hrtime.bigint();
const chrono = createRequire(join(process.cwd(), 'x.js'))('chrono-node');
const [manifest, output] = process.argv.slice(2);
const documents = JSON.parse(readFileSync(manifest, 'utf8')).documents;
const texts = documents.map((d) => readFileSync(join(dirname(manifest), d.text), 'utf8'));
chrono.parse('on Friday', new Date('2020-01-01T12:00:00'));
const ready = process.hrtime.bigint();
const two = (n) => String(n).padStart(2, '0');
const lines = [];
documents.forEach((doc, index) => {
  const text = texts[index];
  for (const found of chrono.parse(text, new Date(`${doc.dct}T12:00:00`))) {
    const word = found.text.replace(/^(on|in|at|for|from|since|by|until|during|this is)\s+/i, '');
    const start = found.index + found.text.length - word.length;
    const s = found.start;
    let value = `${String(s.get('year')).padStart(4, '0')}`;
    if (s.isCertain('month') || s.isCertain('day') || s.isCertain('weekday')) value += `-${two(s.get('month'))}`;
    if (s.isCertain('day') || s.isCertain('weekday')) value += `-${two(s.get('day'))}`;
    const timed = s.isCertain('hour');
    if (timed) value = `${s.get('year')}-${two(s.get('month'))}-${two(s.get('day'))}T${two(s.get('hour'))}:${two(s.get('minute'))}`;
    const points = (upTo) => [...text.slice(0, upTo)].length;
    lines.push(JSON.stringify({ doc: doc.id, start: points(start), end: points(start + word.length), text: word, type: timed ? 'TIME' : 'DATE', value }));
  }
});
const done = process.hrtime.bigint();
const seconds = (a, b) => Number(b - a) / 1e9;
lines.push(JSON.stringify({ meta: { startup_s: seconds(begun, ready), tagging_s: seconds(ready, done) } }));
writeFileSync(output, lines.join('\n') + '\n');
