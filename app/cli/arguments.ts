// Parses the arguments of a command.

import { parseArgs } from "node:util";

type OptionKinds = Record<string, "text" | "flag">;
type Options<Kinds extends OptionKinds> = {
  [Name in keyof Kinds]?: Kinds[Name] extends "text" ? string : true;
};

export type ReadArguments<Kinds extends OptionKinds> =
  | { ok: true; named: string[]; options: Options<Kinds> }
  | { ok: false; problem: string };

/** Parses `words`. `needs` names the required arguments and `takes` the optional ones after them, as in the
 *  usage line: FILE. Refuses a missing or unexpected argument, an unknown option, and an option with a
 *  missing or superfluous value; the problem names it. */
export function readArguments<Kinds extends OptionKinds>(
  words: string[],
  { needs = [], takes = [], options: kinds }: { needs?: string[]; takes?: string[]; options: Kinds },
): ReadArguments<Kinds> {
  const refuse = (problem: string) => ({ ok: false, problem }) as const;
  const declared = Object.entries(kinds).map(
    ([name, kind]) => [name, { type: kind === "text" ? "string" : "boolean" }] as const,
  );
  // Not strict, because parseArgs' own errors don't name a missing or unexpected argument.
  const { tokens, positionals, values } = parseArgs({
    ...{ args: words, options: Object.fromEntries(declared), tokens: true, strict: false },
    allowPositionals: true,
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const kind = Object.hasOwn(kinds, token.name) ? kinds[token.name] : undefined;
    if (kind === undefined) return refuse(`Unknown option ${token.rawName}.`);
    const isGiven = token.value !== undefined && (token.inlineValue || !token.value.startsWith("--"));
    if (kind === "text" && !isGiven) return refuse(`${token.rawName} needs a value.`);
    if (kind === "flag" && token.value !== undefined) return refuse(`${token.rawName} takes no value.`);
  }
  const missing = needs[positionals.length];
  if (missing) return refuse(`Missing ${missing}.`);
  const extra = positionals[needs.length + takes.length];
  if (extra !== undefined) return refuse(`Unexpected argument "${extra}".`);
  return { ok: true, named: positionals, options: values as Options<Kinds> };
}
