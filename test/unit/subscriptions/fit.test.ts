import { describe, expect, test } from 'vitest';
import {
  type ExtensionOffer,
  type ExtensionUnits,
  parseExtensions,
} from '../../../src/domain/items/extension.ts';
import type { Item } from '../../../src/domain/items/item.ts';
import { parseService, parseServiceAmounts, type ServiceAmount } from '../../../src/domain/items/service.ts';
import { assessFit, balance, type FitQuestion, judgeFit } from '../../../src/domain/subscriptions/fit.ts';
import { checkTerminated, resolveAdded } from '../../../src/domain/subscriptions/fit-options.ts';
import { addOptions, terminateOptions } from '../../../src/domain/subscriptions/remedy-options.ts';

const SILVER = item('HST-SILVER');
const MAIL = item('MAIL-PACK');
const DISK = item('DISK-PACK');

describe('assessFit', () => {
  const nothing = { limits: [], comingAlong: [], added: [], usage: [], terminated: [] };
  test.each<[string, Parameters<typeof assessFit>[0], string[]]>([
    ['nothing used', { ...nothing, limits: amounts('email=1') }, []],
    ['at the limit', { ...nothing, limits: amounts('email=5'), usage: amounts('email=5') }, []],
    ['over it', { ...nothing, limits: amounts('email=5'), usage: amounts('email=8') }, ['email 8 of 5: 3']],
    ['no limit named is a limit of 0', { ...nothing, usage: amounts('ftp=2') }, ['ftp 2 of 0: 2']],
    [
      'extensions add to the limit, each unit',
      {
        ...nothing,
        limits: amounts('email=5'),
        comingAlong: [units(MAIL, 2, 'email=10')],
        added: [units(MAIL, 1, 'email=10'), units(DISK, 1, 'disk=1')],
        usage: amounts('email=36', 'disk=1'),
      },
      ['email 36 of 35: 1'],
    ],
    [
      'what is terminated is used no more',
      {
        ...nothing,
        limits: amounts('email=5'),
        usage: amounts('email=9', 'ftp=1'),
        terminated: amounts('email=3', 'ftp=1'),
      },
      ['email 6 of 5: 1'],
    ],
    [
      'by service, in order',
      { ...nothing, usage: amounts('web=1', 'email=1', 'ftp=1') },
      ['email 1 of 0: 1', 'ftp 1 of 0: 1', 'web 1 of 0: 1'],
    ],
  ])('%s', (_, basis, expected) => {
    expect(
      assessFit(basis).map(({ service, usage, limit, short }) => `${service} ${usage} of ${limit}: ${short}`),
    ).toEqual(expected);
  });

  test('the balance also shows what fits', () => {
    expect(balance({ ...nothing, limits: amounts('email=5'), usage: amounts('ftp=1') })).toEqual([
      { service: 'email', usage: 0, limit: 5, short: 0 },
      { service: 'ftp', usage: 1, limit: 0, short: 1 },
    ]);
  });
});

describe('judgeFit', () => {
  const question: FitQuestion = {
    limits: amounts('email=5', 'disk=100'),
    offers: [offer(MAIL, 3, 'email=10'), offer(DISK, null, 'disk=50')],
    held: [],
    added: [],
    usage: amounts('email=13', 'disk=100'),
    terminated: [],
  };

  test('what fits needs no remedy', () => {
    expect(judgeFit({ ...question, usage: amounts('email=5') })).toEqual({
      fits: true,
      comingAlong: [],
      ending: [],
      added: [],
      terminated: [],
      shortfalls: [],
      remedies: { extensions: [], terminations: [] },
    });
  });

  test('what does not fit has two', () => {
    const fit = judgeFit(question);
    expect(fit.shortfalls).toEqual([{ service: 'email', usage: 13, limit: 5, short: 8 }]);
    expect(fit.remedies).toEqual({
      extensions: [{ item: MAIL, quantity: 1 }],
      terminations: [{ service: 'email', amount: 8 }],
    });
    expect(addOptions(fit)).toBe('--add MAIL-PACK=1');
    expect(terminateOptions(fit)).toBe('--terminate email=8');
  });

  test('extensions that the target allows come along up to its maximum; the others end', () => {
    const fit = judgeFit({
      ...question,
      held: [units(MAIL, 4, 'email=10'), units(item('FTP-PACK'), 2, 'ftp=5')],
      usage: amounts('email=36', 'ftp=1'),
    });
    expect(fit.comingAlong).toEqual([{ item: MAIL, quantity: 3 }]);
    expect(fit.ending).toEqual([
      { item: MAIL, quantity: 1 },
      { item: item('FTP-PACK'), quantity: 2 },
    ]);
    expect(fit.shortfalls.map(({ service, short }) => [service, short])).toEqual([
      ['email', 1],
      ['ftp', 1],
    ]);
    // Three mail packs are all that are allowed, and nothing gives ftp.
    expect(fit.remedies.extensions).toBeNull();
    expect(addOptions(fit)).toBeNull();
  });

  test('the basket comes on top of what comes along and of what is added, within the maximum', () => {
    const held = [units(MAIL, 1, 'email=10')];
    const added = [units(MAIL, 1, 'email=10')];
    const most = { ...question, held, added, usage: amounts('email=35', 'disk=101') };
    const fit = judgeFit(most);
    expect(fit.remedies.extensions).toEqual([
      { item: DISK, quantity: 1 },
      { item: MAIL, quantity: 1 },
    ]);
    expect(addOptions(fit)).toBe('--add MAIL-PACK=2 --add DISK-PACK=1');
    expect(terminateOptions(fit)).toBe('--add MAIL-PACK=1 --terminate disk=1 --terminate email=10');
    expect(judgeFit({ ...most, usage: amounts('email=36') }).remedies.extensions).toBeNull();
  });

  test('each remedy, taken, makes it fit', () => {
    const { remedies } = judgeFit({ ...question, usage: amounts('email=26', 'disk=230') });
    const added = (remedies.extensions ?? []).map((one) => ({
      ...one,
      gives: question.offers.find((known) => known.item.id === one.item.id)?.gives ?? [],
    }));
    expect(judgeFit({ ...question, usage: amounts('email=26', 'disk=230'), added }).fits).toBe(true);
    expect(
      judgeFit({ ...question, usage: amounts('email=26', 'disk=230'), terminated: remedies.terminations })
        .fits,
    ).toBe(true);
  });

  test('an extension that is not active comes along but is not proposed', () => {
    const offers = [{ ...offer(MAIL, null, 'email=10'), active: false }];
    const fit = judgeFit({
      ...question,
      offers,
      held: [units(MAIL, 1, 'email=10')],
      usage: amounts('email=16'),
    });
    expect(fit.comingAlong).toEqual([{ item: MAIL, quantity: 1 }]);
    expect(fit.remedies.extensions).toBeNull();
  });
});

