// Dragging a row by its handle, with a mouse, a pen or a finger.

import { indexOf, neighboursOf, numberOf, swap, type Unit, unitsOf } from "./part-order";

/** So near to the window's edges, in pixels, dragging scrolls; by so many a frame. */
const EDGE = 70;
const SCROLL = 9;

/** The row follows the pointer, and changes places with a neighbour when its edge is past the neighbour's middle. Escape puts it back. `onDrop` gets the row
 *  that is in another place, and the number that it had. */
export function dragging(
  list: HTMLElement,
  row: HTMLElement,
  handle: HTMLElement,
  onDrop: (row: HTMLElement, part: string) => void,
): void {
  handle.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    const own = unitsOf(list)[indexOf(list, row)] ?? ([row] as Unit);
    const part = numberOf(row);
    const from = indexOf(list, row);
    const grip = event.clientY - topOf(own);
    let y = event.clientY;
    let frame = 0;
    const end = new AbortController();
    handle.setPointerCapture(event.pointerId);

    const put = (by: string) => {
      for (const one of own) one.style.transform = by;
    };
    const follow = () => {
      if (y < EDGE) scrollBy(0, -SCROLL);
      else if (y > innerHeight - EDGE) scrollBy(0, SCROLL);
      put("");
      const { up, down } = neighboursOf(list, row);
      const top = y - grip;
      if (up && top < middleOf(up)) swap(list, row, "up");
      else if (down && top + bottomOf(own) - topOf(own) > middleOf(down)) swap(list, row, "down");
      put(`translateY(${top - topOf(own)}px)`);
      frame = requestAnimationFrame(follow);
    };
    const drop = () => {
      end.abort();
      cancelAnimationFrame(frame);
      put("");
      for (const one of own) one.classList.remove("is-dragged");
      if (indexOf(list, row) !== from) onDrop(row, part);
    };
    const cancel = () => {
      while (indexOf(list, row) > from) swap(list, row, "up");
      while (indexOf(list, row) < from) swap(list, row, "down");
      drop();
    };
    const { signal } = end;
    handle.addEventListener(
      "pointermove",
      (move) => {
        y = move.clientY;
      },
      { signal },
    );
    handle.addEventListener("pointerup", drop, { signal });
    handle.addEventListener("pointercancel", cancel, { signal });
    addEventListener("keydown", ({ key }) => key === "Escape" && cancel(), { signal });
    for (const one of own) one.classList.add("is-dragged");
    follow();
  });
}

const topOf = ([first]: Unit) => first.getBoundingClientRect().top;

const bottomOf = (unit: Unit) => (unit.at(-1) ?? unit[0]).getBoundingClientRect().bottom;

const middleOf = (unit: Unit) => (topOf(unit) + bottomOf(unit)) / 2;
