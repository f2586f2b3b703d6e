import { openDatabase, type Database } from '../../src/ledger/database.ts';
import { recordRun } from '../../src/ledger/record-run.ts';
import { sampleRun } from './sample-run.ts';

/** Records one run in a process of its own; with a number, the process ends itself by SIGKILL after that write. */
const [file = '', company = '', index = '0', dieAfter = ''] = process.argv.slice(2);

function dying(database: Database, writes: number): Database {
  let left = writes;
  const count = (sql: string): void => {
    if (!/^\s*(INSERT|UPDATE|DELETE|COMMIT)/i.test(sql)) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
  return {
    ...database,
    run: (sql, values) => {
      database.run(sql, values);
      count(sql);
    },
    all: <Row>(sql: string, values?: Parameters<Database['all']>[1]) => {
      const rows = database.all<Row>(sql, values);
      count(sql);
      return rows;
    },
  };
}

const database = await openDatabase(file, 60_000);
const used = dieAfter === '' ? database : dying(database, Number(dieAfter));
recordRun(used, sampleRun(company, Number(index)), { recorded: '2026-11-20T18:00:00Z', patience: 3 });
database.close();
