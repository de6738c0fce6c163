/** Buttons that move a part past its neighbour; they save the form too. */
export function MoveButtons({
  row,
  title,
  isFirst,
  isLast,
  focus,
}: {
  row: string;
  title: string;
  isFirst: boolean;
  isLast: boolean;
  /** The button that was just pressed. If its part can't go further, the other one has the focus. */
  focus: string | null;
}) {
  const isHere = focus?.endsWith(`:${row}`) ?? false;
  const isFocused = (way: "up" | "down", isEnd: boolean) => isHere && (focus === `${way}:${row}` || isEnd);
  return (
    <p className="series-move">
      <button
        type="submit"
        className="quiet"
        name="move"
        value={`up:${row}`}
        aria-label={`Move up: ${title}`}
        hidden={isFirst}
        // biome-ignore lint/a11y/noAutofocus: whoever moves a part by keyboard goes on with the same button.
        autoFocus={!isFirst && isFocused("up", isLast)}
      >
        ↑ Up
      </button>
      <button
        type="submit"
        className="quiet"
        name="move"
        value={`down:${row}`}
        aria-label={`Move down: ${title}`}
        hidden={isLast}
        // biome-ignore lint/a11y/noAutofocus: whoever moves a part by keyboard goes on with the same button.
        autoFocus={!isLast && isFocused("down", isFirst)}
      >
        ↓ Down
      </button>
    </p>
  );
}
