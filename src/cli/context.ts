// What a command works with: the system, the options and config of this call, and the database on demand.

import type { Invocation } from '../database/audit-trail.ts';
import type { Database, ExecutedStatement } from '../database/database.ts';
import { checkedName } from '../domain/written-name.ts';
import { checkText } from '../domain/written-text.ts';
import { InputFiles } from './files/input-files.ts';
import { type Format, formatPart, formatView, isEmpty } from './output/output.ts';
import { interrupted } from './problems.ts';
import type { GlobalOptions } from './program.ts';
import type { Terminal, View } from './render/view.ts';
import { masked, show, type Text } from './safe-text/printable.ts';
import { childEnvironment } from './settings/child-environment.ts';
import { type Config, DEFAULT_TIME_ZONE, loadConfig } from './settings/config.ts';
import { filesBehindSettings, locateDatabase } from './settings/database-location.ts';
import { DEFAULT_LOCK_TIMEOUT_S } from './settings/lock-timeout.ts';
import { badActor } from './settings/problems.ts';
import type { Secrets } from './settings/secrets.ts';
import { today } from './settings/today.ts';
import type { System } from './system.ts';

/** The size of the column in the audit trail. */
const LONGEST_ACTOR = 200;

export interface Context {
  readonly system: System;
  readonly options: GlobalOptions;
  readonly config: Config;
  readonly format: Format;
  /** Who calls which command, why and when; recorded in the audit trail. */
  readonly invocation: Invocation;
  /** `YYYY-MM-DD` in the configured time zone, read once. */
  readonly today: string;
  /** The longest wait for a lock that others hold: `--lock-timeout`, the config file, else the default. */
  readonly lockTimeoutMs: number;
  /** The files that this call reads, as far as known. */
  readonly inputs: InputFiles;
  /** For messages on stderr beside the result. */
  readonly terminal: Terminal;
  /** Prints a line on stderr, unless --quiet. */
  note(message: Text): void;
  /** Prints a line on stderr, regardless of options. */
  warn(message: Text): void;
  /** Prints a line on stderr with --verbose. */
  detail(message: Text): void;
  /** Prints a result on stdout, in the selected format. */
  print(view: View, how?: { readonly dryRun: boolean }): void;
  /**
   * Prints some of the rows of a result, as ndjson or csv, with the header before the first. Resolves when there is room
   * for more: to false if the reader has gone away.
   */
  printPart(view: View, isFirst: boolean): Promise<boolean>;
  /** The environment of child programs. */
  childEnvironment(): Record<string, string>;
  /** Opens the database, runs the call in the way of its runner, and always closes the database. */
  perform<Scope, Input, Done, Result>(
    call: Call<Scope, Input, Done>,
    way: (database: Database, operation: (scope: Scope) => Done) => Promise<Result>,
  ): Promise<Result>;
  /** For work that can stop cleanly half-way. */
  interruption(): Interruption;
}

/** What a command line means: an operation, and its input. The scope is what it works in, such as a session. */
export interface Call<Scope, Input, Done> {
  readonly operation: (scope: Scope, input: Input) => Done;
  /** Has the type that the operation takes. */
  readonly input: NoInfer<Input>;
}

/** The input of an operation that takes none. */
export type NoInput = Readonly<Record<string, never>>;

