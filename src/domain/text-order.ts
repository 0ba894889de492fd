/** The one order of texts, the same on every engine and in every locale: by code point. */
export function compareText(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const [a, b] = [one.charCodeAt(index), other.charCodeAt(index)];
    if (a !== b) return inCodePoints(a) - inCodePoints(b);
  }
  return one.length - other.length;
}

/** Code units in the order of the code points that they are part of: surrogates stand for code points above U+FFFF. */
function inCodePoints(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x2800 : unit;
}
