// Whether what a subscription uses fits within the limits of an item. Seed: "we will be notified that the desired action
// moves from one package to another that doesn't support the number of resources already in use by that customer".

import type { ExtensionOffer, ExtensionQuantity, ExtensionUnits } from '../items/extension.ts';
import { LARGEST_QUANTITY } from '../items/extension.ts';
import { byService, type ServiceAmount } from '../items/service.ts';
import { smallestBasket } from './basket.ts';

/** The input of a fit check. */
export interface FitBasis {
  /** The limits of the item alone. A service without a limit is not included: its limit is 0. */
  readonly limits: readonly ServiceAmount[];
  /** Extensions that the subscription keeps. */
  readonly comingAlong: readonly ExtensionUnits[];
  /** Extensions to add. */
  readonly added: readonly ExtensionUnits[];
  readonly usage: readonly ServiceAmount[];
  /** Amounts to terminate, by service. */
  readonly terminated: readonly ServiceAmount[];
}

/** A service whose usage exceeds the limit, extensions included: `short` = `usage` − `limit`. */
export interface Shortfall {
  readonly service: string;
  readonly usage: number;
  readonly limit: number;
  readonly short: number;
}

/** Usage and limit; `short` is 0 where it fits. */
export type Balance = Shortfall;

/** Either of these, in addition to what was requested, makes it fit. */
export interface Remedies {
  /** The smallest set of extensions (basket.ts defines smallest); null where none covers every shortfall. */
  readonly extensions: readonly ExtensionQuantity[] | null;
  /** Amounts to terminate, by service. */
  readonly terminations: readonly ServiceAmount[];
}

/** The verdict on a subscription and an item that it may move to; `-o json` prints it unchanged. */
export interface Fit {
  readonly fits: boolean;
  /** Extensions that the item allows are carried over, up to the maximum quantity; others, and units above it, end. */
  readonly comingAlong: readonly ExtensionQuantity[];
  readonly ending: readonly ExtensionQuantity[];
  /** What was requested. */
  readonly added: readonly ExtensionQuantity[];
  readonly terminated: readonly ServiceAmount[];
  readonly shortfalls: readonly Shortfall[];
  /** Both empty where it fits. */
  readonly remedies: Remedies;
}

/** Usage and limit of every service that has either, by service. */
export function balance({ limits, comingAlong, added, usage, terminated }: FitBasis): Balance[] {
  const allowed = totals([...limits, ...[...comingAlong, ...added].flatMap(inAll)]);
  const used = totals([...usage, ...terminated.map(({ service, amount }) => ({ service, amount: -amount }))]);
  return [...new Set([...allowed.keys(), ...used.keys()])]
    .map((service) => ({ service, amount: 0 }))
    .sort(byService)
    .map(({ service }) => {
      const limit = allowed.get(service) ?? 0;
      const amount = Math.max(0, used.get(service) ?? 0);
      return { service, usage: amount, limit, short: Math.max(0, amount - limit) };
    });
}

/** Usage over the limits, by service; empty where it fits. */
export function assessFit(basis: FitBasis): Shortfall[] {
  return balance(basis).filter(({ short }) => short > 0);
}

/** The input for judging a move: the current subscription, and the item it may move to. */
export interface FitQuestion {
  /** The limits of the item moved to. */
  readonly limits: readonly ServiceAmount[];
  /** The extensions that it allows. */
  readonly offers: readonly ExtensionOffer[];
  /** The extensions that the subscription has. */
  readonly held: readonly ExtensionUnits[];
  readonly added: readonly ExtensionUnits[];
  readonly usage: readonly ServiceAmount[];
  readonly terminated: readonly ServiceAmount[];
}

/** Whether the subscription fits, and the two remedies where it does not. */
export function judgeFit({ limits, offers, held, added, usage, terminated }: FitQuestion): Fit {
  const { comingAlong, ending } = comeAlong(held, offers);
  const shortfalls = assessFit({ limits, comingAlong, added, usage, terminated });
  const short = shortfalls.map((one) => ({ service: one.service, amount: one.short }));
  return {
    fits: shortfalls.length === 0,
    comingAlong: comingAlong.map(quantityOf),
    ending,
    added: added.map(quantityOf),
    terminated,
    shortfalls,
    remedies: {
      extensions: smallestAddition(short, offers, [...comingAlong, ...added]),
      terminations: short,
    },
  };
}

/** Splits the extensions of a subscription into those carried over to an item that allows `offers`, and those that end. */
export function comeAlong(
  held: readonly ExtensionUnits[],
  offers: readonly ExtensionOffer[],
): { comingAlong: ExtensionUnits[]; ending: ExtensionQuantity[] } {
  const kept = held.map((one) => {
    const offer = offers.find(({ item }) => item.id === one.item.id);
    const most = offer === undefined ? 0 : (offer.maximumQuantity ?? one.quantity);
    return { ...one, kept: Math.min(one.quantity, most) };
  });
  return {
    comingAlong: kept
      .filter((one) => one.kept > 0)
      .map(({ item, gives, kept: quantity }) => ({ item, quantity, gives })),
    ending: kept
      .filter((one) => one.kept < one.quantity)
      .map(({ item, quantity, kept: rest }) => ({ item, quantity: quantity - rest })),
  };
}

/** The smallest set of offered extensions, in addition to those `taken`, that covers `short`; null where none does. */
export function smallestAddition(
  short: readonly ServiceAmount[],
  offers: readonly ExtensionOffer[],
  taken: readonly ExtensionQuantity[],
): ExtensionQuantity[] | null {
  return smallestBasket(short, choices(offers, taken));
}

/** How many units of each active extension the subscription may still add. */
function choices(offers: readonly ExtensionOffer[], taken: readonly ExtensionQuantity[]) {
  return offers
    .filter(({ active, item }) => active && item.articleNumber !== null)
    .map(({ item, gives, maximumQuantity }) => {
      const had = taken.filter((one) => one.item.id === item.id).reduce((sum, one) => sum + one.quantity, 0);
      return { item, gives, most: Math.max(0, (maximumQuantity ?? LARGEST_QUANTITY) - had) };
    });
}

function inAll({ gives, quantity }: ExtensionUnits): ServiceAmount[] {
  return gives.map(({ service, amount }) => ({ service, amount: amount * quantity }));
}

function totals(amounts: readonly ServiceAmount[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { service, amount } of amounts) sums.set(service, (sums.get(service) ?? 0) + amount);
  return sums;
}

function quantityOf({ item, quantity }: ExtensionQuantity): ExtensionQuantity {
  return { item, quantity };
}
