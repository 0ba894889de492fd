import type {
  CatalogueChange,
  CataloguePlan,
  ChangeAction,
  PartChange,
  UnlistedPart,
} from '../../../domain/catalogue/diff/catalogue-plan.ts';
import type { CatalogueEffect } from '../../../domain/transitions/catalogue-effect.ts';
import { counted } from '../../../domain/wording.ts';
import type { DiffCatalogueResult } from '../../../operations/catalogue/diff-catalogue.ts';
import { isPresent, lines, type Printable, show, type Text } from '../../safe-text/printable.ts';
import { displayWidth } from '../display-width.ts';
import { effectText } from '../transitions/catalogue-effect.ts';
import type { Terminal, View } from '../view.ts';

const SIGNS: Readonly<Record<ChangeAction, string>> = { add: '+', change: '~', remove: '-' };
const INDENT = '    ';

/** What would change or has changed; the wording fits both. */
export function plannedCatalogue({ plan, effect }: DiffCatalogueResult): View {
  return {
    json: { plan, effect },
    records: [...plan.changes.flatMap(changeRecords), ...plan.unlisted.map(unlistedRecord)],
    columns: ['action', 'type', 'name', 'part', 'partName', 'before', 'after'],
    text: (terminal) =>
      lines([
        ...plan.changes.map((change) => changeText(terminal, change)),
        ...unlistedText(terminal, plan.unlisted),
        ...effectLines(terminal, effect),
        summary(terminal, plan),
      ]),
    empty: 'The database matches the catalogue.',
  };
}

function effectLines(terminal: Terminal, effect: CatalogueEffect): Text[] {
  const text = effectText(terminal, effect);
  return isPresent(text) ? ['', text, ''] : [];
}

function changeText(terminal: Terminal, { action, type, name, fields, parts }: CatalogueChange): Printable {
  const rows = [
    ...fields.map(({ field, before, after }) => ({
      sign: action === 'add' ? '+' : '~',
      label: field,
      name: '',
      value: fromTo(terminal, before, after, action === 'add'),
    })),
    ...parts.map((part) => ({
      sign: SIGNS[part.action],
      label: part.type,
      name: part.name,
      value: partValue(terminal, part),
    })),
  ];
  const widths = {
    label: Math.max(0, ...rows.map(({ label }) => displayWidth(label))),
    name: Math.max(0, ...rows.filter(({ name: own }) => own !== '').map((row) => displayWidth(row.name))),
  };
  const shownRows = rows.map(({ sign, label, name: own, value }) => {
    const before = [padded(label, widths.label), ...(own === '' ? [] : [padded(own, widths.name)])].join(
      '  ',
    );
    const cells = isPresent(value) ? show`${before}  ${value}` : before.trimEnd();
    return show`${INDENT}${painted(terminal, sign)} ${cells}`;
  });
  const headline = show`${painted(terminal, SIGNS[action])} ${type} ${terminal.paint.strong(name)}`;
  return lines([headline, ...shownRows]);
}

/** The arrow shows the direction: an attribute is filled from its source, a product becomes another product. */
const TOWARDS: Partial<Record<PartChange['type'], string>> = { mapping: '← ', 'product mapping': '→ ' };

function partValue(terminal: Terminal, { type, action, before, after }: PartChange): Text {
  const value = action === 'remove' ? (before ?? '') : fromTo(terminal, before, after, action === 'add');
  return show`${TOWARDS[type] ?? ''}${value}`;
}

function fromTo({ paint }: Terminal, before: string | null, after: string | null, isNew: boolean): Text {
  const value = (text: string | null) => (isPresent(text) ? text : paint.faint('none'));
  if (isNew) return after === '' ? '' : value(after);
  return show`${value(before)} ${paint.faint('→')} ${value(after)}`;
}

function unlistedText({ paint }: Terminal, unlisted: readonly UnlistedPart[]): Text[] {
  if (unlisted.length === 0) return [];
  return [
    paint.faint('Not in the files, and kept without --prune:'),
    ...unlisted.map(
      ({ of, type, name, value }) =>
        `${INDENT}${of.type} ${of.name}: ${type} ${name}${value === '' ? '' : `  ${value}`}`,
    ),
  ];
}

function summary({ paint }: Terminal, { changes, unlisted }: CataloguePlan): Printable {
  const added = changes.filter(({ action }) => action === 'add').length;
  const removed = changes.flatMap(({ parts }) => parts.filter(({ action }) => action === 'remove')).length;
  const counts = [
    ...(added > 0 ? [`${added} new`] : []),
    ...(changes.length > added ? [`${changes.length - added} changed`] : []),
    ...(removed > 0 ? [`${counted(removed, 'part')} deleted`] : []),
    ...(unlisted.length > 0 ? [`${unlisted.length} kept`] : []),
  ];
  return paint.faint(`${changes.length === 0 ? 'Nothing changes' : 'Catalogue'}: ${counts.join(', ')}`);
}

function changeRecords({ action, type, name, fields, parts }: CatalogueChange): object[] {
  return [
    ...(fields.length + parts.length === 0
      ? [{ action, type, name, part: null, partName: null, before: null, after: null }]
      : []),
    ...fields.map(({ field, before, after }) => ({
      action,
      type,
      name,
      part: field,
      partName: null,
      before,
      after,
    })),
    ...parts.map((part) => ({
      action: part.action,
      type,
      name,
      part: part.type,
      partName: part.name,
      before: part.before,
      after: part.after,
    })),
  ];
}

function unlistedRecord({ of, type, name, value }: UnlistedPart): object {
  return {
    action: 'keep',
    type: of.type,
    name: of.name,
    part: type,
    partName: name,
    before: value,
    after: value,
  };
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function painted({ paint }: Terminal, sign: string): Printable {
  return sign === '+' ? paint.good(sign) : sign === '-' ? paint.bad(sign) : paint.warning(sign);
}
