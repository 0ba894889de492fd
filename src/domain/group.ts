/** A ladder: items on levels, of which a higher one offers more (seed: "on what step of the ladder"). */
export interface Group {
  /** UUID, lower case. */
  readonly id: string;
  readonly name: string;
}
