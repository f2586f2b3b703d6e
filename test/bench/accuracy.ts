// Holds the verdicts of a workspace against its truth file: npm run bench:accuracy [workspace] [as-of]
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseYaml } from '../../src/catalogue/validate.ts';
import { auditInMemory } from '../support/audit-in-memory.ts';
import { compare, confusion, falsely, truthSchema, type Compared } from '../support/truth.ts';

const [file = 'fixtures/demo/gongkai.yaml', asOf = '2026-11-20'] = process.argv.slice(2);
const { report, workspace } = await auditInMemory(path.resolve(file), asOf);
const truthFile = path.join(workspace.folder, workspace.truth ?? 'truth.yaml');
const parsed = parseYaml(truthSchema, await readFile(truthFile), path.basename(truthFile));
if (!('value' in parsed)) throw new Error(JSON.stringify(parsed.problems, null, 2));
const comparison = compare(report.verdicts, parsed.value);
const { compared, planted } = comparison;
const wrong = compared.filter(({ right }) => !right);
const unnamed = compared.filter(({ line }) => line === undefined);
const show = ({ verdict: { id, outcome, gap, reason, says }, line }: Compared): string =>
  `  ${id}: ${[outcome, gap ?? reason].filter(Boolean).join(' ')} (expected ${[line?.outcome, line?.gap ?? [line?.reason].flat().join('|')].filter(Boolean).join(' ')}${line?.planted ? `, ${line.planted}` : ''}) ${says
    .map(({ zh }) => zh)
    .join('; ')
    .slice(0, 160)}`;

const print = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);
print(`${report.company.name}, as of ${asOf}`, '', confusion(comparison), '');
const found = planted.filter(({ matched, right }) => matched > 0 && matched === right);
print(`planted truths found: ${found.length} of ${planted.length}`);
for (const { id, line, matched, right } of planted)
  if (matched === 0 || matched !== right)
    print(`  not found: ${id} ${line.verdict} (${right} of ${matched} right) ${line.why ?? ''}`);
print(`false failed: ${falsely('failed', comparison).length}, false passed: ${falsely('passed', comparison).length}`);
print(
  `verdicts: ${compared.length}, with a truth: ${compared.length - unnamed.length}, right: ${compared.length - unnamed.length - wrong.length}`,
);
if (wrong.length > 0) print('wrong:', ...wrong.map(show));
if (unnamed.length > 0)
  print(
    'without a truth:',
    ...unnamed.map(({ verdict }) => `  ${verdict.id}: ${verdict.outcome} ${verdict.gap ?? verdict.reason ?? ''}`),
  );
const ok = wrong.length === 0 && found.length === planted.length;
print(`${found.length} passed, ${planted.length - found.length + wrong.length} failed`);
process.exitCode = ok ? 0 : 1;
