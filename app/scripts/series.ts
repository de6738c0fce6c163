// Puts the parts of a series into another order: by dragging a row's handle, by the arrow keys on it, and by the buttons that without this
// script move a part and save. The numbers in the fields follow; they are saved with the form.

import { dragging } from "~/series/script/dragging";
import {
  indexOf,
  numberOf,
  renumber,
  showButtons,
  swap,
  titleOf,
  unitsOf,
  type Way,
  wayOf,
} from "~/series/script/part-order";

const list = document.querySelector<HTMLElement>(".series-rows");
if (list && unitsOf(list).length > 1) enhance(list);

function enhance(list: HTMLElement) {
  const line = document.createElement("p");
  line.className = "field-hint series-moved";
  line.role = "status";
  list.after(line);

  const step = (row: HTMLElement, way: Way) => {
    const part = numberOf(row);
    if (swap(list, row, way)) settle(row, part);
  };
  /** Numbers the parts in their order, and says where a row is now that had the number `part`. */
  const settle = (row: HTMLElement, part: string) => {
    renumber(list);
    showButtons(list);
    const title = document.createElement("bdi");
    title.textContent = titleOf(row);
    const place = `${indexOf(list, row) + 1} of ${unitsOf(list).length}`;
    line.replaceChildren(
      `Part ${part}, `,
      title,
      `, moved to place ${place}. Save the series to keep this order.`,
    );
  };

  for (const row of unitsOf(list).flat()) {
    const handle = makeHandle(row);
    handle.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      step(row, event.key === "ArrowUp" ? "up" : "down");
    });
    dragging(list, row, handle, settle);
  }
  list.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[name=move]");
    const row = button?.closest("li");
    if (!button || !row) return;
    event.preventDefault();
    step(row, wayOf(button));
    if (button.hidden) row.querySelector<HTMLElement>("button[name=move]:not([hidden])")?.focus();
  });
}

function makeHandle(row: HTMLElement): HTMLElement {
  const handle = document.createElement("button");
  handle.type = "button";
  handle.className = "series-handle";
  handle.title = "Drag, or press the arrow keys ↑ and ↓";
  handle.ariaLabel = `Move: ${titleOf(row)}`;
  row.querySelector(".series-move")?.before(handle);
  return handle;
}
