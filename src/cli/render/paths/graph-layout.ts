// The layout by Graphviz: boxes and arrows in pixels from the upper left corner.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Arrow {
  /** A start point, and three points for each following Bézier curve. */
  readonly curve: readonly Point[];
  readonly tip: Point;
  /** The centre of its label. */
  readonly label: Point;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  /** The centre of each box, by its name in the input. */
  readonly boxes: ReadonlyMap<string, Point>;
  /** By its `id` in the input. */
  readonly arrows: ReadonlyMap<string, Arrow>;
}

/** The part of Graphviz's JSON that is used. */
export interface GraphvizJson {
  /** The bounding box: left, bottom, right and top. */
  readonly bb: string;
  readonly objects?: readonly { readonly name: string; readonly pos: string }[];
  readonly edges?: readonly { readonly id: string; readonly pos: string; readonly lp: string }[];
}

/** Graphviz measures in points, upwards; one point becomes one pixel. */
export function readLayout({ bb, objects = [], edges = [] }: GraphvizJson): GraphLayout {
  const [, , width = 0, height = 0] = numbers(bb);
  const point = (text: string): Point => {
    const [x = 0, y = 0] = numbers(text);
    return { x: oneDigit(x), y: oneDigit(height - y) };
  };
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    boxes: new Map(objects.map(({ name, pos }) => [name, point(pos)])),
    arrows: new Map(
      edges.map(({ id, pos, lp }) => {
        const [tip = '', ...curve] = pos.split(' ');
        return [id, { curve: curve.map(point), tip: point(tip.replace('e,', '')), label: point(lp) }];
      }),
    ),
  };
}

function numbers(text: string): number[] {
  return text.split(',').map(Number);
}

function oneDigit(number: number): number {
  return Math.round(number * 10) / 10;
}
