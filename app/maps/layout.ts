// Places of a map's points: from left to right by time, and up and down so that posts that answer each other are near.

import { setImmediate as passTurn } from "node:timers/promises";
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";
import { HEIGHT, MARGIN, type MapContents, type Place, radiusOf, WIDTH } from "./map";

interface Node extends SimulationNodeDatum {
  id: number;
  radius: number;
}

/** Between ids, and then between nodes. */
type Link = SimulationLinkDatum<Node>;

/** After these, points move by less than a unit. */
const TICKS = 150;
/** Space between points, so that each can be hit by a finger on a drawing twice as large. */
const GAP = 5;

/** Lays out the points. The same contents give the same places; points with a place `before` begin there. Lets others run after each
 *  step, since 300 points take half a second of processor. */
export async function layOut(
  { posts, answers }: MapContents,
  before: ReadonlyMap<number, Place> = new Map(),
): Promise<Map<number, Place>> {
  const step = posts.length > 1 ? (WIDTH - 2 * MARGIN) / (posts.length - 1) : 0;
  const nodes = posts.map((post, index): Node => {
    const x = posts.length > 1 ? MARGIN + index * step : WIDTH / 2;
    return { id: post.id, radius: radiusOf(post), fx: x, x, y: before.get(post.id)?.y ?? beginAt(post.id) };
  });
  const links = answers.map(({ from, to }): Link => ({ source: from, target: to }));
  const simulation = forceSimulation(nodes)
    .force("collide", forceCollide<Node>(({ radius }) => radius + GAP).iterations(2))
    .force(
      "answers",
      forceLink<Node, Link>(links)
        .id(({ id }) => id)
        .distance(lengthInTime)
        .strength(0.05),
    )
    .force(
      "apart",
      forceManyBody()
        .strength(-repulsionOf(posts.length))
        .distanceMax(HEIGHT / 2),
    )
    .force("middle", forceY(HEIGHT / 2).strength(0.03))
    .stop();
  for (let tick = 0; tick < TICKS; tick++) {
    simulation.tick();
    await passTurn();
  }
  const [top, bottom] = [Math.min(...nodes.map(heightOf)), Math.max(...nodes.map(heightOf))];
  const stretch = bottom > top ? (HEIGHT - 2 * MARGIN) / (bottom - top) : 0;
  return new Map(
    nodes.map((node) => {
      const y = stretch > 0 ? MARGIN + (heightOf(node) - top) * stretch : HEIGHT / 2;
      return [node.id, { x: Math.round(node.x ?? 0), y: Math.round(y) }];
    }),
  );
}

const heightOf = ({ y = 0 }: Node) => y;

/** Answers pull up and down alone: from left to right, points have the place of their time. */
const lengthInTime = ({ source, target }: Link) =>
  Math.abs(((source as Node).x ?? 0) - ((target as Node).x ?? 0)) * 0.9;

/** Few points need more of it to fill the drawing. */
const repulsionOf = (points: number) => Math.min(300, Math.max(60, 18_000 / points));

/** Spread by the golden ratio, so that points that come one after another begin apart. */
const beginAt = (id: number) => MARGIN + ((id * 0.618_034) % 1) * (HEIGHT - 2 * MARGIN);