describe('options', () => {
  const offers = [offer(MAIL, 3, 'email=10'), { ...offer(DISK, null, 'disk=50'), active: false }];
  const add = (...texts: string[]) =>
    resolveAdded(SILVER, parseExtensions(texts), offers, [{ item: MAIL, quantity: 1 }]);

  test('an extension is named by article number or id', () => {
    expect(add('MAIL-PACK=2')).toEqual([units(MAIL, 2, 'email=10')]);
    expect(add('MAIL-PACK')).toEqual([units(MAIL, 1, 'email=10')]);
    expect(add('id of mail-pack=1')).toEqual([units(MAIL, 1, 'email=10')]);
  });

  test.each([
    [
      ['MAIL-PACK=3'],
      'extension-maximum',
      'HST-SILVER allows at most 3 of MAIL-PACK; this would make 4, 1 of them had already',
    ],
    [['DISK-PACK'], 'extension-inactive', 'the extension DISK-PACK is not active'],
    [
      ['MAIL-PCK'],
      'extension-not-allowed',
      'HST-SILVER does not allow the extension "MAIL-PCK"; did you mean MAIL-PACK?',
    ],
    [['MAIL-PACK', 'MAIL-PACK'], 'extension-given-twice', 'the extension "MAIL-PACK" is given twice'],
    [
      ['MAIL-PACK', 'id of mail-pack'],
      'extension-given-twice',
      'the extension "id of mail-pack" is given twice',
    ],
    [['MAIL-PACK=0'], 'bad-extension-quantity', '"MAIL-PACK=0" is not EXTENSION=QUANTITY'],
    [['MAIL-PACK=1.5'], 'bad-extension-quantity', '"MAIL-PACK=1.5" is not EXTENSION=QUANTITY'],
    [['=1'], 'bad-extension-quantity', '"=1" is not EXTENSION=QUANTITY'],
  ])('%j: %s', (texts, code, message) => {
    expect(() => add(...texts)).toThrow(expect.objectContaining({ code, message }));
  });

  test('no more can be terminated than is in use', () => {
    const usage = amounts('email=3');
    expect(() => checkTerminated(amounts('email=3'), usage)).not.toThrow();
    expect(() => checkTerminated(amounts('email=4'), usage)).toThrow(
      '4 of email cannot be terminated: 3 are in use',
    );
    expect(() => checkTerminated(amounts('ftp=1'), usage)).toThrow(
      '1 of ftp cannot be terminated: none is in use',
    );
  });
});

describe('service amounts', () => {
  test('names are kept in lower case', () => {
    expect(parseServiceAmounts(['Email=10', 'disk-mb=0'])).toEqual(amounts('email=10', 'disk-mb=0'));
    expect(parseService('ÄPFEL')).toBe('äpfel');
  });

  test.each([
    ['email', 'bad-service-amount'],
    ['email=', 'bad-service-amount'],
    ['email=-1', 'bad-service-amount'],
    ['email=1.5', 'bad-service-amount'],
    ['email=1000000000000001', 'bad-service-amount'],
    ['=1', 'bad-service'],
    ['e mail=1', 'bad-service'],
    ['-email=1', 'bad-service'],
    ["e'mail=1", 'bad-service'],
  ])('%s: %s', (text, code) => {
    expect(() => parseServiceAmounts([text])).toThrow(expect.objectContaining({ kind: 'usage', code }));
  });

  test('none is given twice, whatever the case', () => {
    expect(() => parseServiceAmounts(['email=1', 'EMAIL=2'])).toThrow('the service "email" is given twice');
  });
});

function item(articleNumber: string): Item {
  return { id: `id of ${articleNumber.toLowerCase()}`, articleNumber, name: articleNumber };
}

function amounts(...written: string[]): ServiceAmount[] {
  return written.map((one) => {
    const [service = '', amount] = one.split('=');
    return { service, amount: Number(amount) };
  });
}

function units(of: Item, quantity: number, ...gives: string[]): ExtensionUnits {
  return { item: of, quantity, gives: amounts(...gives) };
}

function offer(of: Item, maximumQuantity: number | null, ...gives: string[]): ExtensionOffer {
  return { item: of, maximumQuantity, active: true, gives: amounts(...gives) };
}
