import { drawPicture, PICTURE_MOTIFS } from '../picture.rules.js';

test.each(PICTURE_MOTIFS)('%s is drawn in its colour', (motif) => {
  const svg = drawPicture({ motif, colour: '#12ab34', label: 'A thing' });
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>$/);
  expect(svg).toContain('color="#12ab34"');
  expect(svg.length).toBeLessThan(2_000);
});

test('nothing from outside becomes markup', () => {
  const svg = drawPicture({
    motif: 'constructor',
    colour: '"/><script>',
    label: `<script>alert("1")</script>'&\u0000`,
  });
  expect(svg).not.toMatch(/<script/);
  expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;<');
  expect(svg).toContain('#888888');
  expect(svg).toContain(drawPicture({ motif: 'box', colour: '', label: '' }).match(/<g .*<\/g>/)![0]);
});
