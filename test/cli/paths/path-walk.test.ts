import { beforeEach, describe, expect, test } from 'vitest';
import { seedInto, words } from '../../support/catalogue/catalogue.ts';
import { useCli } from '../../support/cli.ts';

const cli = useCli();
const run = (line: string, options = {}) => cli.run(words(line), options);
const TTY = { stdin: true, stderr: true };

beforeEach(() =>
  seedInto(cli.database, {
    items: [
      {
        articleNumber: 'TRIAL',
        name: 'Trial',
        term: 'P14D',
        attributes: ['domain', { name: 'seats', type: 'number' }],
      },
      {
        articleNumber: 'SILVER',
        name: 'Silver',
        term: 'P1Y',
        attributes: [
          { name: 'contact', defaultValue: 'nouser' },
          { name: 'domain', required: true },
          { name: 'on', type: 'boolean' },
        ],
      },
      { articleNumber: 'OLD', active: false },
      { articleNumber: 'EXTRA', kind: 'extension' },
    ],
  }),
);

const paths = async () => (await run('path list -o json')).json<{ paths: unknown[] }>().paths;

describe('without arguments, a terminal', () => {
  test('is asked for everything, in the order of the flags', async () => {
    const walked = await run('path create -o json', {
      tty: TTY,
      replies: [
        'Trial ends',
        'product',
        'TRIAL',
        'product',
        'SILVER',
        '2026-01-01',
        '',
        'allow',
        'nothing',
        '',
        'As the trial says',
      ],
      answers: [true],
    });
    expect(walked.code).toBe(0);
    expect(walked.questions).toEqual([
      'Name of the path',
      'Source (the item that ends): a',
      'Source product',
      'Destination (the item that replaces it): a',
      'Destination product',
      'First day on which a successor may start',
      'Last day on which a successor may start',
      'Usage over the limits of the destination',
      'contact (text) is filled by',
      'domain (text, required) is filled by',
      'Description',
      'Commit this change?',
    ]);
    expect(walked.json()).toMatchObject({
      created: true,
      path: {
        name: 'Trial ends',
        source: { articleNumber: 'TRIAL' },
        destination: { articleNumber: 'SILVER' },
        effectiveFrom: '2026-01-01',
        effectiveUntil: null,
        overLimit: 'allow',
        description: 'As the trial says',
        attributes: [{ source: { attribute: 'domain' }, destination: { attribute: 'domain' } }],
      },
    });
    expect(await paths()).toHaveLength(1);
  });

  test('is not asked for what is given', async () => {
    const given = 'path create --source TRIAL --until 2026-12-31 --over-limit block --map seats=contact';
    const { questions, code } = await run(`${given} --description x --dry-run`, {
      tty: TTY,
      replies: ['Trial ends', 'product', 'SILVER', ''],
    });
    expect(questions).toEqual([
      'Name of the path',
      'Destination (the item that replaces it): a',
      'Destination product',
      'First day on which a successor may start',
    ]);
    expect(code).toBe(0);
  });

  test('is asked nothing where name, source and destination are given', async () => {
    const line = 'path create Plain --source TRIAL --destination SILVER --yes';
    expect(await run(line, { tty: TTY })).toMatchObject({ code: 0, questions: [] });
  });

  test('is not asked when what is given cannot be', async () => {
    const fails = async (line: string, code: number, message: string) => {
      const failed = await run(line, { tty: TTY });
      expect(failed).toMatchObject({ code, questions: [] });
      expect(failed.stderr).toContain(message);
    };
    await fails('path create --source TRAIL', 4, 'no item "TRAIL"; did you mean TRIAL?');
    await fails('path create --destination OLD', 3, 'OLD is not active');
    await fails('path create --from 2026-02-30', 2, '2026-02-30');
    await fails('path create --from 2026-02-02 --until 2026-02-01', 3, 'before it begins');
    await run('path create Plain --source TRIAL --destination SILVER --yes');
    await fails('path create Plain', 5, 'path "Plain" already exists');
  });

  test('may leave without a path', async () => {
    const left = await run('path create --map-matching', {
      tty: TTY,
      replies: ['Trial ends', 'product', 'TRIAL', 'product', 'SILVER', '', '', 'block', ''],
      answers: [false],
    });
    expect(left).toMatchObject({ code: 130, stdout: '' });
    expect(left.questions).toHaveLength(10);
    expect(await paths()).toEqual([]);
  });

  test.each([
    ['x'.repeat(201), 'it has 201 characters'],
    ['', 'it is empty'],
  ])('may not name a path %j', async (name, why) => {
    const refused = await run('path create', { tty: TTY, replies: [name] });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(why);
  });
});

test.each([
  ['path create', 'NAME, --source, --destination are missing'],
  ['path create Some --source TRIAL', '--destination is missing'],
  ['path create --source TRIAL --destination SILVER', 'NAME is missing'],
])('off a terminal, %s is a usage error', async (line, message) => {
  for (const tty of [false, { stdin: true, stdout: true }, { stdout: true, stderr: true }]) {
    const refused = await run(line, { tty });
    expect(refused).toMatchObject({ code: 2, stdout: '', questions: [] });
    expect(refused.stderr).toContain(`${message}, and there is no terminal to ask on`);
  }
});
