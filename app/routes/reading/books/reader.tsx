import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { FAILED, keyOf, readerPath, sourcePath } from "~/books/book";
import styles from "~/books/book.css?url";
import { clientOf } from "~/books/book-limits.server";
import { askForBook } from "~/books/making/ask-for-book.server";
import { countOf } from "~/design/count";
import { formatDuration } from "~/design/duration";
import { readValues } from "~/platform/http/body/form.server";
import { passingHead } from "../../titles";
import { type BookChoice, listChoices } from "./book-choices.server";
import { getSource } from "./book-request";
import { ReaderChoice } from "./reader-choice";

/** How often the page looks whether the book is made. */
const LOOK_SECONDS = 2;

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const headers: HeadersFunction = ({ loaderHeaders, actionHeaders, errorHeaders }) =>
  errorHeaders ?? new Headers([...loaderHeaders, ...actionHeaders]);
export const meta: MetaFunction<typeof loader> = (args) =>
  args.data ? passingHead(args, `Read offline: ${args.data.source.title}`) : [];

/** Where readers get a series or a tag as an e-book, or as a page for print. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const source = await getSource(context.db, request, params.slug);
  const { choices, ...counts } = await listChoices(context, source);
  const hasChanged = context.query("changed").has("changed");
  const isMaking = choices.some(({ state }) => state.is === "making");
  // Without a script, the browser asks again. After a refusal, it would lose its words.
  const again =
    isMaking && !context.isPost ? { Refresh: `${LOOK_SECONDS}; url=${readerPath(source)}` } : undefined;
  return data({ source, choices, ...counts, hasChanged }, again && { headers: again });
}

/** Asks for a book. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, viewer, clientAddress, siteSecret, bookLimits } = context;
  const source = await getSource(db, request, params.slug);
  const { responses } = await readValues(request);
  if (responses !== "with" && responses !== "without")
    return data({ error: "Choose a book: press one of the buttons below." }, 422);
  const { choices } = await listChoices(context, source);
  const chosen = choices.find((choice) => choice.withResponses === (responses === "with"));
  if (!chosen || (chosen.state.is === "refused" && chosen.state.reason !== FAILED))
    return data({ error: "This book can’t be made. See below why." }, 422);
  if (chosen.state.is === "made") return redirect(readerPath(source), 303);
  const client = clientOf(viewer, clientAddress);
  const wait = await bookLimits.secondsToWait(client);
  if (wait > 0)
    return data(
      { error: `You have asked for many e-books. Please try again in ${formatDuration(wait)}.` },
      { status: 429, headers: { "Retry-After": String(wait) } },
    );
  const key = keyOf(source, chosen.withResponses);
  const asked = await askForBook(db, key, siteSecret.hash("book-client", client), context.now());
  if (!asked.ok)
    return data(
      {
        error:
          "Another e-book is still being made for you, or for somebody on your network. Please try again when it is ready.",
      },
      409,
    );
  return redirect(readerPath(source), 303);
}

export default function Reader() {
  const { source, posts, limits, choices, hasChanged } = useLoaderData<typeof loader>();
  const { error } = useActionData<typeof action>() ?? {};
  return (
    <>
      <header className="page-head">
        <p className="kicker">Read offline</p>
        <h1>
          <a href={sourcePath(source)} dir="auto">
            {source.title}
          </a>
        </h1>
        <p>
          {countOf(posts, source.kind === "series" ? "part" : "post")} as one e-book or one page for print,
          with contents, notes, and how to cite each.
        </p>
        {limits.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </header>
      {error ? (
        <p className="field-error" role="alert">
          {error}
        </p>
      ) : hasChanged ? (
        <p className="form-done" role="status">
          That e-book is out of date: something in it has changed on the site. You can make it anew.
        </p>
      ) : null}
      {posts === 0 ? (
        <p>There is nothing to read offline here yet.</p>
      ) : (
        <ul className="book-choices">
          {choices.map((choice) => (
            <li key={String(choice.withResponses)}>
              <ReaderChoice choice={choice as BookChoice} source={source} />
            </li>
          ))}
        </ul>
      )}
      <p className="book-note">
        An e-book (EPUB) opens on e-readers, telephones and computers. It holds what everyone can read on the
        site when it is made.
      </p>
    </>
  );
}
