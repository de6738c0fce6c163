// The report of visitors' waits during floods.

import type { FloodFigures, Waits } from "./floods";
import { milliseconds, table, whole } from "./table";
import { compareFloods, targetTable } from "./targets";

/** The report of floods alone. */
export const describeFloods = (floods: FloodFigures[]): string =>
  [targetTable(compareFloods(floods)), floodText(floods)].join("\n\n");

const NAMES: Record<FloodFigures["flood"], string> = {
  none: "Nothing",
  previews: "Previews of hostile texts",
  "long form": "Forms of 1.9 MB and of 60 kB to a link to join",
  passwords: "Passwords of 128 characters to a link to join",
  fields: "Forms of a million fields and of 250,000",
};

export const floodText = (floods: FloodFigures[]): string =>
  [
    "One network sends what is made to hurt, over forty connections at once, each after a pause of 50 ms. Meanwhile visitors of another network come now and then: for `/healthz`, for the page with 300 comments from the cache, with a preview of sixty words, and with a reply of as many. Limits on how often are off: what is measured is what holds once they are met by many networks. *Later* counts how many of a form were told to come back (503), with their text.",
    table(
      [
        "Beside",
        "/healthz: p99",
        "max",
        "Page: p99",
        "max",
        "Preview: p99",
        "max",
        "later",
        "Reply: p99",
        "max",
        "later",
      ],
      floods.map(({ flood, health, page, preview, reply }) => [
        NAMES[flood],
        ...[...waitsOf(health), ...waitsOf(page)],
        ...[...waitsOf(preview), laterOf(preview), ...waitsOf(reply), laterOf(reply)],
      ]),
    ),
    `Their forms were answered so: ${floods.flatMap(answersOf).join("; ")}.`,
  ].join("\n\n");

const waitsOf = ({ p99, max }: Waits) => [milliseconds(p99), milliseconds(max)];
const laterOf = ({ refused, count }: Waits) => `${whole(refused)} of ${whole(count)}`;

function answersOf({ flood, answers }: FloodFigures): string[] {
  const counts = Object.entries(answers).map(([status, count]) => `${whole(count)} × ${status}`);
  return counts.length > 0 ? [`${NAMES[flood]} ${counts.join(", ")}`] : [];
}
