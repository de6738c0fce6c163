// A map as SVG. Only posts that everyone may see now are drawn, whatever places are stored.

import { type CalendarSettings, formatMonth } from "~/design/calendar";
import { type Markup, markup } from "~/platform/markup";
import { postPath } from "~/posts/post";
import { HEIGHT, MARGIN, type MappedPost, type Place, radiusOf, WIDTH } from "./map";
import type { PostMap } from "./map.server";

/** A post at its place. */
interface Point extends MappedPost, Place {
  /** How many answers begin or end here. */
  links: number;
}

/** The drawing, which is decoration beside the list that says the same: hidden from screen readers and from the Tab key. */
export function drawMap({ posts, answers, places }: PostMap, calendar: CalendarSettings): Markup {
  const points = new Map<number, Point>();
  for (const post of posts) {
    const place = places.get(post.id);
    if (place) points.set(post.id, { ...post, ...place, links: 0 });
  }
  const lines = answers.flatMap(({ from, to }) => {
    const [later, earlier] = [points.get(from), points.get(to)];
    if (!later || !earlier) return [];
    later.links++;
    earlier.links++;
    return [markup`<path d="${curve(later, earlier)}"/>`];
  });
  const drawn = [...points.values()];
  return markup`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" focusable="false"><g class="map-times">${times(drawn, calendar)}</g><g class="map-answers">${lines}</g><g class="map-points">${drawn.map(drawPoint)}</g><g class="map-names">${names(drawn)}</g></svg>`;
}

/** From a post to an earlier one. It leaves and arrives along the time, so that lines to the same post come together. */
function curve(from: Place, to: Place): string {
  const half = Math.round((from.x - to.x) / 2);
  return `M${from.x} ${from.y}C${from.x - half} ${from.y} ${to.x + half} ${to.y} ${to.x} ${to.y}`;
}

const drawPoint = (point: Point): Markup =>
  markup`<a href="${postPath(point.slug)}" tabindex="-1"><circle cx="${point.x}" cy="${point.y}" r="${radiusOf(point)}"${point.links > 0 && markup` class="linked"`}><title>${titleOf(point)}</title></circle></a>`;

const titleOf = ({ title, writers }: MappedPost) =>
  writers.length > 0 ? `${title}, by ${writers.map(({ name }) => name).join(", ")}` : title;

/** Months that have room below the drawing; of a map over years, the first of each year. */
const MAX_TIMES = 12;

function times(points: Point[], { language, timeZone }: CalendarSettings): Markup[] {
  // Swedish writes a month as ISO 8601 does.
  const iso = new Intl.DateTimeFormat("sv", { timeZone, year: "numeric", month: "2-digit" });
  const monthOf = ({ publishedAt }: MappedPost) => iso.format(publishedAt);
  const months = new Map<string, number>();
  for (const point of points) if (!months.has(monthOf(point))) months.set(monthOf(point), point.x);
  const years = new Map<string, number>();
  for (const [month, x] of months) if (!years.has(month.slice(0, 4))) years.set(month.slice(0, 4), x);
  const told =
    months.size <= MAX_TIMES
      ? [...months].map(([month, x]) => [formatMonth(month, language), x] as const)
      : [...years];
  let end = -Infinity;
  return told.flatMap(([words, x]) => {
    if (x < end) return [];
    end = x + widthOf(words) + 16;
    return [
      markup`<path d="M${x} ${MARGIN / 2}V${HEIGHT - 18}"/><text x="${x}" y="${HEIGHT - 4}">${words}</text>`,
    ];
  });
}

/** On average, of the type of names. Chinese and Japanese characters are twice as wide as letters. */
const CHAR_WIDTH = 6.6;
const widthOf = (words: string) =>
  CHAR_WIDTH * (words.length + (words.match(/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/g)?.length ?? 0));

const LINE_HEIGHT = 16;
/** A longer title is cut: the point's own title has it whole. */
const MAX_NAME_CHARS = 34;
const MAX_NAMES = 16;
/** Among more points there is no place free, so the names of a few stand over others. */
const CROWD = 60;
const NAMES_IN_A_CROWD = 8;

/** The titles of the posts with the most answers, where there is room for them. */
function names(points: Point[]): Markup[] {
  const isCrowd = points.length > CROWD;
  const most = isCrowd ? NAMES_IN_A_CROWD : MAX_NAMES;
  const taken = isCrowd ? [] : points.map((point) => boxAround(point, radiusOf(point)));
  const named: Markup[] = [];
  for (const point of points.toSorted((a, b) => b.links - a.links || b.responseCount - a.responseCount)) {
    if (named.length === most) break;
    const words = cut(point.title);
    const width = widthOf(words);
    const radius = radiusOf(point);
    const base = point.y - radius / 2 - 4;
    const sides = [
      { left: point.x + radius, anchor: "start" },
      { left: point.x - radius - width, anchor: "end" },
    ];
    for (const { left, anchor } of sides) {
      const box = {
        left,
        right: left + width,
        top: base - LINE_HEIGHT,
        bottom: base + 3,
      };
      if (box.left < 0 || box.right > WIDTH || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      const x = anchor === "start" ? box.left : box.right;
      named.push(
        markup`<text x="${Math.round(x)}" y="${Math.round(base)}"${anchor === "end" && markup` text-anchor="end"`}>${isolated(words)}</text>`,
      );
      break;
    }
  }
  return named;
}

/** In its own direction, so that what a title in Arabic ends with stands at its end. In SVG there is no bdi. */
const isolated = (words: string) => `\u2068${words}\u2069`;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A name begins where its own point ends, so that it doesn't overlap it. */
const boxAround = ({ x, y }: Place, radius: number): Box => ({
  ...{ left: x - radius, right: x + radius },
  ...{ top: y - radius, bottom: y + radius },
});

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const cut = (title: string) => {
  const letters = [...title];
  return letters.length > MAX_NAME_CHARS
    ? `${letters
        .slice(0, MAX_NAME_CHARS - 1)
        .join("")
        .trim()}…`
    : title;
};
