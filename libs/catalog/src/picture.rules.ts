/** Pictures of goods, drawn as SVG from a motif, a colour and a label: no upload, no file, nothing from outside in the markup. Pure. */
import type { PictureWords } from './catalog.types.js';

/** Raised when the drawing changes, so that caches let go of the old one. */
export const DRAWING_VERSION = 1;

/** The shapes a picture can show, in a 100 × 100 box; `currentColor` is the goods' colour, `#fff` its light. */
const MOTIFS: Readonly<Record<string, string>> = {
  bag: '<path d="M35 40v-8a15 15 0 0 1 30 0v8" fill="none" stroke="currentColor" stroke-width="4"/><path d="M24 38h52l5 46a4 4 0 0 1-4 4H23a4 4 0 0 1-4-4z" fill="currentColor"/><path d="M38 50h24" stroke="#fff" stroke-width="3" opacity=".5"/>',
  book: '<path d="M22 20h24q4 0 4 4v58q-2-4-6-4H22z" fill="currentColor"/><path d="M78 20H54q-4 0-4 4v58q2-4 6-4h22z" fill="currentColor" opacity=".75"/><path d="M29 34h14M29 42h14M57 34h14M57 42h14" stroke="#fff" stroke-width="2.5" opacity=".6"/>',
  bottle:
    '<path d="M43 12h14v16q12 6 12 20v34q0 6-6 6H37q-6 0-6-6V48q0-14 12-20z" fill="currentColor"/><rect x="31" y="54" width="38" height="18" fill="#fff" opacity=".55"/>',
  bowl: '<path d="M14 44h72q0 36-36 36T14 44z" fill="currentColor"/><path d="M38 80h24v6H38z" fill="currentColor" opacity=".7"/><path d="M24 50h52" stroke="#fff" stroke-width="3" opacity=".5"/>',
  box: '<path d="M50 16l34 17v36L50 86 16 69V33z" fill="currentColor"/><path d="M16 33l34 17 34-17M50 50v36" fill="none" stroke="#fff" stroke-width="3" opacity=".55"/>',
  candle:
    '<rect x="34" y="40" width="32" height="46" rx="4" fill="currentColor"/><path d="M50 40V32" stroke="#444" stroke-width="3"/><path d="M50 10q10 13 0 22-10-9 0-22z" fill="#f6b73c"/>',
  card: '<rect x="14" y="28" width="72" height="46" rx="6" fill="currentColor"/><path d="M14 42h72" stroke="#fff" stroke-width="7" opacity=".5"/><rect x="22" y="58" width="22" height="6" rx="2" fill="#fff" opacity=".7"/>',
  chair:
    '<path d="M32 12h36v40H32z" fill="currentColor" opacity=".8"/><path d="M26 52h48v10H26z" fill="currentColor"/><path d="M31 62v26M69 62v26" stroke="currentColor" stroke-width="6"/>',
  hat: '<path d="M30 58V40q0-18 20-18t20 18v18z" fill="currentColor"/><ellipse cx="50" cy="62" rx="38" ry="9" fill="currentColor"/><path d="M30 52h40" stroke="#fff" stroke-width="5" opacity=".5"/>',
  headphones:
    '<path d="M20 60V50a30 30 0 0 1 60 0v10" fill="none" stroke="currentColor" stroke-width="6"/><rect x="14" y="56" width="16" height="28" rx="6" fill="currentColor"/><rect x="70" y="56" width="16" height="28" rx="6" fill="currentColor"/>',
  lamp: '<path d="M34 14h32l12 34H22z" fill="currentColor"/><path d="M50 48v34" stroke="#666" stroke-width="5"/><ellipse cx="50" cy="84" rx="20" ry="5" fill="#666"/>',
  mug: '<path d="M68 40h8a12 12 0 0 1 0 26h-8" fill="none" stroke="currentColor" stroke-width="6"/><path d="M22 28h48v48q0 8-8 8H30q-8 0-8-8z" fill="currentColor"/><path d="M32 38v32" stroke="#fff" stroke-width="4" opacity=".45"/>',
  pen: '<path d="M66 12l14 14-46 46-18 6 4-20z" fill="currentColor"/><path d="M60 20l14 14" stroke="#fff" stroke-width="3" opacity=".6"/>',
  phone:
    '<rect x="30" y="10" width="40" height="80" rx="7" fill="currentColor"/><rect x="34" y="18" width="32" height="60" fill="#fff" opacity=".6"/><circle cx="50" cy="84" r="3" fill="#fff"/>',
  plant:
    '<path d="M34 62h32l-5 26H39z" fill="#b5764a"/><path d="M50 62V36" stroke="currentColor" stroke-width="4"/><path d="M50 44q-24 2-26-24 26-2 26 24zM50 38q2-24 28-26-2 26-28 26z" fill="currentColor"/>',
  ring: '<circle cx="50" cy="60" r="25" fill="none" stroke="currentColor" stroke-width="7"/><path d="M50 12l13 11-13 16-13-16z" fill="#8fd3f4" stroke="currentColor" stroke-width="2"/>',
  shirt:
    '<path d="M36 16q14 12 28 0l22 12-9 19-9-4v43H32V43l-9 4-9-19z" fill="currentColor"/><path d="M36 16q14 12 28 0" fill="none" stroke="#fff" stroke-width="3" opacity=".6"/>',
  shoe: '<path d="M14 36q10 8 18-2l22 24q26 4 32 16v6H14z" fill="currentColor"/><path d="M14 80h72v6H14z" fill="#555"/><path d="M36 42l8-6M43 50l8-6" stroke="#fff" stroke-width="3" opacity=".7"/>',
  tea: '<path d="M30 24h40v60H30z" fill="currentColor"/><path d="M30 24l6-10h28l6 10z" fill="currentColor" opacity=".7"/><circle cx="50" cy="54" r="13" fill="#fff" opacity=".65"/><path d="M44 58q2-12 14-12-2 12-14 12z" fill="currentColor"/>',
  watch:
    '<path d="M38 8h24l3 22H35zM35 70h30l-3 22H38z" fill="currentColor" opacity=".75"/><circle cx="50" cy="50" r="26" fill="currentColor"/><circle cx="50" cy="50" r="19" fill="#fff" opacity=".85"/><path d="M50 38v12l9 6" fill="none" stroke="#333" stroke-width="3"/>',
};

/** The motifs there are. */
export const PICTURE_MOTIFS: readonly string[] = Object.keys(MOTIFS);

/** Draws a picture. An unknown motif is drawn as a box, a malformed colour as grey. */
export function drawPicture(words: PictureWords): string {
  const shape = MOTIFS[Object.hasOwn(MOTIFS, words.motif) ? words.motif : 'box']!;
  const colour = /^#[0-9a-f]{6}$/.test(words.colour) ? words.colour : '#888888';
  const label = escaped(words.label);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400" role="img" aria-label="${label}">` +
    `<title>${label}</title><rect width="400" height="400" fill="#fff"/><rect width="400" height="400" fill="${colour}" opacity=".14"/>` +
    `<ellipse cx="200" cy="345" rx="120" ry="12" fill="#000" opacity=".08"/>` +
    `<g transform="translate(60 60) scale(2.8)" color="${colour}">${shape}</g></svg>`
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for XML 1.0: markup escaped, characters that XML forbids left out. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '').replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
