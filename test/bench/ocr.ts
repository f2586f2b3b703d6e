// How well pictures are read: npm run bench:ocr [seed] [pictures]. Draws notices, boards and App screens of a fictional company in
// four fonts and three sizes, clean and spoilt, and prints the share of characters that were read right.
import { PNG } from 'pngjs';
import { openDrawer } from '../support/ocr-draw.ts';
import { readingOf, score, type Score } from '../support/ocr-score.ts';
import { drawScene } from '../support/ocr-scenes.ts';
import { spoil, SPOILED } from '../support/ocr-spoil.ts';
import { seeded } from '../support/random.ts';

const [seed = '1', count = '40'] = process.argv.slice(2);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const totals = { clean: none(), noisy: none() };

function none(): Score {
  return { wrong: 0, letters: 0, wrongLines: 0, held: 0, rightLines: 0, spent: 0 };
}

function add(one: Score, other: Score): Score {
  const sum = (key: keyof Score): number => one[key] + other[key];
  return {
    wrong: sum('wrong'),
    letters: sum('letters'),
    wrongLines: sum('wrongLines'),
    held: sum('held'),
    rightLines: sum('rightLines'),
    spent: sum('spent'),
  };
}

const share = ({ wrong, letters }: Score): number => (letters === 0 ? 0 : 100 * (1 - wrong / letters));

print(`seed ${seed}, ${count} pictures`);
const drawer = await openDrawer();
for (let at = 0; at < Number(count); at += 1) {
  const random = seeded(Number(seed) * 1_000 + at);
  const scene = drawScene(at, random);
  const drawn = PNG.sync.read(await drawer.draw(scene));
  // Each font and size meets each of the four ways in turn.
  const how = SPOILED[(at + Math.floor(at / 4)) % SPOILED.length] ?? 'noise';
  const clean = score(await readingOf(drawn), scene.lines);
  const noisy = score(await readingOf(spoil(drawn, how, random)), scene.lines);
  totals.clean = add(totals.clean, clean);
  totals.noisy = add(totals.noisy, noisy);
  print(`${scene.name}: clean ${share(clean).toFixed(2)} %, ${how} ${share(noisy).toFixed(2)} %`);
}
await drawer.close();

const floor = (name: string, { wrongLines, held, rightLines, spent }: Score): string =>
  `${name}: of ${wrongLines} lines with a wrong character ${held} are held back; of ${rightLines} right ones ${spent}`;
print('');
print(floor('clean', totals.clean));
print(floor('noisy', totals.noisy));
print(
  `character accuracy: clean ${share(totals.clean).toFixed(2)} % (goal 98), noisy ${share(totals.noisy).toFixed(2)} % (goal 95)`,
);
const passed = Number(share(totals.clean) >= 98) + Number(share(totals.noisy) >= 95);
print(`${passed} passed, ${2 - passed} failed`);
process.exitCode = passed === 2 ? 0 : 1;
