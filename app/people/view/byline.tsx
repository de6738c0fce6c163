import { Raw } from "~/design/raw";
import { type Markup, markup } from "~/platform/markup";
import { pageOf } from "../person";

interface Named {
  handle: string;
  name: string;
  status: string;
}

/** "by Ken, introduced by greyson" */
export function BylineText({ writers, presenters }: { writers: Named[]; presenters: Named[] }) {
  const introduced = presenters.length > 0 && markup`, introduced by ${names(presenters)}`;
  return <Raw as="span" className="byline" markup={markup`by ${names(writers)}${introduced}`} />;
}

/** Names joined as "A, B and C", each linked to the person's profile if there is one. */
export const names = (people: Named[]): Markup =>
  markup`${people.map((person, index) => {
    const join = index === 0 ? "" : index === people.length - 1 ? " and " : ", ";
    const page = pageOf(person);
    return page === null
      ? markup`${join}<bdi>${person.name}</bdi>`
      : markup`${join}<a href="${page}" rel="author"><bdi>${person.name}</bdi></a>`;
  })}`;
