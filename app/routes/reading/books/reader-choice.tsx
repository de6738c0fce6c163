import { type BookSource, FAILED, readerPath } from "~/books/book";
import { MAX_RESPONSES } from "~/books/book.schema";
import { countOf } from "~/design/count";
import { sizeOf } from "~/platform/size";
import type { BookChoice } from "./book-choices.server";

/** One of the two books: its file, or a button that makes it, and its page for print. */
export function ReaderChoice({ choice, source }: { choice: BookChoice; source: BookSource }) {
  const { withResponses, responses, printAddress, state } = choice;
  const name = withResponses ? `With ${countOf(responses, "response")}` : "Posts only";
  const canBeMade = state.is !== "refused" || state.reason === FAILED;
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      {state.is === "making" ? (
        <Making {...state} />
      ) : state.is === "made" ? (
        <p className="book-file">
          <a href={state.address} download="">
            Download the e-book
          </a>{" "}
          <span>EPUB, {sizeOf(state.bytes)}</span>
        </p>
      ) : (
        <>
          {state.is === "refused" ? <p className="field-error">{explain(state.reason)}</p> : null}
          {state.is === "changed" ? (
            <p className="book-note">Something has changed since the last one was made.</p>
          ) : null}
          {canBeMade ? (
            <form method="post" action={readerPath(source)}>
              <input type="hidden" name="responses" value={withResponses ? "with" : "without"} />
              <button type="submit">
                Make the e-book<span className="spoken">: {name}</span>
              </button>
            </form>
          ) : null}
        </>
      )}
      {canBeMade ? (
        <p>
          <a href={printAddress}>
            Open the page for print<span className="spoken">: {name}</span>
          </a>
        </p>
      ) : null}
    </section>
  );
}

const Making = ({ done, total }: { done: number; total: number }) => (
  <p className="book-making" role="status">
    The e-book is being made.{" "}
    <progress aria-label="Parts that are written" {...(total > 0 && { value: done, max: total })} />{" "}
    <span>This page looks again by itself.</span>
  </p>
);

const REASONS = new Map([
  ["book.nothing", "There is nothing to read in it."],
  [
    "book.too-many-responses",
    `It would have more than ${MAX_RESPONSES.toLocaleString("en")} responses, the most that an e-book can hold here.`,
  ],
  ["book.too-long", "Its texts are too long for one e-book."],
]);

const explain = (reason: string): string =>
  REASONS.get(reason) ?? "The e-book couldn’t be made. Please try again in a few minutes.";
