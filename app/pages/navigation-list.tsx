import { isPublished } from "~/visibility/status";
import type { Move } from "./navigation";
import { pageHistoryPath, pagePath } from "./page";
import type { ListedPage } from "./page.server";

/** The button that was just pressed, which has the focus again. */
export interface Moved {
  id: number;
  move: Move;
}

interface NavigationListProps {
  pages: ListedPage[];
  /** Whether these are the pages of the navigation, or others. */
  isNavigation: boolean;
  /** The member who may arrange the navigation; null for one who may not. */
  arrangedBy: number | null;
  /** The order of the navigation that the forms show (navigation.server.ts). */
  seen: string;
  moved: Moved | null;
}

/** Pages with their links, and the buttons for their place in the navigation. Each button is a form, so it needs no script. */
export const NavigationList = ({ pages, isNavigation, arrangedBy, seen, moved }: NavigationListProps) => {
  const List = isNavigation ? "ol" : "ul";
  return (
    <List className="rows pages-list">
      {pages.map(({ id, slug, title, status }, index) => (
        <li key={id}>
          <div>
            {isPublished({ status }) ? (
              <a href={pagePath(slug)} dir="auto">
                <strong>{title}</strong>
              </a>
            ) : (
              <strong dir="auto">{title}</strong>
            )}
            <p className="field-hint">
              {isPublished({ status }) ? null : "Withdrawn. "}
              <a href={`/write?page=${slug}`} aria-label={`Edit: ${title}`}>
                Edit
              </a>{" "}
              <a href={pageHistoryPath(slug)} aria-label={`Versions: ${title}`}>
                Versions
              </a>
            </p>
          </div>
          {arrangedBy === null || !isPublished({ status }) ? null : (
            <MoveForm
              moves={movesFor(isNavigation, index === 0, index === pages.length - 1)}
              focused={moved?.id === id ? moved.move : null}
              {...{ id, title, seen, as: arrangedBy }}
            />
          )}
        </li>
      ))}
    </List>
  );
};

const movesFor = (isNavigation: boolean, isFirst: boolean, isLast: boolean): Move[] =>
  isNavigation
    ? [...(isFirst ? [] : ["up" as const]), ...(isLast ? [] : ["down" as const]), "remove"]
    : ["add"];

const WORDS: Record<Move, { button: string; label: string }> = {
  up: { button: "↑ Up", label: "Move up" },
  down: { button: "↓ Down", label: "Move down" },
  add: { button: "Add to navigation", label: "Add to navigation" },
  remove: { button: "Remove", label: "Remove from navigation" },
};

function MoveForm({
  id,
  title,
  as,
  seen,
  moves,
  focused,
}: {
  id: number;
  title: string;
  as: number;
  seen: string;
  moves: Move[];
  focused: Move | null;
}) {
  // A page that can't go further in a direction has the focus on the next button that it has.
  const focus = focused && (moves.includes(focused) ? focused : moves[0]);
  return (
    <form method="post" action={`/moderation/pages/${id}/${moves[0]}`} className="pages-moves">
      <input type="hidden" name="as" value={as} />
      <input type="hidden" name="seen" value={seen} />
      {moves.map((move) => (
        <button
          key={move}
          type="submit"
          className="quiet"
          formAction={`/moderation/pages/${id}/${move}`}
          aria-label={`${WORDS[move].label}: ${title}`}
          // biome-ignore lint/a11y/noAutofocus: whoever moves a page by keyboard goes on with the same button.
          autoFocus={move === focus}
        >
          {WORDS[move].button}
        </button>
      ))}
    </form>
  );
}
