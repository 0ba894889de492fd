import { badSubscriptionAddress } from './problems.ts';

/** A subscription is numbered within its account; people say `ACC-0042/3`. */
export interface SubscriptionAddress {
  readonly account: string;
  readonly number: number;
}

const ADDRESS = /^([^/]+)\/([1-9]\d{0,8})$/;

/** Reads `ACCOUNT/NUMBER`. Throws `usage` (`bad-subscription-address`). */
export function parseSubscriptionAddress(text: string): SubscriptionAddress {
  const [, account, number] = ADDRESS.exec(text) ?? [];
  if (account === undefined || number === undefined) throw badSubscriptionAddress(text);
  return { account, number: Number(number) };
}

export function formatSubscriptionAddress({ account, number }: SubscriptionAddress): string {
  return `${account}/${number}`;
}
