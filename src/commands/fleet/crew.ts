import { createPoliteness, type Politeness } from '../../evidence/politeness.ts';
import { systemClock } from '../../evidence/clock.ts';
import { text } from '../../language/text.ts';
import { startProcess, type CrewProcess } from './crew-process.ts';
import type { Answer, FleetSetting, UnitResult } from './messages.ts';
import { keepPace } from './pace.ts';
import type { PlannedUnit } from './plan.ts';
import { startable } from './schedule.ts';

/** What a run of the fleet tells while it lasts. */
export type CrewEvent =
  | { readonly kind: 'started' | 'ended'; readonly unit: PlannedUnit; readonly result?: UnitResult }
  | { readonly kind: 'told' | 'progress'; readonly unit: PlannedUnit; readonly words: string };

export interface CrewOptions {
  readonly setting: FleetSetting;
  readonly processes: number;
  /** Companies at a time, in all processes. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly notify: (event: CrewEvent) => void;
}

interface Post {
  readonly process: CrewProcess;
  readonly units: Set<PlannedUnit>;
}

/**
 * Audits companies in a few processes, each taking several at a time. When a process dies, what it was at is done again, each
 * company in a process of its own, so that the one at fault takes no other with it.
 */
export class Crew {
  readonly #options: CrewOptions;
  readonly #pace: Politeness;
  readonly #results = new Map<PlannedUnit, UnitResult>();
  readonly #posts = new Set<Post>();
  readonly #suspects: PlannedUnit[] = [];
  #queue: readonly PlannedUnit[] = [];
  #settle: () => void = () => undefined;

  constructor(options: CrewOptions, pace = createPoliteness(Number(options.setting.options.rate), systemClock)) {
    this.#options = options;
    this.#pace = pace;
  }

  /** Resolves with a result for each unit that was taken up; after an interruption not for all. */
  async run(units: readonly PlannedUnit[]): Promise<ReadonlyMap<PlannedUnit, UnitResult>> {
    const { signal } = this.#options;
    const stop = (): void => this.#posts.forEach(({ process }) => process.send({ kind: 'stop' }));
    signal.addEventListener('abort', stop, { once: true });
    try {
      this.#queue = units;
      await this.#work(Math.min(this.#options.processes, units.length));
      for (const suspect of this.#suspects.splice(0)) {
        this.#queue = [suspect];
        await this.#work(1);
      }
      // Whoever outlives neither the company of others nor being alone is at fault.
      for (const unit of this.#suspects) this.#end(unit, DIED);
      return this.#results;
    } finally {
      signal.removeEventListener('abort', stop);
      for (const { process } of this.#posts) process.close();
    }
  }

  /** Works the queue off with so many processes. */
  #work(processes: number): Promise<void> {
    return new Promise((resolve) => {
      this.#settle = resolve;
      for (let left = processes - this.#posts.size; left > 0; left -= 1) this.#start();
      this.#fill();
    });
  }

  #start(): void {
    const units = new Set<PlannedUnit>();
    const process = startProcess(
      this.#options.setting,
      (answer) => this.#hear(post, answer),
      () => this.#lose(post),
    );
    const post: Post = { process, units };
    this.#posts.add(post);
  }

  /** Gives out what may begin now, to the process that has least to do; settles when nothing is left. */
  #fill(): void {
    const { jobs, setting, signal } = this.#options;
    const isPolite = Number(setting.options.rate) > 0;
    for (;;) {
      const running = [...this.#posts].flatMap(({ units }) => [...units]);
      const [post] = [...this.#posts].sort((a, b) => a.units.size - b.units.size);
      const unit = signal.aborted || running.length >= jobs ? undefined : startable(this.#queue, running, isPolite);
      if (!post || !unit) {
        if (running.length === 0 && (this.#queue.length === 0 || signal.aborted)) this.#settle();
        return;
      }
      this.#queue = this.#queue.filter((one) => one !== unit);
      post.units.add(unit);
      this.#options.notify({ kind: 'started', unit });
      post.process.send({ kind: 'audit', unit: unit.number, file: unit.file, marker: unit.marker });
    }
  }

  #hear(post: Post, answer: Answer): void {
    if (answer.kind === 'ready') return;
    if (answer.kind === 'turn' || answer.kind === 'slow' || answer.kind === 'hold')
      return keepPace(this.#pace, answer, post.process.send, this.#options.signal);
    const unit = [...post.units].find(({ number }) => number === answer.unit);
    if (!unit) return;
    if (answer.kind !== 'done') return this.#options.notify({ kind: answer.kind, unit, words: answer.words });
    post.units.delete(unit);
    this.#end(unit, answer.result);
    this.#fill();
  }

  #end(unit: PlannedUnit, result: UnitResult): void {
    this.#results.set(unit, result);
    this.#options.notify({ kind: 'ended', unit, result });
  }

  #lose(post: Post): void {
    this.#posts.delete(post);
    this.#suspects.push(...post.units);
    if (this.#queue.length > 0 && !this.#options.signal.aborted) this.#start();
    this.#fill();
  }
}

const DIED: UnitResult = {
  state: 'unfinished',
  exit: 'internal',
  why: [
    text(
      '核查它的进程两次意外终止（可能是内存不足），请单独运行 gongkai audit 查看详情',
      'the process that audited it ended unexpectedly twice (perhaps for want of memory); run gongkai audit on it alone',
    ),
  ],
};
