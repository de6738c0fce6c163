import type { Piece } from "~/comments/editing/passages";

/** The sentences of a comment, each with a box to tick. */
export const PiecePicker = ({
  pieces,
  chosen,
  error,
}: {
  pieces: Piece[];
  chosen: readonly number[];
  error?: string | undefined;
}) => (
  <fieldset className="choice pieces" aria-describedby={error ? "field-piece-error" : undefined}>
    <legend>Sentences to remove</legend>
    {error ? (
      <p className="field-error" id="field-piece-error">
        {error}
      </p>
    ) : null}
    {pieces.map(({ text, start }, index) => (
      <label key={start}>
        <input
          type="checkbox"
          id={index === 0 ? "field-piece" : undefined}
          name="piece"
          value={index}
          defaultChecked={chosen.includes(index)}
        />
        <span dir="auto">{text}</span>
      </label>
    ))}
  </fieldset>
);
