import { Time } from "~/design/calendar";
import { countOf } from "~/design/count";
import { FactRow } from "~/design/fact-row";
import { Raw } from "~/design/raw";
import { personPath } from "~/people/person";

export interface Writer {
  id: number;
  handle: string;
  name: string;
  postCount: number;
  /** When they last published a post. */
  latest: Date;
  /** The first paragraph of their introduction, as HTML; null without one. */
  note: string | null;
}

/** People with what they wrote, and a few lines about them. */
export const WriterList = ({ writers }: { writers: Writer[] }) => (
  <ul className="writer-list">
    {writers.map(({ id, handle, name, postCount, latest, note }) => (
      <li key={id}>
        <h2>
          <a href={personPath(handle)} rel="author">
            <bdi>{name}</bdi>
          </a>
        </h2>
        <FactRow className="card-line">
          {countOf(postCount, "post")}
          <span>
            latest <Time at={latest} />
          </span>
        </FactRow>
        {note === null ? null : <Raw as="div" className="prose" dir="auto" markup={{ html: note }} />}
      </li>
    ))}
  </ul>
);
