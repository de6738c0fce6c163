// The rows of a series' parts on its page, in their order. A post and the part that announces it have one number, and are one unit.

/** The rows with one number. */
export type Unit = [HTMLElement, ...HTMLElement[]];
export type Way = "up" | "down";

/** The row for the next announced part isn't one of them: it has no title yet. */
const rowsOf = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>("li[data-title]")];

export const titleOf = (row: HTMLElement) => row.dataset.title ?? "";

export const numberOf = (row: HTMLElement) => fieldOf(row)?.value.trim() ?? "";

const fieldOf = (row: HTMLElement) =>
  row.querySelector<HTMLInputElement>('input[name^="part-"], input[inputmode][name^="announced-"]');

const isPost = (row: HTMLElement) => fieldOf(row)?.name.startsWith("part-");

export function unitsOf(list: HTMLElement): Unit[] {
  const units: Unit[] = [];
  for (const row of rowsOf(list)) {
    const before = units.at(-1);
    const isSame = before && numberOf(before[0]) === numberOf(row) && isPost(before[0]) !== isPost(row);
    if (isSame && numberOf(row) !== "") before.push(row);
    else units.push([row]);
  }
  return units;
}

export const indexOf = (list: HTMLElement, row: HTMLElement) =>
  unitsOf(list).findIndex((unit) => unit.includes(row));

/** The units before and after that of a row. */
export function neighboursOf(list: HTMLElement, row: HTMLElement): Partial<Record<Way, Unit>> {
  const units = unitsOf(list);
  const at = indexOf(list, row);
  const [up, down] = [units[at - 1], units[at + 1]];
  return { ...(up && { up }), ...(down && { down }) };
}

/** Moves a row's unit past its neighbour. It is the neighbour that leaves its place: an element that does loses the focus, and the pointer
 *  that drags it. Returns false at the end of the list. */
export function swap(list: HTMLElement, row: HTMLElement, way: Way): boolean {
  const neighbour = neighboursOf(list, row)[way];
  const own = unitsOf(list)[indexOf(list, row)];
  if (!neighbour || !own) return false;
  if (way === "up") own.at(-1)?.after(...neighbour);
  else own[0].before(...neighbour);
  return true;
}

/** Gives the numbers that stand in the fields to the units in their order. A number that isn't one, or stands there twice, is replaced by
 *  the next; an empty one stays, because that deletes an announced part. */
export function renumber(list: HTMLElement): void {
  const units = unitsOf(list).filter(([row]) => numberOf(row) !== "");
  const typed = units.map(([row]) => Number(numberOf(row))).filter((number) => number >= 1);
  const numbers = [...new Set(typed)].sort((a, b) => a - b);
  while (numbers.length < units.length) numbers.push((numbers.at(-1) ?? 0) + 1);
  // The fields keep their values until all numbers are known.
  for (const [index, unit] of units.entries())
    for (const field of unit.map(fieldOf)) if (field) field.value = String(numbers[index]);
}

/** The first row can't move up, nor the last one down. */
export function showButtons(list: HTMLElement): void {
  for (const row of rowsOf(list)) {
    const neighbours = neighboursOf(list, row);
    for (const button of row.querySelectorAll<HTMLButtonElement>("button[name=move]"))
      button.hidden = !neighbours[wayOf(button)];
  }
}

/** "up:part-12" */
export const wayOf = (button: HTMLButtonElement): Way => (button.value.startsWith("up:") ? "up" : "down");
