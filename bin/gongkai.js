#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const words = process.argv.slice(2);
// Asked for its version alone, the program loads nothing else.
if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else await import('../dist/cli.js');