export interface Interruption {
  readonly signal: AbortSignal;
  /**
   * Runs `work`. The first Ctrl-C (or SIGTERM) in that time fires `signal`; a second one ends the process. Other commands
   * do not handle signals, and the database rolls back the transactions of a killed process.
   */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Makes the context of the called command. Bound to one call of main. */
export type Start = (command: NamedCommand) => Promise<Context>;

/** The part of a Commander command that is needed for `group create`. */
export interface NamedCommand {
  name(): string;
  readonly parent: NamedCommand | null;
}

export interface ContextInput {
  readonly system: System;
  readonly options: GlobalOptions;
  readonly secrets: Secrets;
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  /** A database that the caller has opened and will close; without it the command opens its own. */
  readonly lent?: Database | undefined;
}

export async function createContext(
  command: NamedCommand,
  { system, options, secrets, stdout, stderr, lent }: ContextInput,
): Promise<Context> {
  const config = await loadConfig(system, options.config);
  const inputs = new InputFiles();
  for (const file of filesBehindSettings(system, options, config)) inputs.add(file);
  const now = system.now();
  const lockTimeoutMs = (options.lockTimeout ?? config.lockTimeout ?? DEFAULT_LOCK_TIMEOUT_S) * 1000;
  const format = options.output ?? config.output ?? 'table';
  const say = (line: Text): void =>
    system.stderr.write(show`${masked(line, (text) => secrets.mask(text))}\n`);
  const note = (line: Text): void => {
    if (options.quiet !== true) say(line);
  };
  const detail = (line: Text): void => {
    if (options.verbose === true) say(stderr.paint.faint(line));
  };
  if (config.file !== undefined) detail(`config file: ${config.file}`);

  const logStatement = ({ sql, durationMs }: ExecutedStatement): void =>
    say(show`${stderr.paint.faint(`${durationMs.toFixed(1)} ms`)}  ${sql.replace(/\s+/g, ' ').trim()};`);

  const open = async (): Promise<Database> => {
    const { target, password } = await locateDatabase(system, options, config, secrets);
    if ('directory' in target) inputs.addFolder(target.directory);
    const database = await system.openDatabase(target, {
      ...(config.billing === undefined ? {} : { billing: config.billing }),
      ...(password === undefined ? {} : { password }),
      environment: system.env,
      client: system.actor,
      lockTimeoutMs,
      onNotice: note,
      ...(options.showSql === true
        ? {
            onStatement: logStatement,
          }
        : {}),
    });
    detail(`database: ${database.description}`);
    return database;
  };

  const withDatabase = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
    if (lent !== undefined) return work(lent);
    const database = await open();
    try {
      return await work(database);
    } finally {
      // The work is done: a failure to close the connection does not change that.
      await database.close().catch((error: unknown) => detail(`closing the database: ${String(error)}`));
    }
  };

  return {
    system,
    options,
    config,
    format,
    invocation: {
      actor: actorOf(system),
      command: wordsOf(command),
      reason: options.reason === undefined ? undefined : checkText('reason', options.reason),
      at: now.toISOString(),
    },
    today: today(now, config.timeZone ?? DEFAULT_TIME_ZONE),
    lockTimeoutMs,
    inputs,
    terminal: stderr,
    note,
    warn: say,
    detail,
    print: (view, { dryRun } = { dryRun: false }) => {
      system.stdout.write(formatView(view, { format, dryRun, terminal: stdout }));
      if (format === 'table' && isEmpty(view)) note(view.empty ?? '');
    },
    printPart: (view, isFirst) => {
      system.stdout.write(formatPart(view, format, isFirst));
      return system.stdout.room();
    },
    childEnvironment: () => childEnvironment(system.env, secrets),
    perform: ({ operation, input }, way) =>
      withDatabase((database) => way(database, (scope) => operation(scope, input))),
    interruption: () => {
      const controller = new AbortController();
      const during: Interruption['during'] = async (work) => {
        const release = system.onInterrupt(() => {
          release();
          say('Stopping after the current step; interrupt again to stop at once.');
          controller.abort(interrupted('Interrupted.'));
        });
        try {
          return await work();
        } finally {
          release();
        }
      };
      return { signal: controller.signal, during };
    },
  };
}

// The names of user and host are cut to the size of the column; a configured name is used as it is or refused.
function actorOf({ env: { TIERCTL_ACTOR: named }, actor }: System): string {
  if (named === undefined || named === '') return actor.slice(0, LONGEST_ACTOR);
  return checkedName(named, LONGEST_ACTOR, (flaw, hint) => badActor(named, flaw, hint));
}

/** `group create`: the command without the program's name. */
export function wordsOf(command: NamedCommand): string {
  return command.parent === null ? '' : `${wordsOf(command.parent)} ${command.name()}`.trim();
}
